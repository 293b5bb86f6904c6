package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String PAGE = "http://localhost:8080/private?a=b";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder().keys(KEYS).start();
    private final Backend backend = new Backend(server);
    private final String userId = backend.user("ada@example.com", PASSWORD);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    private Browser.Result handshake(String... more) {
        var query = new java.util.ArrayList<>(List.of("redirect_url", PAGE, "format", "nonce"));
        query.addAll(List.of(more));
        return browser.get("/v1/client/handshake", query.toArray(String[]::new));
    }

    private static String nonce(Browser.Result handshake) {
        var location = handshake.header("location");
        return location.substring(location.indexOf("__clerk_handshake_nonce=") + "__clerk_handshake_nonce=".length());
    }

    private List<String> directives(Browser.Result handshake) {
        var payload = backend.get("/v1/clients/handshake_payload?nonce=" + nonce(handshake));
        return texts(payload.getAsJsonArray("directives"));
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static JsonObject claims(String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonParser.parseString(new String(payload, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static String value(List<String> directives, String name) {
        return directives.stream()
                .filter(one -> one.startsWith(name + "="))
                .map(one -> one.substring(name.length() + 1, one.indexOf(';')))
                .findFirst()
                .orElse(null);
    }

    @Test
    void aStrangerIsSentBackWithCookiesThatSayNobodyIsSignedIn() {
        var handshake = handshake();
        var directives = directives(handshake);

        assertThat(handshake.status()).isEqualTo(307);
        assertThat(handshake.header("location")).startsWith(PAGE + "&__clerk_handshake_nonce=");
        assertThat(value(directives, "__clerk_db_jwt")).isEqualTo(browser.devBrowser());
        assertThat(value(directives, "__client_uat")).isEqualTo("0");
        assertThat(value(directives, "__session")).isEmpty();
        assertThat(directives).allSatisfy(one -> assertThat(one).contains("; Path=/;", "SameSite=Lax"));
    }

    @Test
    void aSignedInBrowserIsSentBackWithAFreshToken() {
        browser.signIn("ada@example.com", PASSWORD).ok();

        var directives = directives(handshake());
        var claims = claims(value(directives, "__session"));

        assertThat(claims.get("sub").getAsString()).isEqualTo(userId);
        assertThat(claims.get("azp").getAsString()).isEqualTo("http://localhost:8080");
        assertThat(Long.parseLong(value(directives, "__client_uat")))
                .isPositive()
                .isLessThanOrEqualTo(claims.get("iat").getAsLong());
        assertThat(directives).filteredOn(one -> one.startsWith("__session_")).hasSize(1);
    }

    /** A browser with a token that is older than the change of its client is sent here again, for ever. */
    @Test
    void aTokenIsNotOlderThanTheClientAlsoAfterTheClockWasMovedBack() {
        browser.signIn("ada@example.com", PASSWORD).ok();
        server.moveClock(Duration.ofDays(-1));

        var directives = directives(handshake());

        assertThat(Long.parseLong(value(directives, "__client_uat")))
                .isPositive()
                .isLessThanOrEqualTo(
                        claims(value(directives, "__session")).get("iat").getAsLong());
    }

    @Test
    void aNonceIsRedeemedOnce() {
        var nonce = nonce(handshake());
        var path = "/v1/clients/handshake_payload?nonce=" + nonce;

        assertThat(backend.get(path).get("nonce").getAsString()).isEqualTo(nonce);
        assertThat(backend.get(path).get("http_status").getAsInt()).isEqualTo(404);
    }

    @Test
    void withoutANonceTheCookiesAreInASignedToken() {
        var handshake = browser.get("/v1/client/handshake", "redirect_url", PAGE);
        var location = handshake.header("location");
        var token = location.substring(location.indexOf("__clerk_handshake=") + "__clerk_handshake=".length());

        assertThat(texts(claims(token).getAsJsonArray("handshake")))
                .anySatisfy(one -> assertThat(one).startsWith("__client_uat=0;"));
    }

    @Test
    void anUnknownDevelopmentBrowserIsANewOneAndNotAnError() {
        browser.withDevBrowser("dvb_from_before_a_restart");

        var handshake = handshake();

        assertThat(handshake.status()).isEqualTo(307);
        assertThat(value(directives(handshake), "__clerk_db_jwt")).isEqualTo("dvb_from_before_a_restart");
    }

    @Test
    void aBrowserWithoutADevelopmentBrowserGetsOne() {
        browser.withDevBrowser(null);

        assertThat(value(directives(handshake()), "__clerk_db_jwt")).startsWith("dvb_");
    }

    @Test
    void theOrganizationFollowsTheAddress() {
        var organization = backend.organization("Engines", userId);
        browser.signIn("ada@example.com", PASSWORD).ok();

        var byId = claims(value(directives(handshake("organization_id", organization)), "__session"));
        var unknown = claims(value(directives(handshake("organization_id", "nobodys")), "__session"));
        var personal = claims(value(directives(handshake("organization_id", "")), "__session"));
        var bySlug = claims(value(directives(handshake("organization_id", "engines")), "__session"));

        assertThat(byId.getAsJsonObject("o").get("slg").getAsString()).isEqualTo("engines");
        assertThat(unknown.has("o")).isTrue();
        assertThat(personal.has("o")).isFalse();
        assertThat(bySlug.has("o")).isTrue();
    }

    @Test
    void anAddressThatIsNotAPageIsRefused() {
        for (var url : List.of(
                "javascript:alert(1)",
                "/private",
                "",
                "http:///private",
                "http://localhost@example.com/",
                "http://localhost/\r\nSet-Cookie: a=b")) {
            var refused = browser.get("/v1/client/handshake", "redirect_url", url);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("invalid_handshake");
        }
    }

    @Test
    void anExpiredTokenIsRefreshedAtTheBackend() {
        browser.signIn("ada@example.com", PASSWORD).ok();
        var directives = directives(handshake());
        var token = value(directives, "__session");
        var refresh = directives.stream()
                .filter(one -> one.startsWith("__refresh_"))
                .map(one -> one.substring(one.indexOf('=') + 1, one.indexOf(';')))
                .findFirst()
                .orElseThrow();
        var path = "/v1/sessions/" + claims(token).get("sid").getAsString() + "/refresh";
        var body = "{\"format\":\"cookie\",\"expired_token\":\"" + token + "\",\"refresh_token\":\"" + refresh
                + "\",\"request_origin\":\"http://localhost:8080\"}";

        var cookies = texts(backend.post(path, body).getAsJsonArray("cookies"));
        var other = backend.post(path, body.replace(refresh, "rt_unknown"));
        var elsewhere = backend.post(path, body.replace("localhost:8080", "localhost:9"));

        assertThat(claims(value(cookies, "__session")).get("sub").getAsString()).isEqualTo(userId);
        assertThat(other.get("http_status").getAsInt()).isEqualTo(401);
        assertThat(other.toString()).contains("refresh_token_not_found");
        assertThat(elsewhere.toString()).contains("refresh_request_origin_azp_mismatch");
    }

    @Test
    void aUserCanBeSignedInWithoutAPage() {
        var signedIn = server.signIn(userId, "http://localhost:8080");
        var named = Browser.without(server).withDevBrowser(signedIn.cookies().get("__clerk_db_jwt"));

        assertThat(claims(signedIn.sessionToken()).get("azp").getAsString()).isEqualTo("http://localhost:8080");
        assertThat(signedIn.cookies()).hasSize(6);
        assertThat(signedIn.cookieHeader()).contains("__session=" + signedIn.sessionToken());
        assertThat(named.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
        assertThatThrownBy(() -> server.signIn("user_unknown"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user_unknown");
    }
}
