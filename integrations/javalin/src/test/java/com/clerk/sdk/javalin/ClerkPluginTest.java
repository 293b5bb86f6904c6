package com.clerk.sdk.javalin;

import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import com.clerk.sdk.web.RequestGuard;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.security.RouteRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin, its roles and the lock, by real requests. */
class ClerkPluginTest {
    private static final TestKeys KEYS = TestKeys.generate();

    private final RequestAuthenticator authenticator = RequestAuthenticator.builder()
            .jwtKey(KEYS.publicKeyPem())
            .publishableKey(PublishableKey.forHost("clerk.example.com").value())
            .signInUrl("/sign-in")
            .build();
    private final Javalin server = Javalin.create(this::configure).start("127.0.0.1", 0);

    private enum OwnRole implements RouteRole {
        ANYBODY
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        var guard = RequestGuard.builder(authenticator).protect("/net/**").build();
        var clerk = ClerkPlugin.register(config, guard);
        config.routes.get("/", context -> context.result("open"));
        config.routes.get("/net/page", context -> context.result("net"));
        config.routes.get(
                "/me", context -> context.result(String.valueOf(context.req().getRemoteUser())), clerk.signedIn());
        config.routes.get("/admin", context -> context.result("admin"), clerk.has(role("org:admin")));
        config.routes.get(
                "/either",
                context -> context.result("either"),
                clerk.has(permission("org:invoices:read")),
                clerk.has(role("org:admin")));
        config.routes.get("/own", context -> context.result("own"), OwnRole.ANYBODY);
        config.routes.get("/both", context -> context.result("both"), OwnRole.ANYBODY, clerk.signedIn());
        config.routes.get(
                "/locked",
                context -> context.result(
                        Clerk.require(context.req(), role("org:admin")).subject()));
        config.routes.post("/form", context -> context.result("sent"), clerk.signedIn());
        config.routes.get(
                "/async",
                context -> context.async(() -> context.result(
                        Clerk.require(context.req(), role("org:admin")).subject())));
        config.routes.exception(
                Exception.class, (e, context) -> context.status(500).result("own handler"));
        config.routes.ws("/socket", socket -> socket.onConnect(connected -> connected.send("hello")), clerk.signedIn());
    }

    @AfterEach
    void stop() {
        server.stop();
        authenticator.close();
    }

    private static SessionTokenBuilder token() {
        return SessionTokens.signedBy(KEYS).issuer("https://clerk.example.com").forUser("user_1");
    }

    private static SessionTokenBuilder admin() {
        return token().organization("org_1", "acme", "org:admin");
    }

    private HttpResponse<String> get(String path, @Nullable SessionTokenBuilder token, String... headers)
            throws Exception {
        return send("http://127.0.0.1:" + server.port() + path, token, headers);
    }

    private static HttpResponse<String> send(String url, @Nullable SessionTokenBuilder token, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token.mint());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/,         200, 200, 200",
        "/net/page, 401, 200, 200",
        "/net/none, 401, 404, 404",
        "/me,       401, 200, 200",
        "/admin,    401, 403, 200",
        "/either,   401, 403, 200",
        "/own,      200, 200, 200",
        "/both,     401, 200, 200",
        "/locked,   401, 403, 200",
        "/async,    401, 403, 200",
        "/none,     404, 404, 404",
    })
    void aRouteLetsThroughWhoHasOneOfItsRoles(String path, int nobody, int user, int admin) throws Exception {
        assertThat(get(path, null).statusCode()).as("nobody").isEqualTo(nobody);
        assertThat(get(path, token()).statusCode()).as("user").isEqualTo(user);
        assertThat(get(path, admin()).statusCode()).as("admin").isEqualTo(admin);
    }

    @Test
    void oneOfSeveralRolesIsEnough() throws Exception {
        var reader = token().organization("org_1", "acme", "org:member").permissions("org:invoices:read");

        assertThat(get("/either", reader).body()).isEqualTo("either");
    }

    @Test
    void theCallerIsTheUserOfTheRequest() throws Exception {
        assertThat(get("/me", token()).body()).isEqualTo("user_1");
    }

    @Test
    void theRefusalIsThatOfTheFilter() throws Exception {
        var refused = get("/me", null);

        assertThat(refused.headers().allValues("content-type")).containsExactly("application/problem+json");
        assertThat(refused.headers().allValues("www-authenticate")).containsExactly("Bearer");
        assertThat(refused.headers().allValues("cache-control")).containsExactly("private, no-store");
        assertThat(refused.body()).contains("\"reason\":\"session-token-and-uat-missing\"");
    }

    @Test
    void aPersonIsSentToSignIn() throws Exception {
        var sent = get("/me", null, "Sec-Fetch-Dest", "document", "Accept", "text/html");

        assertThat(sent.statusCode()).isEqualTo(307);
        assertThat(sent.headers().firstValue("location").orElseThrow()).contains("/sign-in?redirect_url=");
    }

    @Test
    void aBadTokenIsRefusedOnlyWhereACallerIsNeeded() throws Exception {
        assertThat(get("/", null, "Authorization", "Bearer x").statusCode()).isEqualTo(200);
        assertThat(get("/me", null, "Authorization", "Bearer x").headers().firstValue("www-authenticate"))
                .hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    void aFormWithAnExpiredTokenIsOfferedAgain() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/form?n=url"))
                .header(
                        "Cookie",
                        "__client_uat=1; __session=" + token().expired().mint())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Sec-Fetch-Dest", "document")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("n=1&n=%C3%BC"))
                .build();
        var page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("name=\"n\" value=\"1\"><input type=\"hidden\" name=\"n\" value=\"ü\"><button>")
                .doesNotContain("value=\"url\"");
    }

    private WebSocket connect(@Nullable SessionTokenBuilder token) {
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token.mint());
        }
        return builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + server.port() + "/socket"), new WebSocket.Listener() {})
                .join();
    }

    @Test
    void aWebSocketHasRolesToo() {
        assertThatThrownBy(() -> connect(null))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));

        var socket = connect(token());
        assertThat(socket.isOutputClosed()).isFalse();
        socket.abort();
    }

    @Test
    void theProgramOfTheDocumentsDoesWhatItSays() throws Exception {
        var documented = JavalinSnippets.start(authenticator, 0);
        try {
            var url = "http://localhost:" + documented.port();
            assertThat(send(url + "/", null).body()).isEqualTo("Everybody may see this");
            assertThat(send(url + "/me", token()).body()).isEqualTo("user_1");
            assertThat(send(url + "/me", null).statusCode()).isEqualTo(401);
            assertThat(send(url + "/admin-only", token()).statusCode()).isEqualTo(403);
            assertThat(send(url + "/admin-only", admin()).body()).isEqualTo("Hello admin");
        } finally {
            documented.stop();
        }
    }
}
