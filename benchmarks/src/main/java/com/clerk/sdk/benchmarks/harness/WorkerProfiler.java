package com.clerk.sdk.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler that reports the CPU time and the garbage of an operation: the time that JMH's worker threads were on
 * a processor, and the bytes that they allocated, divided by the number of operations. Neither grows while other
 * processes have the processor, and what other threads allocate is not counted.
 */
public final class WorkerProfiler implements InternalProfiler {
    /** The labels of the results. */
    static final String CPU_NANOS = "worker.cpu.time.norm";

    static final String BYTES = "worker.alloc.norm";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long nanos;
    private long bytes;

    @Override
    public String getDescription() {
        return "CPU time and allocated bytes of the worker threads for each operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        nanos = ofWorkers(threads::getThreadCpuTime);
        bytes = ofWorkers(threads::getThreadAllocatedBytes);
    }

    @Override
    public List<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double operations = result.getMetadata().getAllOps();
        double eachNanos = (ofWorkers(threads::getThreadCpuTime) - nanos) / operations;
        double eachBytes = (ofWorkers(threads::getThreadAllocatedBytes) - bytes) / operations;
        return List.of(
                new ScalarResult(CPU_NANOS, eachNanos, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(BYTES, eachBytes, "B/op", AggregationPolicy.AVG));
    }

    /** Returns the sum of a figure of all worker threads, which live as long as the run. */
    private long ofWorkers(LongUnaryOperator figure) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains("jmh-worker"))
                .mapToLong(thread -> figure.applyAsLong(thread.getThreadId()))
                .sum();
    }
}
