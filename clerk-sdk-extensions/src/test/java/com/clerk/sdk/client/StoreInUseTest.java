package com.clerk.sdk.client;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.call;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.jwt;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose store takes long to write: one call waits for it, and everything else goes on. */
@Timeout(60)
class StoreInUseTest {
    private static final String SIGNED_IN = client("client_1", session("sess_1", "active"));

    private final FrontendStub stub = new FrontendStub();
    private final SlowStore store = new SlowStore();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ClerkFrontend frontend;
    private Future<?> writing;

    @BeforeEach
    void startToWrite() throws Exception {
        stub.answering(StoreInUseTest::answerOf);
        frontend = ClerkFrontend.builder()
                .apiUrl(stub.url())
                .tokenStore(store)
                .clientToken("token_1")
                .retryPolicy(RetryPolicy.never())
                .build();
        frontend.refreshState();
        frontend.getToken();
        store.begin();
        stub.answering(request -> call(request).equals("GET /v1/environment")
                ? answer(200, "{}", "token_2", Instant.now())
                : answerOf(request));
        writing = threads.submit(() -> frontend.environment().get());
        store.begun.await();
    }

    @AfterEach
    void close() {
        store.written.countDown();
        threads.shutdownNow();
        frontend.close();
        stub.close();
    }

    private static MockResponse answerOf(RecordedRequest request) {
        return call(request).endsWith("/tokens")
                ? answer(200, token(jwt("sess_1", null, Instant.now())))
                : answer(200, envelope(SIGNED_IN, "null"));
    }

    @Test
    void theStateTheTextAndACachedTokenNeedNoStore() {
        assertThat(frontend).hasToString("ClerkFrontend(127.0.0.1, client token)");
        assertThat(frontend.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
        assertThat(frontend.getToken()).isNotNull();

        assertThat(writing).isNotDone();
    }

    @Test
    void anotherCallIsSentAndKeepsItsTimeout() {
        int before = stub.requests().size();

        assertThatThrownBy(() -> frontend.client()
                        .calls()
                        .get()
                        .with(CallOptions.builder()
                                .timeout(Duration.ofSeconds(2))
                                .build())
                        .execute())
                .isInstanceOf(ClerkConnectionException.class);
        assertThat(stub.requests()).hasSize(before + 1);
        assertThat(writing).isNotDone();
    }

    @Test
    void theCallWhoseTokenIsBeingStoredKeepsItsTimeoutAndItsTokenIsStoredNevertheless() throws Exception {
        store.written.countDown();
        writing.get();
        store.begin();
        stub.answering(request -> answer(200, "{}", "token_3", Instant.now()));

        assertThatThrownBy(() -> frontend.environment()
                        .calls()
                        .get()
                        .with(CallOptions.builder()
                                .timeout(Duration.ofSeconds(1))
                                .build())
                        .execute())
                .isInstanceOf(ClerkConnectionException.class);
        assertThat(store.read("same").token()).isEqualTo("token_2");
        store.written.countDown();
        stub.answering(StoreInUseTest::answerOf);
        frontend.refreshState();

        assertThat(store.read("same").token()).isEqualTo("token_3");
    }

    @Test
    void anInterruptEndsACallThatWaitsForItsTurn() throws Exception {
        var sent = new CountDownLatch(1);
        stub.answering(request -> {
            sent.countDown();
            return answerOf(request);
        });
        var interrupted = new CompletableFuture<Boolean>();
        var caller = new Thread(() -> {
            try {
                frontend.client().get();
                interrupted.complete(false);
            } catch (ClerkConnectionException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        sent.await();
        caller.interrupt();

        assertThat(interrupted.get()).isTrue();
        assertThat(writing).isNotDone();
    }

    @Test
    void theTokenIsStoredWhenTheStoreIsFree() throws Exception {
        store.written.countDown();
        writing.get();

        assertThat(store.read("same").token()).isEqualTo("token_2");
        assertThat(frontend.refreshState().status()).isEqualTo(ClientState.Status.SIGNED_IN);
    }

    /** A store whose changes take until the test ends them. */
    private static final class SlowStore implements TokenStore {
        private final TokenStore inner = TokenStore.inMemory();
        private volatile CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch written = new CountDownLatch(0);

        /** Makes the next change slow. */
        void begin() {
            begun = new CountDownLatch(1);
            written = new CountDownLatch(1);
        }

        @Override
        public @Nullable StoredClient read(String instance) {
            return inner.read("same");
        }

        @Override
        public boolean compareAndSet(String instance, @Nullable StoredClient expected, StoredClient replacement) {
            begun.countDown();
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return inner.compareAndSet("same", expected, replacement);
        }
    }
}
