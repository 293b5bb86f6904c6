package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame of a hostile HTTP/2 server leads to a result or a {@link ClerkException} in bounded time. */
class HostileFramesTest extends HttpTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PUSH_PROMISE = 5;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ERROR_CODES = 14;

    // Far above the timeouts of the client: a slow machine must not fail the test.
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final Map<String, RawHttp2Server.Handler> ANSWERS = answers();

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static Map<String, RawHttp2Server.Handler> answers() {
        var answers = new LinkedHashMap<String, RawHttp2Server.Handler>();
        for (int code = 0; code < ERROR_CODES; code++) {
            int error = code;
            answers.put("reset " + code, (frames, connection, stream) -> frames.reset(stream, error));
        }
        answers.put("unknown error code", (frames, connection, stream) -> frames.reset(stream, 99));
        answers.put("goaway of everything", (frames, connection, stream) -> frames.goAway(0));
        answers.put("goaway of nothing", (frames, connection, stream) -> frames.goAway(0x7fff));
        answers.put("close", (frames, connection, stream) -> frames.close());
        answers.put("silence", (frames, connection, stream) -> frames.die());
        answers.put(
                "data before headers",
                (frames, connection, stream) ->
                        frames.write(DATA, END_STREAM, stream, "{}".getBytes(StandardCharsets.UTF_8)));
        answers.put(
                "invalid header block",
                (frames, connection, stream) -> frames.write(
                        HEADERS, END_STREAM | END_HEADERS, stream, bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0x0f)));
        answers.put(
                "no status",
                (frames, connection, stream) ->
                        frames.write(HEADERS, END_STREAM | END_HEADERS, stream, bytes(0, 1, 'a', 1, 'b')));
        answers.put(
                "status that is not a number",
                (frames, connection, stream) ->
                        frames.write(HEADERS, END_STREAM | END_HEADERS, stream, bytes(0x08, 3, 'a', 'b', 'c')));
        answers.put(
                "status of four digits",
                (frames, connection, stream) ->
                        frames.write(HEADERS, END_STREAM | END_HEADERS, stream, bytes(0x08, 4, '1', '5', '0', '3')));
        answers.put(
                "two statuses",
                (frames, connection, stream) ->
                        frames.write(HEADERS, END_STREAM | END_HEADERS, stream, bytes(0x88, 0x8d)));
        answers.put("headers without end", (frames, connection, stream) -> {
            frames.write(HEADERS, END_STREAM, stream, bytes(0x88));
            for (int i = 0; i < 2_000; i++) {
                frames.write(CONTINUATION, 0, stream, bytes(0, 1, 'a', 1, 'b'));
            }
        });
        answers.put("headers on another stream", (frames, connection, stream) -> frames.answer(stream + 2));
        answers.put("headers on stream 0", (frames, connection, stream) -> frames.answer(0));
        answers.put(
                "promise",
                (frames, connection, stream) ->
                        frames.write(PUSH_PROMISE, END_HEADERS, stream, bytes(0, 0, 0, 2, 0x88)));
        answers.put(
                "reset of stream 0", (frames, connection, stream) -> frames.write(RST_STREAM, 0, 0, bytes(0, 0, 0, 0)));
        answers.put("ping of a wrong size", (frames, connection, stream) -> frames.write(PING, 0, 0, bytes(1)));
        answers.put("settings of a wrong size", (frames, connection, stream) -> frames.write(SETTINGS, 0, 0, bytes(1)));
        answers.put(
                "window update of zero",
                (frames, connection, stream) -> frames.write(WINDOW_UPDATE, 0, stream, bytes(0, 0, 0, 0)));
        answers.put("window overflow", (frames, connection, stream) -> {
            for (int i = 0; i < 4; i++) {
                frames.write(WINDOW_UPDATE, 0, stream, bytes(0x7f, 0xff, 0xff, 0xff));
            }
        });
        answers.put("unknown frame", (frames, connection, stream) -> frames.write(0xee, 0xff, stream, bytes(1, 2, 3)));
        answers.put(
                "frame larger than allowed",
                (frames, connection, stream) -> frames.write(DATA, 0, stream, new byte[1 << 20]));
        answers.put("body without end", (frames, connection, stream) -> {
            frames.write(HEADERS, END_HEADERS, stream, bytes(0x88));
            for (int i = 0; i < 20; i++) {
                frames.write(DATA, 0, stream, new byte[10_000]);
            }
        });
        answers.put("body that stalls", (frames, connection, stream) -> {
            frames.write(HEADERS, END_HEADERS, stream, bytes(0x88));
            frames.write(DATA, 0, stream, bytes('{'));
        });
        answers.put("shorter body than announced", (frames, connection, stream) -> {
            frames.write(HEADERS, END_HEADERS, stream, bytes(0x88, 0x0f, 0x0d, 2, '9', '9'));
            frames.write(DATA, END_STREAM, stream, bytes('{', '}'));
        });
        answers.put("negative length", (frames, connection, stream) -> {
            frames.write(HEADERS, END_HEADERS, stream, bytes(0x88, 0x0f, 0x0d, 2, '-', '5'));
            frames.write(DATA, END_STREAM, stream, bytes('{', '}'));
        });
        return answers;
    }

    static Stream<String> names() {
        return ANSWERS.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void anAnswerEndsTheCallAndLeavesNothingOpen(String name) throws IOException, InterruptedException {
        try (var raw = new RawHttp2Server(ANSWERS.get(name))) {
            var http = RawHttp2Server.client();
            var alone = client(b -> b.baseUrl(raw.url())
                    .httpClient(http)
                    .maxResponseBytes(100_000)
                    .callTimeout(millis(200))
                    .retryPolicy(RetryPolicy.never()));
            var file = Upload.of("a.png", "image/png", new byte[200_000]); // more than the window of the server
            endsInTime(alone.get("things.get", "/things").returnsText(), false);
            endsInTime(alone.put("things.logo", "/logo").binary(file).returnsText(), true);
            alone.close();
            assertThat(threadsLeftOver()).as("threads").isEmpty();
            assertThat(raw.socketsHeldBy(http)).as("sockets").isZero();
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
