package com.clerk.sdk.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Two benchmarks that take turns of a few milliseconds on the same thread, so that other load on the machine affects
 * both. Turns of a fraction of a second are too long for that: where a neighbour slows the processor down for a tenth
 * of a second, their ratio scattered five times as much.
 */
@State(Scope.Benchmark)
public class Pair {
    /** The length of a turn that is long beside reading the clocks. */
    static final int SHORT_TURN = 2;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Param("")
    public String baseline = "";

    @Param("")
    public String subject = "";

    /** Parameters of both benchmarks as name=value, with commas between them. */
    @Param("")
    public String settings = "";

    @Param("2")
    public int turnMillis = SHORT_TURN;

    private Operation first;
    private Operation second;

    @Setup
    public void prepare() throws Throwable {
        first = Operation.of(baseline, settings);
        second = Operation.of(subject, settings);
    }

    @TearDown
    public void close() throws Throwable {
        first.close();
        second.close();
    }

    @Benchmark
    public void turns(Costs costs, Blackhole results) throws Exception {
        costs.baseline.add(first.work(), turnMillis * NANOS_PER_MILLI, results);
        costs.subject.add(second.work(), turnMillis * NANOS_PER_MILLI, results);
    }

    /** The costs of an iteration, as JMH's counters. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Costs {
        private final Cost baseline = new Cost();
        private final Cost subject = new Cost();

        @Setup(Level.Iteration)
        public void clear() {
            baseline.clear();
            subject.clear();
        }

        public long baselineOperations() {
            return baseline.operations;
        }

        public long baselineNanos() {
            return baseline.nanos;
        }

        public long baselineCpuNanos() {
            return baseline.cpuNanos;
        }

        public long baselineBytes() {
            return baseline.bytes;
        }

        public long subjectOperations() {
            return subject.operations;
        }

        public long subjectNanos() {
            return subject.nanos;
        }

        public long subjectCpuNanos() {
            return subject.cpuNanos;
        }

        public long subjectBytes() {
            return subject.bytes;
        }
    }

    /**
     * The operations of a thread, and what they cost: wall time, CPU time, which does not grow while other processes
     * have the processor, and allocated bytes. Bytes of other threads are not counted.
     */
    private static final class Cost {
        private long operations;
        private long nanos;
        private long cpuNanos;
        private long bytes;

        /** How many operations make a turn of the wanted length. */
        private long times = 1;

        private void clear() {
            operations = 0;
            nanos = 0;
            cpuNanos = 0;
            bytes = 0;
        }

        private void add(Callable<?> work, long turnNanos, Blackhole results) throws Exception {
            long bytesBefore = bytesOfThread();
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            repeat(work, times, results);
            long turn = System.nanoTime() - start;
            cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuBefore;
            bytes += bytesOfThread() - bytesBefore;
            nanos += turn;
            operations += times;
            if (turn < turnNanos / 2) {
                times *= 2;
            } else if (turn > 2 * turnNanos) {
                times = Math.max(1, times / 2);
            }
        }

        private static void repeat(Callable<?> work, long times, Blackhole results) throws Exception {
            for (long i = 0; i < times; i++) {
                results.consume(work.call());
            }
        }

        private static long bytesOfThread() {
            return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        }
    }
}
