package com.clerk.sdk.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.Handshake;
import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.testing.StubResponse;
import com.clerk.sdk.testing.TestKeys;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The snippets of docs/authentication.md do what the document says. */
class AuthenticationSnippetsTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String APP = "https://app.example.com";

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .jwtTemplate("billing", Map.of("aud", "billing"))
            .start();
    private final ClerkBackend clerk = ClerkBackend.builder()
            .apiUrl(server.apiUrl())
            .secretKey(server.secretKey())
            .authentication(a -> a.publishableKey(server.publishableKey()).authorizedParties(APP))
            .build();

    @AfterEach
    void close() {
        clerk.close();
        server.close();
    }

    private SessionTokenBuilder ada() {
        return server.sessionTokens().forUser("user_1").authorizedParty(APP);
    }

    private static Map<String, List<String>> bearer(String token) {
        return Map.of("Authorization", List.of("Bearer " + token));
    }

    private SignedOut signedOut(String token) {
        return (SignedOut) AuthenticationSnippets.authenticate(clerk, bearer(token));
    }

    private static SessionAuth session(RequestState state) {
        return (SessionAuth) ((SignedIn) state).auth();
    }

    @Test
    void theShortestSnippetReadsTheEnvironment() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var elsewhere = server.sessionTokens().forUser("user_2").authorizedParty("https://elsewhere.example.com");
        var command = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        VerifyInEnvironment.class.getName(),
                        ada().mint(),
                        elsewhere.mint(),
                        ada().expired().mint())
                .redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("CLERK_"));
        command.environment().put("CLERK_JWT_KEY", KEYS.publicKeyPem());

        var process = command.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("""
                        Hello user_1, SignedIn(session_token)
                        Hello user_2, SignedOut(token-invalid-authorized-parties)
                        401, SignedOut(session-token-expired)
                        """);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void withoutAKeyInTheEnvironmentTheFirstCallNamesTheMissingVariables() {
        assertThatThrownBy(() -> AuthenticationSnippets.shortest(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLERK_SECRET_KEY")
                .hasMessageContaining("CLERK_JWT_KEY");
    }

    @Test
    void aClientVerifiesWithTheGivenKeyOrWithClerksKeys() {
        try (var withKey = AuthenticationSnippets.client("sk_test_1", KEYS.publicKeyPem(), server.publishableKey());
                var alone = AuthenticationSnippets.alone(KEYS.publicKeyPem(), server.publishableKey())) {
            assertThat(AuthenticationSnippets.authenticate(withKey, bearer(ada().mint()))
                            .isSignedIn())
                    .isTrue();
            assertThat(alone.authenticate(bearer(ada().mint())).isSignedIn()).isTrue();
        }
        assertThat(server.requests()).isEmpty();

        assertThat(AuthenticationSnippets.authenticate(clerk, bearer(ada().mint()))
                        .isSignedIn())
                .isTrue();
        assertThat(AuthenticationSnippets.authenticate(clerk, bearer(ada().mint()))
                        .isSignedIn())
                .isTrue();
        assertThat(server.requests()).singleElement().hasToString("GET /v1/jwks");
    }

    @Test
    void statesAreMappedToStatuses() {
        var reader = ada().organization("org_1", "acme", "org:admin").permissions("org:invoices:read");

        assertThat(AuthenticationSnippets.answer(clerk.authenticateRequest(bearer(reader.mint()))))
                .isEqualTo(200);
        assertThat(AuthenticationSnippets.answer(clerk.authenticateRequest(bearer(ada().mint()))))
                .isEqualTo(403);
        assertThat(AuthenticationSnippets.answer(clerk.authenticateRequest(Map.of())))
                .isEqualTo(401);
        assertThat(AuthenticationSnippets.async(clerk, bearer(reader.mint())).join())
                .isEqualTo(200);
    }

    @Test
    void anOutageIsNotASignOut() {
        try (var lost = RequestAuthenticator.builder()
                .secretKey("sk_test_made_for_this_test")
                .apiUrl("http://127.0.0.1:1")
                .build()) {
            var token = ada().mint();
            assertThat(AuthenticationSnippets.unavailable(lost.authenticate(bearer(token))))
                    .isEqualTo(503);
            assertThat(AuthenticationSnippets.unavailable(lost.authenticate(bearer("nonsense"))))
                    .isEqualTo(401);
        }
    }

    @Test
    void reasonsAreDistinguished() {
        assertThat(AuthenticationSnippets.why((SignedOut) clerk.authenticateRequest(Map.of())))
                .isEqualTo("Please sign in.");
        assertThat(AuthenticationSnippets.why(signedOut(ada().expired().mint())))
                .isEqualTo("Please try again with a fresh token.");
        assertThat(AuthenticationSnippets.why(
                        signedOut(ada().header("cat", "cl_B7d4PD333AAA").mint())))
                .isEqualTo("This endpoint wants another kind of token.");
        assertThat(AuthenticationSnippets.why(
                        signedOut(ada().forgedBy(TestKeys.generate()).mint())))
                .isEqualTo("You are not signed in: token-invalid-signature");
    }

    @Test
    void aPageWhoseSessionMustBeRenewedIsRedirected() throws IOException, InterruptedException {
        var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> AuthenticationSnippets.page(clerk, exchange));
        web.start();
        try {
            var url = URI.create("http://localhost:" + web.getAddress().getPort() + "/a?b=c");
            var client = HttpClient.newHttpClient();
            var page = HttpRequest.newBuilder(url).header("Accept", "text/html").build();
            var response = client.send(page, BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(307);
            assertThat(response.headers().firstValue("location").orElseThrow())
                    .startsWith(server.issuer() + "/v1/client/handshake?redirect_url=http%3A%2F%2Flocalhost%3A");

            var call = HttpRequest.newBuilder(url).build();
            assertThat(client.send(call, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void aPageOfAnotherOrganizationIsRedirectedToClerk() {
        var live = PublishableKey.forHost("clerk.example.com");
        var token = server.sessionTokens()
                .issuer(live.issuer())
                .forUser("user_1")
                .organization("org_1", "acme", "org:member")
                .mint();
        var headers =
                Map.of("accept", List.of("text/html"), "cookie", List.of("__session=" + token + "; __client_uat=1"));
        try (var authenticator = AuthenticationSnippets.organizations("sk_live_1", KEYS.publicKeyPem(), live.value())) {
            assertThat(authenticator.authenticate(
                            AuthenticationSnippets.request("GET", APP + "/orgs/acme/invoices", headers)))
                    .isInstanceOf(SignedIn.class);
            var other = authenticator.authenticate(
                    AuthenticationSnippets.request("GET", APP + "/orgs/other/invoices", headers));
            assertThat(((Handshake) other).location()).endsWith("&organization_id=other");
            var own = authenticator.authenticate(AuthenticationSnippets.request("GET", APP + "/me", headers));
            assertThat(own).hasToString("Handshake(active-organization-mismatch)");
        }
    }

    @Test
    void aSatelliteRedirectsToThePrimaryDomain() {
        try (var satellite = AuthenticationSnippets.satellite(server.secretKey(), server.publishableKey())) {
            var state = satellite.authenticate(AuthenticationSnippets.request(
                    "GET",
                    "https://satellite.example/?__clerk_synced=false",
                    Map.of("sec-fetch-dest", List.of("document"))));

            assertThat(((Handshake) state).location()).startsWith("https://app.example.com/sign-in?");
        }
    }

    @Test
    void claimsAreRead() {
        var token = ada().organization("org_1", "acme", "org:admin")
                .permissions("org:invoices:read")
                .features("o:invoices", "u:export")
                .plans("u:pro")
                .factorAges(1, 1)
                .claim("tenant", "north")
                .claim("seats", 3)
                .claim("act", Map.of("sub", "user_9"))
                .mint();

        var session = session(clerk.authenticateRequest(bearer(token)));

        assertThat(AuthenticationSnippets.has(session.claims())).containsOnly(true);
        assertThat(AuthenticationSnippets.custom(session.claims()))
                .isEqualTo(new AuthenticationSnippets.Tenant("north", 3));
        assertThat(AuthenticationSnippets.impersonated(session)).isTrue();
    }

    @Test
    void aPendingSessionIsSignedOutAndCanBeRead() {
        var state = clerk.authenticateRequest(bearer(ada().status("pending").mint()));

        assertThat(state).hasToString("SignedOut(session-pending)");
        assertThat(AuthenticationSnippets.pending(state)).isEqualTo("Choose an organization, user_1");
    }

    @Test
    void everyUseOfAnApiKeyIsVerifiedByClerk() {
        server.stub(
                "POST /api_keys/verify",
                StubResponse.json(
                        200,
                        "{\"id\":\"key_1\",\"subject\":\"user_1\",\"name\":\"cron\",\"scopes\":[\"read\"],"
                                + "\"revoked\":false,\"expired\":false}"));

        for (var i = 0; i < 2; i++) {
            assertThat(AuthenticationSnippets.machines(clerk, bearer("ak_test_1")))
                    .containsExactly("API key cron with scopes [read]");
        }
        assertThat(server.requests()).hasSize(2);
        assertThat(AuthenticationSnippets.machines(clerk, bearer(ada().mint()))).containsExactly("user user_1");
        assertThat(AuthenticationSnippets.machines(clerk, bearer("mt_test_1"))).isEmpty();
    }

    @Test
    void kindsOfMachineTokensAreDistinguished() {
        try (var any = RequestAuthenticator.builder()
                .jwtKey(KEYS.publicKeyPem())
                .acceptAnyToken()
                .build()) {
            var exp = Instant.now().plusSeconds(60).getEpochSecond();
            var m2m = KEYS.jwt(Map.of("alg", "RS256", "typ", "JWT"), Map.of("sub", "mch_1", "exp", exp));
            var oauth = KEYS.jwt(
                    Map.of("alg", "RS256", "typ", "at+jwt"), Map.of("sub", "user_1", "client_id", "app", "exp", exp));

            assertThat(AuthenticationSnippets.caller(
                            ((SignedIn) any.authenticate(ClerkRequest.of(bearer(m2m)))).auth()))
                    .isEqualTo("machine mch_1");
            assertThat(AuthenticationSnippets.caller(
                            ((SignedIn) any.authenticate(ClerkRequest.of(bearer(oauth)))).auth()))
                    .isEqualTo("application app for user_1");
        }
    }

    @Test
    void aTokenFromATemplateIsCreatedByClerk() {
        var user = clerk.users().create(u -> u.emailAddress("ada@example.com"));
        var signedIn = clerk.sessions().create(s -> s.userId(user.id()));
        var token = ada().userId(user.id()).sessionId(signedIn.id()).mint();

        assertThat(AuthenticationSnippets.template(session(clerk.authenticateRequest(bearer(token)))))
                .contains(".");
    }

    @Test
    void theVerifierWorksWithoutItsCache() {
        try (SessionTokenVerifier verifier = AuthenticationSnippets.uncached(KEYS.publicKeyPem())) {
            assertThat(verifier.verify(ada().mint()).userId()).isEqualTo("user_1");
        }
    }
}
