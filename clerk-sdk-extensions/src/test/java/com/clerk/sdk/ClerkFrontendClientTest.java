package com.clerk.sdk;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.call;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.clientWith;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.error;
import static com.clerk.sdk.client.FrontendStub.jwt;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.signIn;
import static com.clerk.sdk.client.FrontendStub.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenOptions;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import com.clerk.sdk.client.TokenStoreException.Reason;
import com.clerk.sdk.errors.AuthenticationException;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client over real HTTP: who is signed in, the session tokens, and all that can go wrong on the way. */
@Timeout(60)
class ClerkFrontendClientTest {
    private static final String GET_CLIENT = "GET /v1/client";
    private static final String MINT = "POST /v1/client/sessions/sess_1/tokens";
    private static final String SIGNED_IN = client("client_1", session("sess_1", "active"));

    private final FrontendStub stub = new FrontendStub();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ClerkFrontend> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        clients.forEach(ClerkFrontend::close);
        threads.shutdownNow();
        stub.close();
    }

    private ClerkFrontend.Builder builder() {
        return ClerkFrontend.builder()
                .apiUrl(stub.url())
                .retryPolicy(RetryPolicy.never())
                .clientListener(new ClientListener() {
                    @Override
                    public void stateChanged(ClientState before, ClientState now) {
                        events.add(before.status() + " -> " + now.status());
                    }

                    @Override
                    public void sessionEnded(String sessionId, SessionEnd reason) {
                        events.add(sessionId + " " + reason);
                    }
                });
    }

    private ClerkFrontend build(ClerkFrontend.Builder builder) {
        var made = builder.build();
        clients.add(made);
        return made;
    }

    /** Returns a client of a stub that has a signed-in user and makes tokens. */
    private ClerkFrontend signedIn() {
        stub.answering(this::signedInAnswer);
        var frontend = build(builder().clientToken("token_1"));
        frontend.refreshState();
        return frontend;
    }

    private MockResponse signedInAnswer(RecordedRequest request) {
        return switch (call(request)) {
            case GET_CLIENT -> answer(200, envelope(SIGNED_IN, "null"));
            case MINT -> answer(200, token(jwt("sess_1", null, Instant.now())));
            default -> answer(404, error("resource_not_found"));
        };
    }

    private String event() throws InterruptedException {
        return events.poll(30, TimeUnit.SECONDS);
    }

    private RecordedRequest last() {
        var requests = stub.requests();
        return requests.get(requests.size() - 1);
    }

    // Construction

    @Test
    void eachRequestIsThatOfANativeClient() {
        var frontend = signedIn();
        frontend.getToken();

        for (var request : stub.requests()) {
            assertThat(request.getUrl().queryParameter("_is_native")).isEqualTo("true");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("token_1");
            assertThat(request.getHeaders().get("Clerk-API-Version")).isEqualTo("2026-05-12");
            assertThat(request.getHeaders().get("X-Native-Device-Id")).isNotBlank();
            assertThat(request.getHeaders().get("Origin")).isNull();
        }
        assertThat(stub.requests().get(0).getHeaders().get("X-Clerk-Client-Id")).isNull();
        assertThat(last().getHeaders().get("X-Clerk-Client-Id")).isEqualTo("client_1");
    }

    @Test
    void anOriginThatTheHttpClientAddsIsNotSentBesideAnAuthorization() {
        stub.answering(this::signedInAnswer);
        var adding = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("Origin", "https://app.example.com")
                        .build()))
                .build();
        build(builder().clientToken("token_1").httpClient(adding)).refreshState();

        assertThat(last().getHeaders().get("Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pk_", "pk_test_", "pk_test_!!!", "pk_live_Y2xlcms", "whsec_1", "pk_test_JA", "clerk"})
    void aMalformedPublishableKeyIsRefused(String key) {
        assertThatThrownBy(() -> ClerkFrontend.builder().publishableKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ublishable key");
    }

    @Test
    void aPublishableKeyNamesTheInstanceAndAUrlTheWay() {
        var key = PublishableKey.forHost("clerk.example.com").value();
        var store = TokenStore.inMemory();
        stub.answering(this::signedInAnswer);
        build(builder().publishableKey(key).tokenStore(store).clientToken("token_1"));
        build(ClerkFrontend.builder()
                .apiUrl(stub.url() + "/proxy")
                .publishableKey(key)
                .tokenStore(store));

        assertThat(store.read("clerk.example.com").token()).isEqualTo("token_1");
        assertThat(clients.get(1)).hasToString("ClerkFrontend(127.0.0.1, client token)");
    }

    @Test
    void aProxyWithAPathIsAskedBelowItsPath() {
        stub.answering(request -> request.getUrl().encodedPath().endsWith("/v1/me")
                ? answer(401, error("authentication_invalid"))
                : answer(200, envelope(SIGNED_IN, "null")));
        var frontend = build(builder().apiUrl(stub.url() + "/__clerk").clientToken("token_1"));
        frontend.refreshState();

        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThatThrownBy(() -> frontend.me().get()).isInstanceOf(AuthenticationException.class);
        assertThat(stub.calls())
                .containsExactly("GET /__clerk/v1/client", "GET /__clerk/v1/me", "GET /__clerk/v1/client");
    }

    @Test
    void aBuilderCanBeUsedTwice() {
        stub.answering(this::signedInAnswer);
        var builder = builder().tokenStore(TokenStore.inMemory()).clientToken("token_1");
        var first = build(builder);
        var second = build(builder);
        second.refreshState();

        assertThat(second.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(first.state().status()).isEqualTo(Status.UNKNOWN);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void buildingTouchesNoNetworkAndTheStateIsUnknownWithAToken() {
        assertThat(build(builder().clientToken("token_1")).state().status()).isEqualTo(Status.UNKNOWN);
        assertThat(build(builder()).state().status()).isEqualTo(Status.SIGNED_OUT);
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void aStoreOfAnotherInstanceIsRefusedAndKept() {
        var store = TokenStore.file(folder.resolve("clerk.json"));
        var content = new StoredClient("device", "token_1", "client_1");
        store.compareAndSet("clerk.other.com", null, content);

        assertThatThrownBy(() -> builder().tokenStore(store).build())
                .isInstanceOfSatisfying(
                        TokenStoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_INSTANCE));
        assertThat(store.read("clerk.other.com")).isEqualTo(content);
    }

    @Test
    void aClientGoesOnWhereAnEarlierOneEnded() {
        var store = TokenStore.file(folder.resolve("clerk.json"));
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? answer(200, envelope(SIGNED_IN, "null"), "token_2", Instant.now())
                : signedInAnswer(request));
        var first = build(builder().tokenStore(store).clientToken("token_1"));
        first.refreshState();
        first.close();

        var second = build(builder().tokenStore(store));
        assertThat(second.getToken()).isNotNull();
        assertThat(last().getHeaders().get("Authorization")).isEqualTo("token_2");
        assertThat(stub.requests().stream().map(each -> each.getHeaders().get("X-Native-Device-Id")))
                .containsOnly(stub.requests().get(0).getHeaders().get("X-Native-Device-Id"));
    }

    // State

    @Test
    void everyAnswerBringsTheState() throws Exception {
        stub.answering(request -> answer(200, envelope("{\"id\":\"user_1\",\"object\":\"user\"}", SIGNED_IN)));
        var frontend = build(builder().clientToken("token_1"));
        frontend.me().get();

        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(event()).isEqualTo("UNKNOWN -> SIGNED_IN");
    }

    @Test
    void asynchronousAndRawCallsBringTheStateToo() {
        stub.answering(request -> answer(200, envelope("{\"id\":\"user_1\",\"object\":\"user\"}", SIGNED_IN)));
        var first = build(builder().clientToken("token_1"));
        first.me().calls().get().executeAsync().join();
        assertThat(first.state().status()).isEqualTo(Status.SIGNED_IN);
        var second = build(builder().clientToken("token_1"));
        second.me().calls().get().executeRaw();
        assertThat(second.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void theListenerMayCallTheClient() throws Exception {
        stub.answering(this::signedInAnswer);
        var token = new LinkedBlockingQueue<String>();
        var itself = new AtomicReference<ClerkFrontend>();
        var frontend = build(builder().clientToken("token_1").clientListener(new ClientListener() {
            @Override
            public void stateChanged(ClientState before, ClientState now) {
                token.add(String.valueOf(itself.get().getToken()));
            }
        }));
        itself.set(frontend);
        frontend.refreshState();

        assertThat(token.poll(30, TimeUnit.SECONDS)).startsWith("ey");
    }

    @ParameterizedTest
    @CsvSource({
        "401,session_revoked,REVOKED", "401,session_expired,EXPIRED", "404,session_not_found,ENDED",
        "403,user_banned,BANNED", "403,user_deactivated,BANNED", "422,session_replaced,REPLACED"
    })
    void aRefusalThatNamesTheEndOfTheSessionSignsOut(int status, String code, SessionEnd reason) throws Exception {
        var frontend = signedIn();
        event();
        stub.answering(request -> answer(status, error(code)));

        assertThat(frontend.getToken()).isNull();
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_OUT);
        assertThat(event()).isEqualTo("sess_1 " + reason);
        assertThat(stub.calls()).containsExactly(GET_CLIENT, MINT);
    }

    @ParameterizedTest
    @CsvSource({
        "429,too_many_requests",
        "500,internal_clerk_error",
        "503,maintenance",
        "404,resource_not_found",
        "400,native_api_disabled",
        "422,form_param_invalid"
    })
    void noOtherRefusalSignsOut(int status, String code) {
        var frontend = signedIn();
        stub.answering(
                request -> call(request).equals(GET_CLIENT) ? signedInAnswer(request) : answer(status, error(code)));

        assertThatThrownBy(frontend::getToken)
                .isInstanceOfSatisfying(
                        ClerkApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void a401WithoutAReasonIsConfirmedByOneReadOfTheClient() throws Exception {
        var frontend = signedIn();
        event();
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? answer(200, envelope(client("client_1", session("sess_1", "revoked")), "null"))
                : answer(401, error("authentication_invalid")));

        assertThat(frontend.getToken()).isNull();
        assertThat(event()).isEqualTo("sess_1 REVOKED");
        assertThat(stub.calls()).containsExactly(GET_CLIENT, MINT, GET_CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unauthorized", "<html>"})
    void a401WithAnotherBodyThanJsonIsConfirmedToo(String body) {
        var frontend = signedIn();
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? signedInAnswer(request)
                : new MockResponse.Builder().code(401).body(body).build());

        assertThatThrownBy(() -> frontend.me().get()).isInstanceOf(AuthenticationException.class);
        assertThat(stub.calls()).containsExactly(GET_CLIENT, "GET /v1/me", GET_CLIENT);
    }

    @Test
    void a401ThatTheClientDoesNotConfirmSignsNobodyOut() {
        var frontend = signedIn();
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? signedInAnswer(request)
                : answer(401, error("authentication_invalid")));

        assertThatThrownBy(frontend::getToken).isInstanceOf(AuthenticationException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aClerkThatWasResetLocksNobodyOut() throws Exception {
        var frontend = signedIn();
        event();
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? answer(200, envelope(client("client_new"), "null"), "token_new", Instant.now())
                : answer(401, error("authentication_invalid")));

        assertThat(frontend.getToken()).isNull();
        assertThat(event()).isEqualTo("sess_1 CLIENT_LOST");
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_OUT);
        stub.answering(request -> answer(200, envelope(signIn("needs_first_factor"), client("client_new"))));
        frontend.signIns().create(signIn -> signIn.identifier("ada@example.com"));
        assertThat(last().getHeaders().get("Authorization")).isEqualTo("token_new");
    }

    @Test
    void anOutdatedTokenOfAnEarlierRunLeadsToTheNewClientThatASignInBegins() {
        var store = TokenStore.inMemory();
        store.compareAndSet(
                "127.0.0.1:" + stub.url().substring(stub.url().lastIndexOf(':') + 1),
                null,
                new StoredClient("device", "token_old", "client_old"));
        var begun = clientWith("client_new", signIn("needs_first_factor"));
        stub.answering(
                request -> answer(200, envelope(signIn("needs_first_factor"), begun), "token_new", Instant.now()));
        var frontend = build(builder().tokenStore(store));
        frontend.signIns().create(signIn -> signIn.identifier("ada@example.com"));
        frontend.signIns().create(signIn -> signIn.identifier("ada@example.com"));

        assertThat(frontend.state().pendingSignIn()).isNotNull();
        assertThat(last().getHeaders().get("Authorization")).isEqualTo("token_new");
    }

    @Test
    void aBurstOfRefusalsCausesOneReadOfTheClient() throws Exception {
        var frontend = signedIn();
        event();
        var together = new CountDownLatch(50);
        stub.answering(request -> {
            if (call(request).equals(GET_CLIENT)) {
                return answer(200, envelope(client("client_1"), "null"));
            }
            together.countDown();
            await(together); // all are refused after all were sent
            return answer(401, error("authentication_invalid"));
        });
        var calls = new ArrayList<Future<?>>();
        for (int i = 0; i < 50; i++) {
            calls.add(threads.submit(() -> frontend.me().get()));
        }
        for (var each : calls) {
            assertThatThrownBy(each::get).hasCauseInstanceOf(AuthenticationException.class);
        }

        assertThat(stub.count(GET_CLIENT)).isEqualTo(2); // with the first one
        assertThat(event()).isEqualTo("sess_1 REMOVED");
        assertThat(event()).isEqualTo("SIGNED_IN -> SIGNED_OUT");
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500})
    void recoveryNeverLeadsToRecovery(int status) {
        var frontend = signedIn();
        stub.answering(request -> answer(status, error("authentication_invalid")));
        int before = stub.requests().size();
        assertThatThrownBy(() -> frontend.me().get()).isInstanceOf(ClerkApiException.class);

        assertThat(stub.requests().size() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void aRefusalOfTheClientItselfForgetsTheToken() throws Exception {
        var frontend = signedIn();
        event();
        stub.answering(request -> answer(401, error("authentication_invalid")));
        assertThatThrownBy(frontend::refreshState).isInstanceOf(AuthenticationException.class);

        assertThat(event()).isEqualTo("sess_1 CLIENT_LOST");
        assertThat(frontend).hasToString("ClerkFrontend(127.0.0.1, no token)");
    }

    @ParameterizedTest
    @CsvSource({"text/html,<html>", "application/json,{}"})
    void a401ThatDoesNotComeFromClerkForgetsNoToken(String type, String body) {
        var frontend = signedIn();
        stub.answering(request -> new MockResponse.Builder()
                .code(401)
                .addHeader("Content-Type", type)
                .body(body)
                .build());

        assertThatThrownBy(frontend::refreshState).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> frontend.me().get()).isInstanceOf(AuthenticationException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(frontend).hasToString("ClerkFrontend(127.0.0.1, client token)");
    }

    @Test
    void twoClientsOnOneStoreFollowEachOther() {
        var token = new AtomicInteger(1);
        var store = TokenStore.file(folder.resolve("clerk.json"));
        // A server that takes each token once, and answers an old one with a new, empty client.
        stub.answering(request -> {
            boolean known = ("token_" + token.get()).equals(request.getHeaders().get("Authorization"));
            return known
                    ? answer(200, envelope(SIGNED_IN, "null"), "token_" + token.incrementAndGet(), Instant.now())
                    : answer(200, envelope(client("client_new"), "null"), "foreign", Instant.now());
        });
        var first = build(builder().tokenStore(store).clientToken("token_1"));
        var second = build(builder().tokenStore(store));
        for (int i = 0; i < 50; i++) {
            first.refreshState();
            second.refreshState();
        }

        assertThat(first.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(second.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(token).hasValue(101);
    }

    @Test
    void aCallWithATokenOfItsOwnDoesNotChangeTheClient() {
        var frontend = signedIn();
        stub.answering(request -> answer(200, envelope(client("client_9"), "null"), "token_9", Instant.now()));
        frontend.client()
                .calls()
                .get()
                .with(CallOptions.builder()
                        .header("Authorization", "token_of_another")
                        .build())
                .execute();

        assertThat(last().getHeaders().get("Authorization")).isEqualTo("token_of_another");
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/environment", "/.well-known/jwks.json"})
    void anAnswerThatCannotHaveAClientIsNotReadForOne(String path) {
        var frontend = signedIn();
        stub.answering(request -> answer(200, "{\"client\":" + client("client_1") + ",\"keys\":[]}"));
        if (path.startsWith("/v1/")) {
            frontend.environment().get();
        } else {
            frontend.wellKnown().getJwks();
        }

        assertThat(last().getUrl().encodedPath()).isEqualTo(path);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aRefusalBringsTheClientWhateverWasRefused() {
        var frontend = signedIn();
        var refusal =
                "{\"errors\":[{\"code\":\"form_param_invalid\"}],\"meta\":{\"client\":" + client("client_1") + "}}";
        stub.answering(request -> answer(422, refusal));

        assertThat(frontend.getToken()).isNull();
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_OUT);
    }

    // Active session and sign-out

    @Test
    void theActiveOrganizationIsSwitchedByOneRequest() {
        var active = new AtomicReference<>("org_1");
        stub.answering(request -> {
            var path = call(request);
            if (path.endsWith("/touch")) {
                active.set("org_2");
            }
            var session = session("sess_1", "active", active.get(), null);
            return path.endsWith("/tokens")
                    ? answer(200, token(jwt("sess_1", form(request), Instant.now())))
                    : answer(200, envelope(path.endsWith("/touch") ? session : "null", client("client_1", session)));
        });
        var frontend = build(builder().clientToken("token_1"));
        var before = frontend.getToken();
        frontend.setActive("sess_1", "org_2");
        var touch = last();

        assertThat(frontend.state().organizationId()).isEqualTo("org_2");
        assertThat(frontend.getToken()).isNotEqualTo(before);
        assertThat(last().getBody().utf8()).isEqualTo("organization_id=org_2");
        assertThat(touch.getBody().utf8().split("&"))
                .containsExactlyInAnyOrder("active_organization_id=org_2", "intent=select_org");
        assertThat(stub.calls().stream().filter(each -> each.endsWith("/touch")))
                .hasSize(1);
        assertThat(frontend.getToken(options -> options.organization("org_1"))).isEqualTo(before);
        assertThat(frontend.state().organizationId()).isEqualTo("org_2");
    }

    private static String form(RecordedRequest request) {
        var body = request.getBody().utf8();
        return body.substring(body.indexOf('=') + 1);
    }

    @Test
    void aSwitchThatFailsChangesNothing() {
        var frontend = signedIn();
        var before = frontend.state();
        stub.answering(request -> answer(500, error("internal_clerk_error")));

        assertThatThrownBy(() -> frontend.setActive("sess_1", "org_2")).isInstanceOf(ClerkApiException.class);
        assertThat(frontend.state()).isSameAs(before);
    }

    @Test
    void signingOutEndsAllSessionsAndDropsTheirTokens() throws Exception {
        var frontend = signedIn();
        event();
        frontend.getToken();
        stub.answering(request -> answer(200, envelope(client("client_1"), "null")));
        frontend.signOut();

        assertThat(stub.calls()).endsWith("DELETE /v1/client/sessions");
        assertThat(event()).isEqualTo("sess_1 SIGNED_OUT");
        assertThat(event()).isEqualTo("SIGNED_IN -> SIGNED_OUT");
        assertThat(frontend.getToken()).isNull();
        assertThat(frontend).hasToString("ClerkFrontend(127.0.0.1, client token)");
    }

    @Test
    void signingOutOfOneSessionLeavesTheOthers() throws Exception {
        var three = client(
                "client_1", session("sess_1", "active"), session("sess_2", "active"), session("sess_3", "active"));
        var two = client("client_1", session("sess_1", "active"), session("sess_3", "active"));
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? answer(200, envelope(three, "null"))
                : answer(200, envelope(session("sess_2", "removed"), two)));
        var frontend = build(builder().clientToken("token_1"));
        frontend.refreshState();
        frontend.signOut("sess_2");

        assertThat(stub.calls()).endsWith("POST /v1/client/sessions/sess_2/remove");
        assertThat(frontend.state().sessions()).hasSize(2);
        assertThat(frontend.state().session().id()).isEqualTo("sess_1");
    }

    @Test
    void aSignOutWhoseAnswerHasNoClientEndsTheSessionsToo() throws Exception {
        var frontend = signedIn();
        event();
        stub.answering(
                request -> answer(200, "{\"response\":{\"object\":\"session\",\"id\":\"sess_1\"},\"client\":null}"));
        frontend.signOut("sess_1");

        assertThat(event()).isEqualTo("sess_1 SIGNED_OUT");
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_OUT);
    }

    @Test
    void aSignOutThatFailsSignsNobodyOut() {
        var frontend = signedIn();
        stub.answering(request -> answer(500, error("internal_clerk_error")));

        assertThatThrownBy(frontend::signOut).isInstanceOf(ClerkApiException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429})
    void aSignOutThatIsRefusedBeforeTheStateIsKnownFails(int status) {
        stub.answering(request -> answer(status, error("refused")));
        var frontend = build(builder().clientToken("token_1"));

        assertThatThrownBy(frontend::signOut)
                .isInstanceOfSatisfying(
                        ClerkApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(frontend.state().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void aRefusedSignOutThatLeavesASessionFails() {
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? signedInAnswer(request)
                : answer(401, error("authentication_invalid")));
        var frontend = build(builder().clientToken("token_1"));

        assertThatThrownBy(frontend::signOut).isInstanceOf(AuthenticationException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aSignOutThatFailsLeavesASignInInFlight() throws Exception {
        var asked = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        stub.answering(request -> {
            if (call(request).equals("POST /v1/client/sign_ins")) {
                asked.countDown();
                await(end);
                return answer(200, envelope(signIn("complete"), SIGNED_IN));
            }
            return call(request).equals(GET_CLIENT)
                    ? answer(200, envelope(client("client_1"), "null"))
                    : answer(500, error("internal_clerk_error"));
        });
        var frontend = build(builder().clientToken("token_1"));
        frontend.refreshState();
        var signingIn = threads.submit(() -> frontend.signIns().create(each -> each.identifier("ada@example.com")));
        asked.await();
        assertThatThrownBy(frontend::signOut).isInstanceOf(ClerkApiException.class);
        end.countDown();
        signingIn.get();

        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void aLateAnswerAfterASignOutSignsNobodyIn() throws Exception {
        var frontend = signedIn();
        var asked = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        stub.answering(request -> {
            if (call(request).equals(MINT)) {
                asked.countDown();
                await(end);
                return answer(200, token(jwt("sess_1", null, Instant.now())), "token_late", Instant.now());
            }
            return answer(200, envelope(client("client_1"), "null"));
        });
        var waiting = threads.submit(() -> frontend.getToken());
        asked.await();
        frontend.signOut();

        assertThat(waiting.get()).isNull();
        end.countDown();
        frontend.refreshState();
        assertThat(last().getHeaders().get("Authorization")).isEqualTo("token_1");
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_OUT);
        assertThat(frontend.getToken()).isNull();
    }

    // Session tokens

    @Test
    void aTokenIsAskedForOnceAndForTheActiveOrganization() {
        stub.answering(request -> call(request).equals(GET_CLIENT)
                ? answer(200, envelope(client("client_1", session("sess_1", "active", "org_1", null)), "null"))
                : answer(200, token(jwt("sess_1", "org_1", Instant.now()))));
        var frontend = build(builder().clientToken("token_1"));
        var first = frontend.getToken();

        assertThat(frontend.getToken()).isEqualTo(first);
        assertThat(frontend.getToken(options -> options.session("sess_1"))).isEqualTo(first);
        assertThat(frontend.getTokenAsync(options -> {}).join()).isEqualTo(first);
        assertThat(stub.calls()).containsExactly(GET_CLIENT, MINT);
        assertThat(last().getBody().utf8()).isEqualTo("organization_id=org_1");
    }

    @Test
    void optionsChooseOrganizationTemplateAndANewToken() {
        var frontend = signedIn();
        stub.answering(request -> answer(200, token(jwt("sess_1", "org_2", Instant.now()))));
        frontend.getToken(options -> options.organization("org_2"));
        assertThat(last().getBody().utf8()).isEqualTo("organization_id=org_2");
        frontend.getToken(options -> options.organization(""));
        assertThat(last().getBody().utf8()).isEqualTo("organization_id=");
        frontend.getToken(options -> options.template("supabase"));
        assertThat(last().getUrl().encodedPath()).isEqualTo("/v1/client/sessions/sess_1/tokens/supabase");
        assertThat(last().getBody().size()).isZero();
        int before = stub.requests().size();
        frontend.getToken(TokenOptions::skipCache);
        frontend.getToken(TokenOptions::skipCache);
        assertThat(stub.requests()).hasSize(before + 2);
        assertThatThrownBy(() -> frontend.getToken(
                        options -> options.template("supabase").organization("org_1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not both");
    }

    @Test
    void aCachedTokenNeedsNoOtherThread() {
        var frontend = signedIn();
        var token = frontend.getToken();

        assertThat(frontend.getTokenAsync(options -> {})).isCompletedWithValue(token);
        assertThat(frontend.getTokenAsync(options -> options.session("sess_9"))).isCompletedWithValue(null);
        frontend.close();
        assertThatThrownBy(() -> frontend.getTokenAsync(options -> {}).join())
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theOptionsOfACallDoNotChangeAfterIt() {
        var frontend = signedIn();
        var kept = new AtomicReference<TokenOptions>();
        var later = frontend.getTokenAsync(options -> kept.set(options.organization("org_1")));
        kept.get().organization("org_2");
        later.join();

        assertThat(last().getBody().utf8()).isEqualTo("organization_id=org_1");
    }

    @Test
    void aTokenThatComesWithTheClientSavesARequest() {
        var jwt = jwt("sess_1", "org_1", Instant.now());
        stub.answering(request ->
                answer(200, envelope(client("client_1", session("sess_1", "active", "org_1", jwt)), "null")));
        var frontend = build(builder().clientToken("token_1"));

        assertThat(frontend.getToken()).isEqualTo(jwt);
        assertThat(stub.calls()).containsExactly(GET_CLIENT);
    }

    @Test
    void theLastTokenIsSentWhenClerkAsksForIt() {
        var frontend = signedIn();
        var last = frontend.getToken();
        stub.answering(request -> request.getUrl().queryParameter("expired_token") == null
                ? answer(422, error("missing_expired_token"))
                : answer(200, token(jwt("sess_1", null, Instant.now().plusSeconds(1)))));

        assertThat(frontend.getToken(TokenOptions::skipCache)).isNotEqualTo(last);
        assertThat(last().getUrl().queryParameter("expired_token")).isEqualTo(last);
        assertThat(stub.count(MINT)).isEqualTo(3);
    }

    @Test
    void withoutALastTokenTheRefusalIsTold() {
        var frontend = signedIn();
        stub.answering(request -> answer(422, error("missing_expired_token")));

        assertThatThrownBy(frontend::getToken)
                .isInstanceOf(ClerkApiException.class)
                .hasMessageContaining("missing_expired_token");
        assertThat(stub.count(MINT)).isEqualTo(1);
    }

    @Test
    void aPendingSessionHasNoToken() {
        stub.answering(request -> answer(200, envelope(client("client_1", session("sess_1", "pending")), "null")));
        var frontend = build(builder().clientToken("token_1"));

        assertThat(frontend.getToken()).isNull();
        assertThat(frontend.state().status()).isEqualTo(Status.PENDING);
        stub.answering(this::signedInAnswer);
        frontend.refreshState();
        assertThat(frontend.getToken()).isNotNull();
    }

    @Test
    void withoutAClientTokenThereIsNoTokenAndNoRequest() {
        assertThat(build(builder()).getToken()).isNull();
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void aTemplateThatDoesNotExistIsToldAndSignsNobodyOut() {
        var frontend = signedIn();

        assertThatThrownBy(() -> frontend.getToken(options -> options.template("missing")))
                .isInstanceOf(NotFoundException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @Test
    void offlineIsAnExceptionAndKeepsTheSession() {
        var frontend = signedIn();
        stub.close();

        assertThatThrownBy(frontend::getToken).isInstanceOf(ClerkConnectionException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(frontend).hasToString("ClerkFrontend(127.0.0.1, client token)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"jwt\":null}", "{\"jwt\":\"\"}", "[]", "<html>Sign in to the Wi-Fi</html>"})
    void aWrongAnswerIsAnExceptionAndKeepsTheSession(String body) {
        var frontend = signedIn();
        stub.answering(request -> new MockResponse.Builder()
                .addHeader("Content-Type", body.startsWith("<") ? "text/html" : "application/json")
                .body(body)
                .build());

        assertThatThrownBy(frontend::getToken).isInstanceOf(ClerkDecodingException.class);
        assertThat(frontend.state().status()).isEqualTo(Status.SIGNED_IN);
        stub.answering(this::signedInAnswer);
        assertThat(frontend.getToken()).isNotNull();
    }

    @Test
    void tooManyRequestsSaysHowLongToWait() {
        stub.answering(this::signedInAnswer);
        var frontend = build(builder().clientToken("token_1").callTimeout(Duration.ofSeconds(5)));
        frontend.refreshState();
        stub.answering(request -> answer(429, error("too_many_requests"))
                .newBuilder()
                .addHeader("Retry-After", "7")
                .build());

        assertThatThrownBy(frontend::getToken)
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aHundredThreadsOnAColdClientCauseOneReadAndOneToken() throws Exception {
        var start = new CountDownLatch(1);
        stub.answering(request -> {
            await(start);
            return signedInAnswer(request);
        });
        var frontend = build(builder().clientToken("token_1"));
        var waiting = new CountDownLatch(100);
        var tokens = new ArrayList<Future<String>>();
        for (int i = 0; i < 100; i++) {
            tokens.add(threads.submit(() -> {
                waiting.countDown();
                return frontend.getToken();
            }));
        }
        waiting.await();
        start.countDown();
        for (var each : tokens) {
            assertThat(each.get()).isNotNull();
        }

        assertThat(stub.calls()).containsExactly(GET_CLIENT, MINT);
    }

    @Test
    void closingReleasesAllWhoWaitForAToken() throws Exception {
        var frontend = signedIn();
        var asked = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        stub.answering(request -> {
            asked.countDown();
            await(end);
            return signedInAnswer(request);
        });
        var waiting = threads.submit(() -> frontend.getToken());
        asked.await();
        frontend.close();

        assertThatThrownBy(waiting::get).hasRootCauseMessage("This client is closed");
        assertThatThrownBy(frontend::getToken).isInstanceOf(IllegalStateException.class);
        end.countDown();
    }

    @Test
    void callsOfTheProgramThatHangDoNotHoldUpAToken() throws Exception {
        var frontend = signedIn();
        var end = new CountDownLatch(1);
        var hanging = new CountDownLatch(64);
        stub.answering(request -> {
            if (call(request).equals("GET /v1/me")) {
                hanging.countDown();
                await(end);
            }
            return signedInAnswer(request);
        });
        for (int i = 0; i < 100; i++) { // more than run at the same time
            threads.submit(() -> frontend.me().get());
        }
        hanging.await();

        assertThat(frontend.getToken()).isNotNull();
        end.countDown();
    }

    @Test
    void aTokenIsRenewedInTheBackgroundUntilTheClientIsClosed() throws Exception {
        var minted = new LinkedBlockingQueue<String>();
        stub.answering(request -> {
            if (call(request).equals(MINT)) {
                var now = Instant.now().getEpochSecond();
                minted.add("token");
                // 20 s are left: it is due in 5 s.
                return answer(200, token(jwt("sess_1", null, now, now + 20, null)));
            }
            return signedInAnswer(request);
        });
        var frontend = build(builder().clientToken("token_1").refreshInBackground());
        frontend.getToken();
        assertThat(minted.poll(30, TimeUnit.SECONDS)).isNotNull();

        assertThat(minted.poll(30, TimeUnit.SECONDS)).isNotNull();
        frontend.close();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("clerk-sdk-refresh"))
                        .filter(thread -> !thread.isDaemon()))
                .isEmpty();
    }

    @Test
    void aCachedTokenAllocatesNothing() {
        var frontend = signedIn();
        frontend.getToken();
        frontend.getToken();
        var counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The JVM itself allocates a little when it links a call for the first time: the lowest batch counts.
        for (int batch = 0; batch < 5; batch++) {
            long before = counter.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                frontend.getToken();
            }
            least = Math.min(least, counter.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(stub.count(MINT)).isEqualTo(1);
    }

    @Test
    void nothingShowsAToken() {
        Function<RecordedRequest, MockResponse> refusing =
                request -> answer(401, error("session_revoked"), "canary_token_of_client", Instant.now());
        stub.answering(refusing);
        var frontend = build(builder().clientToken("canary_token_of_client"));

        assertThat(frontend.toString()).doesNotContain("canary");
        assertThat(frontend.state().toString()).doesNotContain("canary");
        assertThatThrownBy(() -> frontend.me().get())
                .isInstanceOf(ClerkException.class)
                .hasMessageNotContaining("canary");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
