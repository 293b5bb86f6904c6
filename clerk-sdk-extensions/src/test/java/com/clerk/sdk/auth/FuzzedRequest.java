package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * A request as text: method and URL, headers, and after an empty line the answer of Clerk to every call.
 * {@code {token}}, {@code {expired}} and {@code {handshake}} stand for tokens that the instance has signed,
 * {@code {suffix}} for what its cookies' names end with.
 */
final class FuzzedRequest {
    private static final PublishableKey LIVE = PublishableKey.forHost("clerk.example.com");
    private static final PublishableKey TEST = PublishableKey.forHost("happy-hippo-1.clerk.accounts.dev");
    private static final String GOOD = TestTokens.token();
    private static final String EXPIRED = signed(header(), with(claims(), "exp", TestTokens.NOW - 60));
    private static final String RETURNED = signed(
            header(),
            Map.of("handshake", List.of("__session=" + GOOD + "; Path=/", "__client_uat=1699999990; Path=/")));

    /** Clerk's answer to the current request. The client is shared, because creating one is expensive. */
    private static final AtomicReference<String> ANSWER = new AtomicReference<>("");

    private static final OkHttpClient CLERK =
            new OkHttpClient.Builder().addInterceptor(FuzzedRequest::answer).build();

    private static final String LIVE_HANDSHAKE = "https://clerk.example.com/v1/client/handshake?";
    private static final String TEST_HANDSHAKE = "https://happy-hippo-1.clerk.accounts.dev/v1/client/handshake?";
    private static final String SIGN_IN = "https://app.example.com/sign-in";
    private static final List<Server> SERVERS = List.of(
            new Server(of(LIVE).organizationPatterns("/orgs/:slug", "/orgs/:slug/(.*)"), LIVE_HANDSHAKE),
            new Server(of(TEST).personalAccountPatterns("/me"), TEST_HANDSHAKE),
            new Server(
                    of(LIVE).satellite(true).domain("satellite.example"),
                    "https://clerk.satellite.example/v1/client/handshake?"),
            new Server(
                    of(TEST).satellite(true)
                            .domain("satellite.example")
                            .signInUrl(SIGN_IN)
                            .satelliteAutoSync(true),
                    TEST_HANDSHAKE),
            new Server(of(LIVE).acceptAnyToken(), LIVE_HANDSHAKE),
            new Server(of(LIVE).acceptTokens(TokenType.API_KEY), "none"));

    /** A server, and where it sends browsers. */
    private record Server(RequestAuthenticator authenticator, String handshake) {
        Server(RequestAuthenticator.Builder settings, String handshake) {
            this(settings.build(), handshake);
        }
    }

    private final String method;
    private final String url;
    private final Map<String, List<String>> headers;
    private final String answer;

    private FuzzedRequest(String method, String url, Map<String, List<String>> headers, String answer) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.answer = answer;
    }

    /** Answers need no network: the call ends here. */
    private static Response answer(Interceptor.Chain chain) {
        var body = ANSWER.get();
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(body.startsWith("{\"errors\"") ? 422 : 200)
                .message("")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }

    private static RequestAuthenticator.Builder of(PublishableKey key) {
        return RequestAuthenticator.builder()
                .jwtKey(TestTokens.pem())
                .publishableKey(key.value())
                .secretKey("sk_fuzz")
                .anyIssuer()
                .clock(TestTokens.CLOCK)
                .httpClient(CLERK);
    }

    static FuzzedRequest of(String text) {
        var filled = text.replace("{token}", GOOD)
                .replace("{expired}", EXPIRED)
                .replace("{handshake}", RETURNED)
                .replace("{suffix}", LIVE.cookieSuffix());
        var parts = filled.split("\n\n", 2);
        var lines = parts[0].split("\n", -1);
        var first = lines[0].split(" ", 2);
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            var header = lines[i].split(": ?", 2);
            headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header.length == 1 ? "" : header[1]);
        }
        return new FuzzedRequest(
                first[0], first.length == 1 ? "" : first[1], headers, parts.length == 1 ? "" : parts[1]);
    }

    /** Returns the states of the request at all servers. */
    List<String> check() {
        ANSWER.set(answer);
        var ends = new ArrayList<String>();
        for (var server : SERVERS) {
            var state = server.authenticator().authenticate(ClerkRequest.of(method, url, headers));
            check(server, state);
            ends.add(state.toString());
            var withoutPage = server.authenticator().authenticate(headers);
            check(server, withoutPage);
            assertThat(withoutPage).isNotInstanceOf(Handshake.class);
        }
        return ends;
    }

    private void check(Server server, RequestState state) {
        state.headers()
                .values()
                .forEach(values -> assertThat(values)
                        .isNotEmpty()
                        .allSatisfy(value -> assertThat(value).doesNotContain("\r", "\n", "\0")));
        if (state instanceof SignedIn in) {
            checkToken(in.auth());
        } else if (state instanceof SignedOut out) {
            // The message of an unexpected exception begins like this.
            assertThat(out.message()).matches("[ -~]*").doesNotStartWith("Authentication failed");
        } else if (state instanceof Handshake handshake) {
            checkRedirect(server, handshake);
        }
    }

    private void checkToken(Auth auth) {
        if (auth instanceof SessionAuth) {
            // A development instance takes an expired one too, if Clerk has just handed it out.
            assertThat(auth.token()).isIn(GOOD, EXPIRED);
        } else {
            assertThat(auth.token()).matches("(?s)(ak_|mt_|oat_).*");
            assertThat(answer).contains("id", "subject");
        }
    }

    private void checkRedirect(Server server, Handshake handshake) {
        assertThat(method).isEqualTo("GET");
        assertThat(handshake.headers())
                .containsEntry("x-clerk-auth-status", List.of("handshake"))
                .containsEntry("cache-control", List.of("private, no-store"));
        if (!handshake.reason().equals(AuthErrorReason.PRIMARY_RESPONDS_TO_SYNCING)) {
            assertThat(handshake.location())
                    .matches(url -> url.startsWith(server.handshake()) || url.startsWith(SIGN_IN + "?"));
        }
    }
}
