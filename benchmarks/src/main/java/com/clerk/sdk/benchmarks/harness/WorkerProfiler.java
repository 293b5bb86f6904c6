package com.clerk.sdk.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private Map<Long, Use> before = Map.of();

    /** The time and memory that a thread has used so far. */
    private record Use(long nanos, long bytes) {}

    @Override
    public String getDescription() {
        return "CPU time and allocated bytes of the worker threads for each operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = byWorker();
    }

    @Override
    public List<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = 0;
        double bytes = 0;
        // A worker of the turn before may have ended in between.
        for (var worker : byWorker().entrySet()) {
            var earlier = before.getOrDefault(worker.getKey(), new Use(0, 0));
            nanos += worker.getValue().nanos - earlier.nanos;
            bytes += worker.getValue().bytes - earlier.bytes;
        }
        long operations = result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult(CPU_NANOS, nanos / operations, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(BYTES, bytes / operations, "B/op", AggregationPolicy.AVG));
    }

    private Map<Long, Use> byWorker() {
        var uses = new HashMap<Long, Use>();
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("jmh-worker")) {
                long id = thread.getThreadId();
                uses.put(id, new Use(threads.getThreadCpuTime(id), threads.getThreadAllocatedBytes(id)));
            }
        }
        return uses;
    }
}
