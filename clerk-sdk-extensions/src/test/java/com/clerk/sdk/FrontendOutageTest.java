package com.clerk.sdk;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.call;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.jwt;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.token;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.client.TokenOptions;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that cannot reach Clerk: it fails with the cause, and nobody is signed out. */
@Timeout(60)
class FrontendOutageTest {
    private final FrontendStub stub = new FrontendStub().answering(FrontendOutageTest::answerOf);
    private final TokenStore store = TokenStore.inMemory();
    private final List<ClerkFrontend> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(ClerkFrontend::close);
        stub.close();
    }

    private static MockResponse answerOf(RecordedRequest request) {
        return call(request).endsWith("/tokens")
                ? answer(200, token(jwt("sess_1", null, Instant.now())))
                : answer(200, envelope(client("client_1", session("sess_1", "active")), "null"));
    }

    private ClerkFrontend build(ClerkFrontend.Builder builder) {
        var client = builder.clientToken("token_1")
                .tokenStore(store)
                .retryPolicy(RetryPolicy.never())
                .build();
        clients.add(client);
        return client;
    }

    private ClerkFrontend signedIn(ClerkFrontend.Builder builder) {
        var client = build(builder);
        client.refreshState();
        return client;
    }

    private static void assertNewTokenFails(ClerkFrontend client, Class<? extends Throwable> cause) {
        assertThatThrownBy(() -> client.getToken(TokenOptions::skipCache))
                .isInstanceOf(ClerkConnectionException.class)
                .hasRootCauseInstanceOf(cause);
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(client.toString()).contains("client token");
    }

    @Test
    void anUnknownHostKeepsTheSession() {
        var offline = new AtomicBoolean();
        Dns dns = host -> {
            if (offline.get()) {
                throw new UnknownHostException(host);
            }
            return Dns.SYSTEM.lookup("127.0.0.1");
        };
        var http = new OkHttpClient.Builder().dns(dns).build();
        var client = signedIn(ClerkFrontend.builder()
                .apiUrl(stub.url().replace("127.0.0.1", "localhost"))
                .httpClient(http));
        http.connectionPool().evictAll();
        offline.set(true);

        // The connections of the client's own calls may still be open: each attempt to use one ends it or goes through.
        stub.close();
        assertNewTokenFails(client, UnknownHostException.class);
    }

    @Test
    void aServerThatNeverAnswersCostsTheTimeoutAndKeepsTheSession() {
        var end = new CountDownLatch(1);
        var client = signedIn(ClerkFrontend.builder().apiUrl(stub.url()).callTimeout(Duration.ofSeconds(1)));
        stub.answering(request -> {
            await(end);
            return answerOf(request);
        });

        assertThatThrownBy(client::getToken)
                .isInstanceOfSatisfying(
                        ClerkConnectionException.class,
                        e -> assertThat(e.isTimeout()).isTrue());
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        end.countDown();
    }

    @Test
    void aTlsFailureKeepsTheTokenAndTheStateUnknown() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var answers = new Thread(() -> answerInPlainText(server));
            answers.start();
            var client = build(ClerkFrontend.builder().apiUrl("https://127.0.0.1:" + server.getLocalPort()));

            assertThatThrownBy(client::getToken)
                    .isInstanceOf(ClerkConnectionException.class)
                    .hasMessageContaining("SSL");
            assertThat(client.state().status()).isEqualTo(Status.UNKNOWN);
            assertThat(client.toString()).contains("client token");
        }
    }

    /**
     * Answers each connection before it reads. A server of HTTP would read the random bytes of the handshake as a
     * request first, and now and then as one that has more to come.
     */
    private static void answerInPlainText(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client or the test has ended the connection.
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "302,text/html",
        "407,text/html",
        "408,text/plain",
        "502,text/html",
        "503,application/json",
        "511,text/html",
        "200,text/html"
    })
    void anAnswerOfSomethingBetweenIsAFailureAndNotASignOut(int status, String type) {
        var client = signedIn(ClerkFrontend.builder().apiUrl(stub.url()));
        stub.answering(request -> new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .addHeader("Location", "http://127.0.0.1:1/portal")
                .body("<html>Sign in to the network</html>")
                .build());

        assertThatThrownBy(client::getToken).isInstanceOf(ClerkException.class);
        assertThatThrownBy(client::refreshState).isInstanceOf(ClerkException.class);
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        stub.answering(FrontendOutageTest::answerOf);
        assertThat(client.getToken()).isNotNull();
        assertThat(stub.requests().get(stub.requests().size() - 1).getHeaders().get("Authorization"))
                .isEqualTo("token_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"response\":{},\"client\":null}"})
    void anAnswerWithoutTheClientIsAFailureWhileNobodyKnowsWhoIsSignedIn(String body) {
        var client = build(ClerkFrontend.builder().apiUrl(stub.url()));
        stub.answering(request -> new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());

        assertThatThrownBy(client::getToken).isInstanceOf(ClerkDecodingException.class);
        assertThat(client.state().status()).isEqualTo(Status.UNKNOWN);
        stub.answering(FrontendOutageTest::answerOf);
        assertThat(client.getToken()).isNotNull();
    }

    @Test
    void eachCallThatNeedsClerkTriesIt() {
        var client = signedIn(ClerkFrontend.builder().apiUrl(stub.url()));
        stub.answering(request -> new MockResponse.Builder().code(503).build());
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(client::getToken).isInstanceOf(ClerkException.class);
        }

        assertThat(stub.count("POST /v1/client/sessions/sess_1/tokens")).isEqualTo(5);
    }

    @Test
    void theLastTokenIsUsedUntilItEndsAndThenTheFailureIsTold() {
        var now = Instant.now().getEpochSecond();
        stub.answering(request -> call(request).endsWith("/tokens")
                ? answer(200, token(jwt("sess_1", null, now, now + 9, null)))
                : answerOf(request));
        var client = signedIn(ClerkFrontend.builder().apiUrl(stub.url()));
        var token = client.getToken(); // below the margin from the start
        stub.close();

        assertThat(client.getToken()).isEqualTo(token);
    }

    @Test
    void anOutageIsNoErrorInTheLog() {
        var records = new ArrayList<LogRecord>();
        var logger = Logger.getLogger("com.clerk.sdk");
        var handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord logRecord) {
                records.add(logRecord);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            var client = signedIn(ClerkFrontend.builder().apiUrl(stub.url()));
            stub.close();
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(client::getToken).isInstanceOf(ClerkConnectionException.class);
            }
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(records).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
