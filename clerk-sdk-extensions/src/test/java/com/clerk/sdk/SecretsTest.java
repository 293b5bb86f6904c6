package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.auth.AuthenticateOptions;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.backend.model.UserUpdateParams;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.runtime.OpenEnum;
import com.clerk.sdk.runtime.Params;
import com.clerk.sdk.runtime.Upload;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret that goes in anywhere comes out of no {@code toString()}, no exception and no log record. */
class SecretsTest {
    private static final String CANARY = "canary";
    private static final String KEY = "sk_live_canary_key";
    private static final String JSON = "application/json";
    private static final String WEBHOOK_SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("canary secret of this test".getBytes(StandardCharsets.UTF_8));

    /** These show what is not secret, by a final method of their base type. */
    private static final Set<Class<?>> BASES = Set.of(Model.class, Params.class, OpenEnum.class, Object.class);

    private final MockWebServer server = new MockWebServer();
    private final Logger logger = Logger.getLogger("com.clerk.sdk");
    private final Records records = new Records();
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    private static final class Records extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        records.setLevel(Level.ALL);
        logger.addHandler(records);
        logger.setLevel(Level.ALL);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(records);
        logger.setLevel(null);
        server.close();
    }

    private <B extends ClientBuilder<B>> B settings(B builder) {
        return builder.apiUrl("http://127.0.0.1:" + server.getPort())
                .listener(seen::add)
                .callTimeout(Duration.ofSeconds(30))
                .retryPolicy(attempt -> {
                    seen.add(attempt);
                    return attempt.attempt() < 2 ? Duration.ZERO : null;
                });
    }

    private void serverAnswers(MockResponse answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
    }

    private static MockResponse answer(int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .addHeader("Set-Cookie", "__client=canary")
                .addHeader("Authorization", "canary")
                .addHeader("CF-Ray", "sk_live_canary")
                .body(body)
                .build();
    }

    private static String errors(String text) {
        var meta = "\"meta\":{\"param_name\":\"" + text + "\",\"canary\":1}";
        return "{\"errors\":[{\"code\":\"" + text + "\",\"message\":\"" + text + "\"," + meta + "}],"
                + "\"clerk_trace_id\":\"" + text + "\"}";
    }

    /** Responses of every kind, which repeat what the request had, or are broken. */
    static List<MockResponse> answers() {
        var user = "{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"canary\",\"new\":\"canary\","
                + "\"private_metadata\":{\"canary\":\"canary\"}}";
        var answers = new ArrayList<>(List.of(
                answer(200, JSON, user),
                answer(200, JSON, "[" + user + "]"),
                answer(200, JSON, "{\"response\":" + user + ",\"client\":null}"),
                answer(200, JSON, "{\"data\":[" + user + "],\"total_count\":1}"),
                answer(200, JSON, "{\"id\":{\"canary\":1}}"),
                answer(200, JSON, "{\"id\":\"canary"),
                answer(200, JSON, "{}"),
                answer(200, JSON, ""),
                answer(200, "text/html", "canary"),
                answer(200, "text/sk_live_canary", "canary"),
                answer(200, JSON, errors("Bearer canary")),
                answer(500, "text/html", "<html>canary"),
                new MockResponse.Builder()
                        .code(303)
                        .addHeader("Location", "https://x.example/?ticket=canary")
                        .build()));
        for (var text : List.of(
                KEY,
                "Bearer canary",
                "Basic canary_canary_canary",
                "token eyJhbGciOiJub25lIn0.eyJjYW5hcnki.canary",
                "https://x.example/?__clerk_ticket=canary&a=b",
                "rotating_token_nonce=canary",
                "dvb_canary",
                "sk_\\u0000live_canary",
                "ey-".repeat(2_000) + CANARY)) {
            answers.add(answer(422, JSON, errors(text)));
            answers.add(answer(401, JSON, errors(text)));
        }
        return answers;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void noCallShowsASecret(MockResponse response) {
        serverAnswers(response);
        callEverything();
        assertSilence();
        assertThat(records.records).as("log records").isNotEmpty();
    }

    private void callEverything() {
        var image = Upload.of("logo.png", "image/png", CANARY.getBytes(StandardCharsets.UTF_8));
        var params = UserUpdateParams.builder()
                .firstName(CANARY)
                .password(CANARY)
                .username(CANARY)
                .extra("new", CANARY);
        var options = CallOptions.builder().bearer(KEY).header("X-Other", CANARY);
        seen.addAll(List.of(image, params, params.build(), params.build().contents(), options, options.build()));
        try (var backend = settings(ClerkBackend.builder().secretKey(KEY)).build();
                var frontend =
                        settings(ClerkFrontend.builder().clientToken(CANARY)).build();
                var platform = settings(ClerkPlatform.builder().accessToken("ak_canary"))
                        .build()) {
            seen.addAll(List.of(backend, frontend, platform));
            see(() -> backend.users().get("user_canary"));
            see(() -> backend.users().list(q -> q.query(CANARY).emailAddress(CANARY)));
            see(() -> backend.users().update("user_canary", params.build()));
            see(() -> backend.users()
                    .calls()
                    .get("user_canary")
                    .with(options.build())
                    .executeRaw());
            see(() -> backend.users().calls().get("user_canary").executeAsync().join());
            see(() -> backend.organizations().uploadLogo("org_canary", l -> l.file(image)));
            see(() -> frontend.me().get());
            see(() -> frontend.signIns().acceptTicket(t -> t.ticket(CANARY)));
            see(() -> platform.applications().list());
            authenticate(backend);
        }
    }

    private void authenticate(ClerkBackend backend) {
        for (var token : List.of("canary", "ak_canary", "mt_canary", "oat_canary", "e.canary.x", KEY)) {
            var headers = Map.of(
                    "authorization", List.of("Bearer " + token),
                    "cookie", List.of("__session=canary; __client_uat=1; __refresh_canary=canary"));
            see(() -> described(backend.authenticator()
                    .authenticate(ClerkRequest.of(headers), AuthenticateOptions.acceptAnyToken())));
            see(() -> described(backend.authenticateRequest(Map.of("cookie", List.of("__session=" + token)))));
        }
        seen.add(backend.authenticator());
    }

    private static Object described(RequestState state) {
        var message = state instanceof SignedOut out ? out.message() + text(out.cause()) : "";
        return state + message + state.headers();
    }

    private void see(Callable<@Nullable Object> call) {
        var failure = catchThrowable(() -> {
            var result = call.call();
            if (result != null) {
                seen.add(result);
            }
        });
        if (failure != null) {
            seen.add(failure);
        }
    }

    /** Mistakes in settings and parameters, each with a secret in it. */
    private static List<Callable<Object>> mistakes() {
        return List.of(
                () -> new ClerkBackend("pk_live_canary"),
                () -> new ClerkBackend("sk_live_canary canary"),
                () -> new ClerkBackend("whsec_canary"),
                () -> new ClerkPlatform("sk_live_canary"),
                () -> new ClerkPlatform("canary canary"),
                () -> ClerkFrontend.builder().publishableKey("sk_live_canary"),
                () -> ClerkFrontend.builder().publishableKey("pk_live_canary"),
                () -> ClerkFrontend.builder().clientToken("canary canary"),
                () -> ClerkBackend.builder().apiUrl("https://canary:canary@api.clerk.com"),
                () -> ClerkBackend.builder().apiUrl("https:canary"),
                () -> ClerkBackend.fromEnv(Map.of("CLERK_SECRET_KEY", "pk_canary")),
                () -> ClerkBackend.fromEnv(Map.of("CLERK_SECRET_KEY", KEY, "CLERK_API_URL", "canary")),
                () -> ClerkBackend.builder()
                        .secretKey(KEY)
                        .authentication(a -> a.publishableKey(PublishableKey.forHost("x-y-1.clerk.accounts.dev")
                                .value()))
                        .build(),
                () -> PublishableKey.parse("sk_live_canary"),
                () -> RequestAuthenticator.builder().jwtKey("canary"),
                () -> RequestAuthenticator.builder().jwk("{\"canary\":1}"),
                () -> RequestAuthenticator.builder().machineSecretKey("pk_canary"),
                () -> ClerkWebhooks.of(KEY),
                () -> CallOptions.builder().bearer("canary\n"),
                () -> CallOptions.builder().header("X", "canary\u0000"),
                () -> Upload.of("a", "canary", new byte[0]),
                () -> Upload.of("canary\n", "image/png", new byte[0]),
                () -> new ClerkBackend(KEY).users().get("../canary"),
                () -> UserUpdateParams.builder().extra("a", cycle()),
                () -> JsonValue.parse("{\"a\":\"canary"),
                () -> JsonValue.of(Map.of("a", CANARY)).get("a").as(Integer.class),
                () -> ClerkWebhooks.of(WEBHOOK_SECRET).verify("canary", Map.of()),
                () -> ClerkWebhooks.of(WEBHOOK_SECRET)
                        .verify(
                                "canary",
                                Map.of(
                                        "svix-id",
                                        List.of(CANARY),
                                        "svix-timestamp",
                                        List.of("canary"),
                                        "svix-signature",
                                        List.of("v1,canary"))));
    }

    /** A database that tells its secrets to everybody who asks. */
    private static DataSource talkativeDatabase() {
        var types = new Class<?>[] {DataSource.class};
        return (DataSource)
                Proxy.newProxyInstance(SecretsTest.class.getClassLoader(), types, (proxy, method, arguments) -> CANARY);
    }

    private static List<Object> cycle() {
        var list = new ArrayList<Object>(List.of(CANARY));
        list.add(list);
        return list;
    }

    @Test
    void noMistakeShowsASecret() {
        for (var mistake : mistakes()) {
            int before = seen.size();
            see(mistake);
            assertThat(seen).hasSize(before + 1);
            assertThat(seen.get(before)).isInstanceOf(RuntimeException.class);
        }
        assertSilence();
    }

    @Test
    void everyTypeThatDescribesItselfWasSeen() {
        for (var response : answers()) {
            serverAnswers(response);
            callEverything();
        }
        mistakes().forEach(this::see);
        seen.add(ClerkWebhooks.of(WEBHOOK_SECRET));
        seen.add(JdbcDeliveryStore.of(talkativeDatabase()));
        seen.add(JsonValue.of(Map.of(CANARY, CANARY)));
        seen.add(new StoredClient(CANARY, CANARY, CANARY));
        seen.add(ClientState.of(Client.fromJson("{\"id\":\"" + CANARY + "\"}")));
        assertSilence();
        var types = seen.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(PublicTypes.withInstances().stream()
                        .filter(SecretsTest::describesItself)
                        .filter(type -> !type.getPackageName().equals("com.clerk.sdk.auth")) // see NothingLeaksTest
                        // see StepSecretsTest
                        .filter(type -> !type.getPackageName().equals("com.clerk.sdk.client.steps"))
                        .filter(type -> !Throwable.class.isAssignableFrom(type))
                        .filter(type -> !types.contains(type)))
                .as("types with a toString() that this test does not call")
                .isEmpty();
    }

    private static boolean describesItself(Class<?> type) {
        try {
            return !type.isEnum() && !BASES.contains(type.getMethod("toString").getDeclaringClass());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertSilence() {
        var texts = new ArrayList<String>();
        seen.forEach(object -> texts.add(describe(object)));
        records.records.forEach(entry -> texts.add(describe(entry)));
        assertThat(texts).isNotEmpty().filteredOn(SecretsTest::isLeak).isEmpty();
    }

    private static boolean isLeak(String text) {
        return text.toLowerCase(Locale.ROOT).contains(CANARY) || text.contains(WEBHOOK_SECRET.substring(6));
    }

    private static String describe(Object object) {
        return object instanceof Throwable failure ? text(failure) : object.toString();
    }

    private static String describe(LogRecord entry) {
        var parameters = entry.getParameters() == null ? List.of() : List.of(entry.getParameters());
        return entry.getMessage() + parameters + text(entry.getThrown());
    }

    private static String text(@Nullable Throwable failure) {
        var out = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(out));
        }
        return out.toString();
    }
}
