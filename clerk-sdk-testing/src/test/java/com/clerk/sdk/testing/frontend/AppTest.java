package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server =
            ClerkServer.builder().keys(KEYS).socialProviders("oauth_google").start();
    private final Backend backend = new Backend(server);
    private final String userId = backend.user(ADA, PASSWORD);
    private final App app = new App(server);

    @AfterEach
    void close() {
        server.close();
    }

    private void signIn() {
        app.post("/v1/client/sign_ins", "identifier", ADA, "password", PASSWORD, "strategy", "password")
                .ok();
    }

    @Test
    void aNewAppGetsAClientAndItsToken() {
        var client = app.get("/v1/client").ok();

        assertThat(client.resource().getAsJsonArray("sessions")).isEmpty();
        assertThat(app.token()).isNotEmpty();
        var again = app.get("/v1/client").ok();
        assertThat(again.id()).isEqualTo(client.id());
        assertThat(again.header("authorization")).isNull();
    }

    @Test
    void theTokenIsTakenWithAndWithoutBearer() {
        signIn();
        var other = new App(server).withToken("Bearer " + app.token());

        assertThat(other.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void aTokenForAnAppHasNoAuthorizedParty() {
        signIn();
        var session =
                app.get("/v1/client").resource().get("last_active_session_id").getAsString();

        var jwt = app.post("/v1/client/sessions/" + session + "/tokens").text("jwt");

        var claims = new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(JsonParser.parseString(claims).getAsJsonObject().has("azp")).isFalse();
    }

    @Test
    void anUnknownTokenGetsANewClientWithStatus200() {
        app.withToken("client_token_of_another_server");

        var client = app.get("/v1/client").ok();

        assertThat(client.resource().getAsJsonArray("sessions")).isEmpty();
        assertThat(app.token()).isNotEqualTo("client_token_of_another_server");
    }

    @Test
    void originAndAuthorizationTogetherAreRefused() {
        signIn();

        var refused = app.send(
                app.request("/v1/client").header("Origin", "http://localhost:1").GET());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("origin_authorization_headers_conflict");
    }

    @Test
    void anInstanceCanRefuseApps() {
        try (var browsersOnly =
                ClerkServer.builder().keys(KEYS).nativeApi(false).start()) {
            var refused = new App(browsersOnly).get("/v1/client");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("native_api_disabled");
        }
    }

    @Test
    void anErrorCarriesTheClient() {
        signIn();

        var refused = app.get("/v1/client/sign_ins/sia_unknown");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.object()
                        .getAsJsonObject("meta")
                        .getAsJsonObject("client")
                        .getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void eachResponseHasANewTokenIfAsked() {
        try (var rotating =
                ClerkServer.builder().keys(KEYS).rotateClientTokens(true).start()) {
            var one = new App(rotating);
            var id = one.get("/v1/client").id();
            var first = one.token();

            assertThat(one.get("/v1/client").id()).isEqualTo(id);
            assertThat(one.token()).isNotEqualTo(first);
            assertThat(new App(rotating).withToken(first).get("/v1/client").id())
                    .isEqualTo(id);
        }
    }

    private String startOAuth(String redirectUrl) {
        var signIn = app.post("/v1/client/sign_ins", "strategy", "oauth_google", "redirect_url", redirectUrl)
                .ok();
        var page = signIn.resource()
                .getAsJsonObject("first_factor_verification")
                .get("external_verification_redirect_url")
                .getAsString();
        return page.substring(page.indexOf("state=") + "state=".length());
    }

    private String allow(String state) {
        return Browser.without(server)
                .post("/v1/oauth_callback", "state", state, "name", "Ada", "email_address", ADA, "allow", "1")
                .header("location");
    }

    @Test
    void anAddressOfTheAppsOwnSchemeMustBeListed() {
        var form = new String[] {"strategy", "oauth_google", "redirect_url", "engines://callback"};
        assertThat(app.post("/v1/client/sign_ins", form).parameter()).isEqualTo("redirect_url");
        backend.post("/v1/redirect_urls", "{\"url\":\"engines://callback\"}");

        var location = allow(startOAuth("engines://callback"));

        assertThat(location).startsWith("engines://callback?rotating_token_nonce=");
        var fromBrowser = Browser.open(server).post("/v1/client/sign_ins", form);
        assertThat(fromBrowser.parameter()).isEqualTo("redirect_url");
    }

    @Test
    void aListedRedirectUrlGetsANonceForTheNewToken() {
        var redirectUrl = "http://127.0.0.1:4567/callback";
        backend.post("/v1/redirect_urls", "{\"url\":\"" + redirectUrl + "\"}");
        var before = app.get("/v1/client").id();
        var location = allow(startOAuth(redirectUrl));
        var old = app.token();

        assertThat(location).startsWith(redirectUrl + "?rotating_token_nonce=");
        var stranger = new App(server).withToken(old).get("/v1/client").ok();
        assertThat(stranger.id()).isNotEqualTo(before);
        assertThat(stranger.resource().getAsJsonArray("sessions")).isEmpty();
        var nonce = location.substring(location.indexOf('=') + 1);
        app.get("/v1/client/sign_ins/sia_any?rotating_token_nonce=" + nonce);
        var client = app.get("/v1/client").ok();
        assertThat(client.id()).isEqualTo(before);
        assertThat(client.resource().getAsJsonArray("sessions")).hasSize(1);
    }

    @Test
    void aRedirectUrlThatIsNotListedGetsNoNonce() {
        app.get("/v1/client");

        var location = allow(startOAuth("http://127.0.0.1:4567/other"));

        assertThat(location).isEqualTo("http://127.0.0.1:4567/other");
    }

    @Test
    void aUserCanBeSignedInWithoutAPage() {
        var signedIn = server.signIn(userId);

        var client = new App(server).withToken(signedIn.clientToken()).get("/v1/client");

        assertThat(client.resource().get("last_active_session_id").getAsString())
                .isEqualTo(signedIn.sessionId());
        assertThat(client.id()).isEqualTo(signedIn.clientId());
        assertThat(signedIn.toString()).doesNotContain(signedIn.clientToken());
    }
}
