package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers close idle connections. A request is then sent on another connection, once. */
class StaleConnectionTest extends HttpTest {
    private final List<CallEvent> events = new ArrayList<>();

    private ApiClient clientOf(RawServer raw) {
        return client(b -> b.baseUrl(raw.url()).retryPolicy(RetryPolicy.never()).listener(events::add));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostIsNotSentOnAConnectionThatTheServerClosed(boolean async) throws IOException, InterruptedException {
        // As Node does: the connection is closed some time after the answer, without a word.
        try (var raw = new RawServer(peer -> {
            peer.readRequest();
            peer.write(RawServer.ok("{}"));
            peer.socket.close();
        })) {
            var alone = clientOf(raw);
            for (int i = 0; i < 10; i++) {
                assertThat(run(alone.post("things.create", "/things").returnsText(), async))
                        .isEqualTo("{}");
                Thread.sleep(100);
            }
            assertThat(raw.requests).hasSize(10);
            assertThat(raw.connections()).isEqualTo(10);
            assertThat(events)
                    .hasSize(10)
                    .allSatisfy(event -> assertThat(event.failure()).isNull());
        }
    }

    @Test
    void aGetIsNotSentOnAConnectionThatTheServerClosedLongAgo() throws IOException, InterruptedException {
        try (var raw = new RawServer(peer -> {
            peer.readRequest();
            peer.write(RawServer.ok("{}"));
            peer.socket.close();
        })) {
            var call = clientOf(raw).get("things.get", "/things").returnsText();
            call.execute();
            Thread.sleep(1_100);
            assertThat(call.execute()).isEqualTo("{}");
            assertThat(raw.requests).hasSize(2);
        }
    }

    @Test
    void aConnectionThatIsOpenIsUsedAgain() throws IOException, InterruptedException {
        try (var raw = RawServer.answering(RawServer.ok("{}"))) {
            var alone = clientOf(raw);
            for (int i = 0; i < 5; i++) {
                alone.post("things.create", "/things").returnsText().execute();
                alone.get("things.get", "/things").returnsText().execute();
            }
            Thread.sleep(1_100);
            alone.get("things.get", "/things").returnsText().execute();
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatNobodyAskedForIsNotTakenForAnother() throws IOException, InterruptedException {
        var sent = new CountDownLatch(1);
        try (var raw = new RawServer(peer -> {
            peer.readRequest();
            peer.write(RawServer.ok("1"));
            if (peer.number == 1) {
                Thread.sleep(100);
                peer.write(RawServer.ok("666"));
                sent.countDown();
            }
        })) {
            var alone = clientOf(raw);
            assertThat(alone.post("x", "/x").returnsText().execute()).isEqualTo("1");
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(100);
            assertThat(alone.post("x", "/x").returnsText().execute()).isEqualTo("1");
        }
    }
}
