package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.InvalidRequestException;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Thing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are too large or malformed end the call with an exception, and leave no socket open. */
class BrokenAnswerTest extends HttpTest {
    private static final int LIMIT = 100_000;

    private final List<CallEvent> events = new ArrayList<>();

    private ApiClient clientOf(RawServer raw) {
        return client(b -> b.baseUrl(raw.url())
                .maxResponseBytes(LIMIT)
                .retryPolicy(RetryPolicy.never())
                .listener(events::add)
                .callTimeout(millis(15_000)));
    }

    private static ApiRequest get(ApiClient client) {
        return client.get("things.get", "/things");
    }

    private static String gzip(int bytes) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(" ".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toString(StandardCharsets.ISO_8859_1);
    }

    private static void chunksWithoutEnd(RawServer.Peer peer) throws IOException {
        peer.readRequest();
        peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true) {
            peer.write("1000\r\n" + " ".repeat(0x1000) + "\r\n");
        }
    }

    private void isTooLarge(RawServer raw, boolean async) throws InterruptedException {
        var alone = clientOf(raw);
        assertThatThrownBy(() -> run(get(alone).returns(Thing.CODEC), async))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage("things.get: the response is larger than 100000 bytes. Ask for less, or raise the limit by"
                        + " maxResponseBytes(…)");
        alone.close();
        assertThat(raw.socketsLeftOpen()).isZero();
        assertThat(events).hasSize(1).first().satisfies(event -> {
            assertThat(event.status()).hasValue(200);
            assertThat(event.failure()).isInstanceOf(ClerkDecodingException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatUnpacksToMoreThanTheLimitIsNotRead(boolean async) throws IOException, InterruptedException {
        var bomb = gzip(50 << 20);
        assertThat(bomb.length()).isLessThan(LIMIT);
        try (var raw = RawServer.answering(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length() + "\r\n\r\n" + bomb)) {
            isTooLarge(raw, async);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerWithoutEndIsNotRead(boolean async) throws IOException, InterruptedException {
        try (var raw = new RawServer(BrokenAnswerTest::chunksWithoutEnd)) {
            isTooLarge(raw, async);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatAnnouncesMoreThanTheLimitIsNotRead(boolean async) throws IOException, InterruptedException {
        try (var raw = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n")) {
            isTooLarge(raw, async);
        }
    }

    @Test
    void anAnswerOfTheLimitIsRead() throws IOException {
        var json = "\"" + "x".repeat(LIMIT - 2) + "\"";
        try (var raw = RawServer.answering(RawServer.ok(json))) {
            assertThat(get(clientOf(raw)).returnsText().execute()).isEqualTo(json);
        }
    }

    @Test
    void lookupsAcceptOneMegabyte() {
        answer(200, "x".repeat(1 << 20));
        answer(200, "x".repeat((1 << 20) + 1));
        var lookups = client.forLookups();
        assertThat(get(lookups).returnsText().execute()).hasSize(1 << 20);
        assertThatThrownBy(() -> get(lookups).returnsText().execute()).isInstanceOf(ClerkDecodingException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLimitIsAtLeastOneByte(int bytes) {
        assertThatThrownBy(() -> ApiClient.builder().maxResponseBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxResponseBytes must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallWithoutResultDoesNotReadTheAnswer(boolean async) throws IOException, InterruptedException {
        try (var raw = new RawServer(BrokenAnswerTest::chunksWithoutEnd)) {
            var alone = clientOf(raw);
            assertThat(run(get(alone).returnsVoid(), async)).isNull();
            assertThat(run(get(alone).returnsRedirect(), async).status()).isEqualTo(200);
            alone.close();
            assertThat(raw.socketsLeftOpen()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNegativeLengthIsABrokenAnswer(boolean async) throws IOException, InterruptedException {
        try (var raw = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello")) {
            var alone = clientOf(raw);
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> run(get(alone).returnsText(), async))
                        .isInstanceOf(ClerkConnectionException.class);
            }
            alone.close();
            assertThat(raw.socketsLeftOpen()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusalWhoseBodyBreaksIsStillARefusal(boolean async) throws IOException {
        try (var raw = new RawServer(peer -> {
            peer.readRequest();
            peer.write("HTTP/1.1 422 No\r\nContent-Length: 100\r\n\r\n{\"errors\":");
            peer.socket.shutdownOutput();
        })) {
            assertThatThrownBy(() -> run(get(clientOf(raw)).returnsText(), async))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage("GET /things -> 422");
        }
    }
}
