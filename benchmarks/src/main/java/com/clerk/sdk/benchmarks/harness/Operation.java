package com.clerk.sdk.benchmarks.harness;

import java.lang.annotation.Annotation;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A benchmark of JMH's annotations whose state is ready.
 *
 * @param work runs it once
 * @param state the object with the benchmark
 */
record Operation(Callable<?> work, Object state) {
    /**
     * Sets a benchmark up.
     *
     * @param benchmark class and method, with a dot between them
     * @param settings parameters as name=value, with commas between them; those that the class lacks are ignored
     */
    static Operation of(String benchmark, String settings) throws Throwable {
        int dot = benchmark.lastIndexOf('.');
        var type = Class.forName(benchmark.substring(0, dot));
        var state = type.getDeclaredConstructor().newInstance();
        for (var setting : settings.isEmpty() ? new String[0] : settings.split(",")) {
            var parts = setting.split("=", 2);
            set(state, parts[0], parts[1]);
        }
        callAll(state, Setup.class);
        var method = Arrays.stream(type.getMethods())
                .filter(each -> each.isAnnotationPresent(Benchmark.class))
                .filter(each -> each.getName().equals(benchmark.substring(dot + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no benchmark " + benchmark));
        return new Operation(work(method, state), state);
    }

    void close() throws ReflectiveOperationException {
        callAll(state, TearDown.class);
    }

    private static void set(Object state, String name, String value) throws IllegalAccessException {
        for (var field : state.getClass().getFields()) {
            if (field.getName().equals(name) && field.isAnnotationPresent(Param.class)) {
                set(state, field, value);
            }
        }
    }

    private static void set(Object state, Field field, String value) throws IllegalAccessException {
        if (field.getType() == int.class) {
            field.setInt(state, Integer.parseInt(value));
        } else {
            field.set(state, value);
        }
    }

    private static void callAll(Object state, Class<? extends Annotation> wanted) throws ReflectiveOperationException {
        for (var method : state.getClass().getMethods()) {
            if (method.isAnnotationPresent(wanted)) {
                method.invoke(state);
            }
        }
    }

    /** Makes an object of a method, which the compiler can inline as it inlines a lambda. */
    private static Callable<?> work(Method method, Object state) throws Throwable {
        var lookup = MethodHandles.lookup();
        var target = lookup.unreflect(method);
        var site = LambdaMetafactory.metafactory(
                lookup,
                "call",
                MethodType.methodType(Callable.class, method.getDeclaringClass()),
                MethodType.methodType(Object.class),
                target,
                MethodType.methodType(Object.class));
        return (Callable<?>) site.getTarget().invoke(state);
    }
}
