package com.clerk.sdk.client.internal;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.clientWith;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange of a nonce over real HTTP, among other calls of the same client. */
@Timeout(60)
class NonceExchangeTest {
    private static final String INSTANCE = "clerk.example.com";

    private final FrontendStub stub = new FrontendStub();
    private final TokenStore store = TokenStore.inMemory();
    private final ClientSync sync = new ClientSync(store, INSTANCE, new ClientListener() {}, "token_1");
    private final ClientInterceptor interceptor = new ClientInterceptor(sync, HttpUrl.get(stub.url()));
    private final ApiClient api =
            ApiClient.builder().baseUrl(stub.url()).interceptor(interceptor).build();

    @AfterEach
    void close() {
        api.close();
        stub.close();
    }

    private Client read() {
        return api.get("client.get", "/v1/client")
                .envelope()
                .returns(Client.CODEC)
                .execute();
    }

    private SignIn exchange() {
        return api.get("signIns.get", "/v1/client/sign_ins/{sign_in_id}", "sia_1")
                .query("rotating_token_nonce", "nonce")
                .envelope()
                .returns(SignIn.CODEC)
                .execute();
    }

    @Test
    void anExchangeHasTheClientForItselfAndEndsSignedIn() throws Exception {
        var running = new AtomicInteger();
        var besideTheExchange = new AtomicInteger();
        var token = new AtomicInteger(1);
        stub.answering(request -> {
            boolean exchange = request.getUrl().queryParameter("rotating_token_nonce") != null;
            running.incrementAndGet();
            if (exchange) {
                pause(); // so that others could come
                besideTheExchange.set(running.get() - 1);
                token.set(2);
            }
            boolean known = ("token_" + token.get()).equals(request.getHeaders().get("Authorization"));
            running.decrementAndGet();
            if (exchange) {
                return answer(200, envelope(signIn("complete"), signedIn()), "token_2", Instant.now());
            }
            return known
                    ? answer(200, envelope(token.get() == 2 ? signedIn() : signingIn(), "null"))
                    : answer(200, envelope(client("client_new"), "null"), "foreign", Instant.now());
        });
        read();
        var threads = Executors.newCachedThreadPool();
        try {
            var calls = new ArrayList<Future<?>>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                calls.add(threads.submit(() -> number == 10 ? exchange() : read()));
            }
            for (var each : calls) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(besideTheExchange).hasValue(0);
        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(store.read(INSTANCE).token()).isEqualTo("token_2");
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsForAnExchangeEnds() throws Exception {
        var exchanging = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        stub.answering(request -> {
            exchanging.countDown();
            await(end);
            return answer(200, envelope(signIn("complete"), signedIn()));
        });
        var exchange = new Thread(this::exchange);
        exchange.start();
        exchanging.await();
        var waiting = api.get("client.get", "/v1/client")
                .envelope()
                .returns(Client.CODEC)
                .executeAsync();
        assertThat(waiting.cancel(true)).isTrue();
        end.countDown();
        exchange.join();

        assertThat(stub.count("GET /v1/client")).isZero();
    }

    @Test
    void anExchangeThatBeginsBeforeASignOutReturnsEndsSignedIn() throws Exception {
        var answered = new CountDownLatch(1);
        var exchanging = new CountDownLatch(1);
        var signedOut = new CountDownLatch(1);
        stub.answering(request -> {
            if (request.getUrl().queryParameter("rotating_token_nonce") != null) {
                exchanging.countDown();
                await(signedOut);
                return answer(200, envelope(signIn("complete"), signedInAgain()), "token_2", Instant.now());
            }
            return "DELETE".equals(request.getMethod())
                    ? answer(200, "{\"response\":{\"object\":\"client\"},\"client\":null}")
                    : answer(200, envelope(signedIn(), "null"));
        });
        read();
        var holding = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    var response = chain.proceed(chain.request());
                    answered.countDown();
                    await(exchanging);
                    return response;
                })
                .build();
        var exchange = new Thread(() -> {
            await(answered);
            exchange();
        });
        exchange.start();
        try (var held = ApiClient.builder()
                        .baseUrl(stub.url())
                        .httpClient(holding)
                        .interceptor(interceptor)
                        .build();
                var sessions = new SessionManager(held, sync, TokenClock.system(), false)) {
            sessions.signOut(null);
            assertThat(sync.state().session()).isNull();
            signedOut.countDown();
            exchange.join();
        }

        assertThat(sync.state().session()).isNotNull();
        assertThat(sync.state().session().id()).isEqualTo("sess_2");
        assertThat(store.read(INSTANCE).token()).isEqualTo("token_2");
    }

    private static String signedInAgain() {
        return client("client_1", session("sess_2", "active"));
    }

    /** The answers to a page that sends the browser here with the nonce of somebody else. */
    @ParameterizedTest
    @ValueSource(ints = {200, 401, 404})
    void theNonceOfSomebodyElseChangesNothing(int status) {
        stub.answering(request -> request.getUrl().queryParameter("rotating_token_nonce") == null
                ? answer(200, envelope(signingIn(), "null"))
                : answer(status, ofSomebodyElse(status), "token_of_somebody", Instant.now()));
        read();

        if (status == 200) {
            exchange();
        } else {
            assertThatThrownBy(this::exchange).isInstanceOf(ClerkApiException.class);
        }

        assertThat(sync.state().session()).isNull();
        assertThat(sync.state().pendingSignIn()).isNotNull();
        assertThat(store.read(INSTANCE).token()).isEqualTo("token_1");
        assertThat(store.read(INSTANCE).clientId()).isEqualTo("client_1");
        assertThat(stub.requests()).hasSize(2);
    }

    private static String ofSomebodyElse(int status) {
        var client = client("client_of_somebody", session("sess_of_somebody", "active"));
        return status == 200
                ? envelope(signIn("complete"), client)
                : "{\"errors\":[{\"code\":\"resource_not_found\",\"message\":\"Refused.\"}],\"meta\":{\"client\":"
                        + client + "}}";
    }

    @Test
    void aClientWithAnotherIdIsTakenOverIfItHasTheSignInThatWasBegun() {
        stub.answering(request -> request.getUrl().queryParameter("rotating_token_nonce") == null
                ? answer(200, envelope(signingIn(), "null"))
                : answer(
                        200,
                        envelope(
                                signIn("complete"),
                                clientWith("client_2", signIn("complete"), session("sess_1", "active"))),
                        "token_2",
                        Instant.now()));
        read();

        exchange();

        assertThat(sync.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(store.read(INSTANCE).token()).isEqualTo("token_2");
    }

    @Test
    void aClientWithAnotherIdIsTakenOverIfItHasTheUserWhoIsSignedIn() {
        stub.answering(request -> request.getUrl().queryParameter("rotating_token_nonce") == null
                ? answer(200, envelope(signedIn(), "null"))
                : answer(
                        200,
                        envelope(signIn("complete"), client("client_2", session("sess_2", "active"))),
                        "token_2",
                        Instant.now()));
        read();

        exchange();

        assertThat(store.read(INSTANCE).token()).isEqualTo("token_2");
    }

    @Test
    void anAnswerWithoutAClientIsNotTakenOver() {
        stub.answering(request -> request.getUrl().queryParameter("rotating_token_nonce") == null
                ? answer(200, envelope(signingIn(), "null"))
                : answer(200, envelope(signIn("complete"), "null"), "token_2", Instant.now()));
        read();

        exchange();

        assertThat(store.read(INSTANCE).token()).isEqualTo("token_1");
    }

    private static String signingIn() {
        return clientWith("client_1", signIn("needs_first_factor"));
    }

    private static String signedIn() {
        return client("client_1", session("sess_1", "active"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
