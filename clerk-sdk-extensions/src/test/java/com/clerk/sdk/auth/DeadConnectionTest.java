package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys over an HTTP/2 connection that dies, as one does that a load balancer or a firewall has forgotten. */
@Timeout(120)
class DeadConnectionTest {
    private static final List<Protocol> HTTP_2 = List.of(Protocol.H2_PRIOR_KNOWLEDGE);

    private final MockWebServer server = new MockWebServer();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void start() throws IOException {
        server.setProtocols(HTTP_2);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                connections.add(request.getConnectionIndex());
                if (connections.size() == 1) {
                    end.await();
                }
                return KeyServer.response(200, TestTokens.jwks(Map.of(TestTokens.KEY_ID, TestTokens.KEYS)));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    @Test
    void tokensSignInAgainOverANewConnection() {
        try (var verifier = SessionTokenVerifier.builder()
                .secretKey(KeyServer.SECRET)
                .apiUrl("http://127.0.0.1:" + server.getPort())
                .httpClient(new OkHttpClient.Builder().protocols(HTTP_2).build())
                .clock(TestTokens.CLOCK)
                .build()) {
            var outcomes = new ArrayList<String>();
            // OkHttp itself would use the dead connection until its read timeout of 30 seconds. A request may come
            // before the connection is given up, so there are three, each of which waits for 5 seconds at most.
            while (outcomes.size() < 3 && !outcomes.contains("ok")) {
                outcomes.add(outcome(verifier, TestTokens.token()));
            }

            assertThat(outcomes).startsWith("jwk-remote-failed-to-load").endsWith("ok");
            assertThat(connections).hasSize(2);
        }
    }
}
