package com.clerk.sdk.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The program that counts the bytes that one operation of a benchmark allocates. It reads the JVM's own counter of the
 * measuring thread, so neither other threads nor the load of the machine show in it. Of several batches the lowest
 * counts, because the JVM itself allocates a little when it links a call for the first time.
 *
 * <p>Arguments: two benchmarks, each as class and method with a dot between, and JMH parameters as name=value. Prints a
 * line for each benchmark: bytes for an operation.
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
        var params = Arrays.asList(args).subList(2, args.length);
        for (int i = 0; i < 2; i++) {
            System.out.println(new AllocationProbe(operation(args[i], params)).bytes());
        }
        System.exit(0);
    }

    private static MethodHandle operation(String benchmark, List<String> params) throws ReflectiveOperationException {
        int dot = benchmark.lastIndexOf('.');
        var type = Class.forName(benchmark.substring(0, dot));
        var state = type.getDeclaredConstructor().newInstance();
        set(state, params);
        for (var each : type.getMethods()) {
            if (each.isAnnotationPresent(Setup.class)) {
                each.invoke(state);
            }
        }
        var method = type.getMethod(benchmark.substring(dot + 1));
        // Without its result, which would otherwise be boxed.
        return MethodHandles.lookup().unreflect(method).bindTo(state).asType(MethodType.methodType(void.class));
    }

    private static void set(Object state, List<String> params) throws ReflectiveOperationException {
        for (var field : state.getClass().getFields()) {
            for (var param : params) {
                var value = param.substring(param.indexOf('=') + 1);
                if (field.isAnnotationPresent(Param.class) && param.startsWith(field.getName() + "=")) {
                    field.set(state, field.getType() == int.class ? (Object) Integer.valueOf(value) : value);
                }
            }
        }
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
