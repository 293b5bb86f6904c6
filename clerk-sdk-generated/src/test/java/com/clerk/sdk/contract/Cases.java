package com.clerk.sdk.contract;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A test for each of many cases. A failure names its case, because reports only number the cases. */
final class Cases {
    private Cases() {}

    static <T> Stream<DynamicTest> each(Stream<T> cases, Consumer<T> test) {
        return cases.map(one -> DynamicTest.dynamicTest(one.toString(), () -> run(one, test)));
    }

    private static <T> void run(T one, Consumer<T> test) {
        try {
            test.accept(one);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(one + ": " + e.getMessage(), e);
        }
    }
}
