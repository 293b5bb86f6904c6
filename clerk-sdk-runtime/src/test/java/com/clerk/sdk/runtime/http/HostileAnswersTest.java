package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer of a hostile server leads to a result or a {@link ClerkException} in bounded time, with and without a
 * blocked thread, and leaves neither a socket nor a thread.
 */
class HostileAnswersTest extends HttpTest {
    // Far above the timeouts of the client: a slow machine must not fail the test.
    private static final Duration BOUND = Duration.ofSeconds(20);

    static Stream<String> names() {
        return HostileAnswers.all().keySet().stream();
    }

    @Test
    void theAnswersAreMany() {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(119);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void anAnswerEndsTheCall(String name) throws IOException, InterruptedException {
        var threads = new CopyOnWriteArraySet<Thread>();
        try (var raw = new RawServer(HostileAnswers.all().get(name))) {
            var alone = client(b -> b.baseUrl(raw.url())
                    .maxResponseBytes(100_000)
                    .readTimeout(millis(100))
                    .callTimeout(millis(300))
                    .retryPolicy(RetryPolicy.never())
                    .interceptor(chain -> {
                        threads.add(Thread.currentThread());
                        return chain.proceed(chain.request());
                    }));
            endsInTime(alone.get("things.get", "/things").returns(Thing.CODEC), false);
            endsInTime(alone.post("things.create", "/things").returnsText(), true);
            endsInTime(alone.delete("things.delete", "/things").returnsVoid(), true);
            alone.close();
            assertThat(raw.socketsLeftOpen()).as("sockets").isZero();
        }
        for (var thread : threads) {
            thread.join(BOUND.toMillis());
            assertThat(thread.isAlive()).as("thread").isFalse();
        }
    }

    private static void endsInTime(ApiCall<?> call, boolean async) {
        long start = System.nanoTime();
        var failure = catchThrowable(() -> run(call, async));
        if (failure != null) {
            assertThat(failure).isInstanceOf(ClerkException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }
}
