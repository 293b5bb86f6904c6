package com.clerk.sdk.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Setup;

/**
 * The program that counts the bytes that one operation of a benchmark allocates. It reads the JVM's own counter of the
 * measuring thread, so neither other threads nor the load of the machine show in it. Of several batches the lowest
 * counts, because the JVM itself allocates a little when it links a call for the first time.
 *
 * <p>Arguments: benchmarks, each as class and method with a dot between. Prints a line for each: bytes for an
 * operation.
 */
final class AllocationProbe {
    private static final int WARM_UP = 100;
    private static final int BATCHES = 5;
    private static final int BATCH = 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MethodHandle operation;

    private AllocationProbe(MethodHandle operation) {
        this.operation = operation;
    }

    public static void main(String[] args) throws Throwable {
        for (var benchmark : args) {
            System.out.println(new AllocationProbe(operation(benchmark)).bytes());
        }
        System.exit(0);
    }

    private static MethodHandle operation(String benchmark) throws ReflectiveOperationException {
        int dot = benchmark.lastIndexOf('.');
        var type = Class.forName(benchmark.substring(0, dot));
        var state = type.getDeclaredConstructor().newInstance();
        for (var each : type.getMethods()) {
            if (each.isAnnotationPresent(Setup.class)) {
                each.invoke(state);
            }
        }
        var method = type.getMethod(benchmark.substring(dot + 1));
        // Without its result, which would otherwise be boxed.
        return MethodHandles.lookup().unreflect(method).bindTo(state).asType(MethodType.methodType(void.class));
    }

    private double bytes() throws Throwable {
        run(WARM_UP);
        var batches = new long[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(BATCH);
            batches[i] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return (double) Arrays.stream(batches).min().orElseThrow() / BATCH;
    }

    private void run(int operations) throws Throwable {
        for (int i = 0; i < operations; i++) {
            operation.invokeExact();
        }
    }
}
