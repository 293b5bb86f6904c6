package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.ModelRequest.Kind;
import com.clerk.sdk.auth.RequestModel.Clerk;
import com.clerk.sdk.runtime.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests beside a model of the rules: each ends in the state that docs/behaviour.md says, with a documented
 * reason, sets no cookie that a cache could keep, and leads no browser round in circles.
 */
class RequestModelTest {
    private static final int REQUESTS = Integer.getInteger("clerk.sdk.test.requests", 2_000);
    private static final int VISITS = REQUESTS / 10;
    private static final String HANDSHAKE = "/v1/client/handshake";

    /** More than the redirects that are allowed in a row, and the one that cleans the URL, for each of two pages. */
    private static final int MAX_STEPS = 10;

    private static final String REFRESH = "/v1/sessions/sess_test/refresh";
    private static final String PAYLOAD = "/v1/clients/handshake_payload";

    /** A server: its settings, the model of its rules, and the Clerk that it calls if it has a secret key. */
    private record Server(
            String name,
            RequestModel model,
            String publishableKey,
            TestClerk clerk,
            RequestAuthenticator authenticator) {
        static Server of(String name, RequestModel model) {
            var key = model.production() ? TestInstances.LIVE_KEY : TestInstances.DEV_KEY;
            var clerk = new TestClerk().givesOutKeys();
            var builder = model.clerk() == Clerk.ABSENT
                    ? TestInstances.live()
                    : RequestAuthenticator.builder()
                            .secretKey(TestInstances.SECRET)
                            .apiUrl(clerk.url())
                            .clock(TestTokens.CLOCK);
            builder.publishableKey(key);
            if (model.satellite()) {
                builder.satellite(true)
                        .satelliteAutoSync(model.autoSync())
                        .domain("app.example.com")
                        .signInUrl("https://primary.example/sign-in");
            }
            if (model.organizations()) {
                builder.organizationPatterns("/orgs/:slug");
            }
            var server = new Server(name, model, key, clerk, builder.build());
            if (model.clerk() == Clerk.RENEWING) {
                var cookies = List.of("__session=" + Kind.GOOD.token(server.issuer()));
                clerk.answers(REFRESH, JsonValue.of(Map.of("cookies", cookies)).toJson());
            }
            return server;
        }

        boolean hasSecretKey() {
            return model.clerk() != Clerk.ABSENT;
        }

        String issuer() {
            return PublishableKey.parse(publishableKey).issuer();
        }

        String suffix() {
            return PublishableKey.parse(publishableKey).cookieSuffix();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Server> SERVERS = List.of(
            Server.of("production", new RequestModel(Clerk.ABSENT, true, false, false, false)),
            Server.of("production with organizations", new RequestModel(Clerk.ABSENT, true, false, false, true)),
            Server.of("development", new RequestModel(Clerk.ABSENT, false, false, false, true)),
            Server.of("satellite", new RequestModel(Clerk.ABSENT, true, true, false, false)),
            Server.of("satellite with auto-sync", new RequestModel(Clerk.ABSENT, true, true, true, true)),
            Server.of("satellite of development", new RequestModel(Clerk.ABSENT, false, true, true, false)),
            Server.of("production with a secret key", new RequestModel(Clerk.RENEWING, true, false, false, true)),
            Server.of("the same without refreshes", new RequestModel(Clerk.REFUSING, true, false, false, true)),
            Server.of("development with a secret key", new RequestModel(Clerk.RENEWING, false, false, false, false)),
            Server.of("satellite with a secret key", new RequestModel(Clerk.RENEWING, true, true, true, false)));

    static List<Server> servers() {
        return SERVERS;
    }

    @AfterAll
    static void close() {
        for (var server : SERVERS) {
            server.authenticator().close();
            server.clerk().close();
        }
    }

    private static Random seeded(String test, Server server) {
        long seed = new Random().nextLong();
        System.out.println(test + ", " + server + ": seed " + seed);
        return new Random(seed);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyRequestEndsInTheStateThatTheRulesSay(Server server) {
        var random = seeded("everyRequestEndsInTheStateThatTheRulesSay", server);
        var seen = new TreeMap<String, Integer>();
        for (int i = 0; i < REQUESTS; i++) {
            var request = ModelRequest.random(random);
            var state = stateOf(server.authenticator(), request.real(server.suffix(), server.issuer()));
            assertThat(verdict(state))
                    .as("%s", request)
                    .isEqualTo(server.model().predict(request));
            check(state, request);
            seen.merge(verdict(state), 1, Integer::sum);
        }
        assertThat(seen).as("the requests reach many states").hasSizeGreaterThan(15);
        assertThat(seen).containsKey("signed-in");
    }

    private static void check(RequestState state, ModelRequest request) {
        if (state.headers().containsKey("set-cookie") || state.location() != null) {
            assertThat(state.headers()).containsEntry("cache-control", List.of("private, no-store"));
        }
        if (state instanceof SignedOut out) {
            assertThat(out.reason().known()).as("%s", out).isNotEqualTo(AuthErrorReason.Known.OTHER);
            assertThat(out.message()).as("%s", out).matches("[ -~]+");
            assertThat(out.isOutage()).isFalse();
            assertThat(state.headers())
                    .containsEntry("x-clerk-auth-reason", List.of(out.reason().value()));
        }
        if (state instanceof Handshake redirect) {
            assertThat(redirect.reason().known()).isNotEqualTo(AuthErrorReason.Known.OTHER);
            assertThat(redirect.message()).matches("[ -~]+");
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.prefetch()).isFalse();
        }
    }

    /** A browser with its cookies, and Clerk behind the redirects. */
    private static final class Browser {
        private final Server server;
        private final Random random;
        private final Map<String, String> cookies = new LinkedHashMap<>();

        Browser(Server server, Random random) {
            this.server = server;
            this.random = random;
            for (var suffix : List.of("", "_" + server.suffix())) {
                set(
                        random,
                        "__session" + suffix,
                        Kind.values()[random.nextInt(Kind.values().length)].token(server.issuer()));
                set(
                        random,
                        "__client_uat" + suffix,
                        random.nextBoolean() ? "0" : String.valueOf(NOW - random.nextInt(120)));
                set(random, "__clerk_db_jwt" + suffix, "browser");
            }
        }

        private void set(Random random, String name, String value) {
            if (random.nextBoolean() && !value.isEmpty()) {
                cookies.put(name, value);
            }
        }

        /** Opens a page, follows all redirects within the server and to Clerk, and returns the last state. */
        RequestState open(String url) {
            var next = url;
            for (int step = 0; step < MAX_STEPS; step++) {
                var state = stateOf(server.authenticator(), request(next));
                state.headers().getOrDefault("set-cookie", List.of()).forEach(this::store);
                if (state.location() == null) {
                    return state;
                }
                var location = HttpUrl.get(state.location());
                if (location.encodedPath().equals(HANDSHAKE)) {
                    next = handshake(location);
                } else if (location.host().equals("app.example.com")) {
                    next = location.toString();
                } else {
                    return state; // another server goes on: the primary domain, or the satellite that asked
                }
            }
            throw new AssertionError("round in circles from " + url + " with the cookies " + cookies.keySet());
        }

        private TestRequest request(String url) {
            var request = TestRequest.page(url);
            var header = new StringBuilder();
            cookies.forEach((name, value) ->
                    header.append(name).append('=').append(value).append("; "));
            return request.cookies(header.toString());
        }

        private void store(String directive) {
            var pair = directive.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty() || directive.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }

        /** Clerk answers with a session, with none, with a stale or foreign one, with nonsense, or not at all. */
        private String handshake(HttpUrl location) {
            assertThat(location.queryParameter("format")).isEqualTo(server.hasSecretKey() ? "nonce" : null);
            var back = HttpUrl.get(location.queryParameter("redirect_url")).newBuilder();
            if (random.nextInt(8) > 0) {
                addCookies(back);
            }
            if (!server.model().production() && random.nextBoolean()) {
                back.addQueryParameter("__clerk_db_jwt", "browser");
            }
            return back.build().toString();
        }

        /** Clerk keeps the cookies under a nonce, or puts them into a token. */
        private void addCookies(HttpUrl.Builder back) {
            var cookies = cookiesOfClerk();
            if (!server.hasSecretKey()) {
                var token = cookies.isEmpty() ? "nonsense" : ModelRequest.handshakeToken(cookies.toArray());
                back.addQueryParameter("__clerk_handshake", token);
                return;
            }
            if (cookies.isEmpty()) {
                server.clerk().answers(PAYLOAD, 500, "nonsense");
            } else {
                server.clerk()
                        .answers(
                                PAYLOAD,
                                JsonValue.of(Map.of("directives", cookies)).toJson());
            }
            back.addQueryParameter("__clerk_handshake_nonce", "nonce");
        }

        private List<String> cookiesOfClerk() {
            return switch (random.nextInt(6)) {
                case 0, 1 ->
                    List.of(
                            "__session=" + Kind.GOOD.token(server.issuer()),
                            "__client_uat=" + NOW,
                            "__session_" + server.suffix() + "=" + Kind.GOOD.token(server.issuer()),
                            "__client_uat_" + server.suffix() + "=" + NOW);
                case 2 ->
                    List.of("__session=; Max-Age=0", "__client_uat=0", "__session_" + server.suffix() + "=; Max-Age=0");
                case 3 -> List.of("__session=" + Kind.EXPIRED.token(server.issuer()));
                case 4 -> List.of("__session=" + Kind.FOREIGN.token(server.issuer()), "__client_uat=" + NOW);
                default -> List.of();
            };
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noBrowserIsLedRoundInCirclesWhateverClerkAnswers(Server server) {
        var random = seeded("noBrowserIsLedRoundInCirclesWhateverClerkAnswers", server);
        var ends = new TreeMap<String, Integer>();
        for (int i = 0; i < VISITS; i++) {
            var browser = new Browser(server, random);
            var path = random.nextBoolean() ? "/" : "/orgs/acme?a=1";
            ends.merge(verdict(browser.open(ModelRequest.ORIGIN + path)), 1, Integer::sum);
        }
        assertThat(ends).as("browsers sign in").containsKey("signed-in");
        assertThat(ends.size()).as("%s", ends).isGreaterThan(1);
    }
}
