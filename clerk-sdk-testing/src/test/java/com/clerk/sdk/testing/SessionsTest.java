package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private static final TestKeys KEYS = TestKeys.generate();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ClerkServer server = ClerkServer.builder()
            .clock(clock)
            .keys(KEYS)
            .role("org:accountant", "org:invoices:read", "org:invoices:pay")
            .jwtTemplate("billing", Map.of("tier", "gold", "exp", 7))
            .start();
    private final Client client = new Client(server);
    private String userId = "";

    @BeforeEach
    void createUser() {
        userId = client.createUser("ada@example.com");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String signIn() {
        return client.post("/v1/sessions", "{\"user_id\":\"" + userId + "\"}").text("id");
    }

    @Test
    void aSessionIsActiveForSevenDays() {
        var id = signIn();
        var session = client.get("/v1/sessions/" + id).object();

        assertThat(id).startsWith("sess_");
        assertThat(session.get("status").getAsString()).isEqualTo("active");
        assertThat(session.get("user_id").getAsString()).isEqualTo(userId);
        assertThat(session.get("last_active_organization_id")).isEqualTo(JsonNull.INSTANCE);
        clock.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(client.get("/v1/sessions/" + id).text("status")).isEqualTo("active");
        clock.advance(Duration.ofMillis(1));
        assertThat(client.get("/v1/sessions/" + id).text("status")).isEqualTo("expired");
    }

    @Test
    void aSignInIsRecordedOnTheUser() {
        signIn();

        assertThat(client.get("/v1/users/" + userId)
                        .object()
                        .get("last_sign_in_at")
                        .getAsLong())
                .isEqualTo(clock.millis());
    }

    @Test
    void sessionsAreListedBareOrInAPage() {
        var first = signIn();
        var second = signIn();
        client.post("/v1/sessions/" + first + "/revoke", null);

        var bare = client.get("/v1/sessions?user_id=" + userId).body().getAsJsonArray();
        var page = client.get("/v1/sessions?paginated=true&limit=1").object();
        var active = client.get("/v1/sessions?status=active").body().getAsJsonArray();

        assertThat(bare.get(0).getAsJsonObject().get("id").getAsString()).isEqualTo(second);
        assertThat(bare).hasSize(2);
        assertThat(page.getAsJsonArray("data")).hasSize(1);
        assertThat(page.get("total_count").getAsInt()).isEqualTo(2);
        assertThat(active).hasSize(1);
        assertThat(client.get("/v1/sessions?client_id=client_0").body().getAsJsonArray())
                .isEmpty();
        assertThat(client.get("/v1/sessions?status=asleep").status()).isEqualTo(422);
        assertThat(client.get("/v1/sessions?paginated=yes").status()).isEqualTo(422);
    }

    @Test
    void aSessionNeedsAUser() {
        assertThat(client.post("/v1/sessions", "{}").code()).isEqualTo("form_param_missing");
        assertThat(client.post("/v1/sessions", "{\"user_id\":\"user_0\"}").status())
                .isEqualTo(404);
    }

    @Test
    void aTokenIsSignedForTheSession() {
        var id = signIn();
        clock.advance(Duration.ofMinutes(5));

        var response = client.post("/v1/sessions/" + id + "/tokens", null);
        var token = Token.of(response.text("jwt"));

        assertThat(response.text("object")).isEqualTo("token");
        assertThat(token.isSignedBy(KEYS.publicKey())).isTrue();
        assertThat(token.text("sub")).isEqualTo(userId);
        assertThat(token.text("sid")).isEqualTo(id);
        assertThat(token.text("iss")).isEqualTo(server.issuer());
        assertThat(token.claims().get("fva")).isEqualTo(JsonParser.parseString("[5,-1]"));
        assertThat(token.number("exp") - token.number("iat")).isEqualTo(60);
        assertThat(token.claims().has("azp")).isFalse();
    }

    @Test
    void aTokenCarriesTheActiveOrganization() {
        var acme = client.createOrganization("Acme");
        client.post(
                "/v1/organizations/" + acme + "/memberships",
                "{\"user_id\":\"" + userId + "\",\"role\":\"org:accountant\"}");
        var session = client.post(
                        "/v1/sessions", "{\"user_id\":\"" + userId + "\",\"active_organization_id\":\"" + acme + "\"}")
                .text("id");

        var token = Token.of(
                client.post("/v1/sessions/" + session + "/tokens", "{}").text("jwt"));

        assertThat(token.text("fea")).isEqualTo("o:invoices");
        assertThat(token.claims().get("o"))
                .isEqualTo(JsonParser.parseString("{\"id\":\"" + acme
                        + "\",\"slg\":\"acme\",\"rol\":\"accountant\",\"per\":\"read,pay\",\"fpm\":\"3\"}"));
    }

    @Test
    void theActiveOrganizationIsOneOfTheUsers() {
        var acme = client.createOrganization("Acme");

        var refused = client.post(
                "/v1/sessions", "{\"user_id\":\"" + userId + "\",\"active_organization_id\":\"" + acme + "\"}");

        assertThat(refused.parameter()).isEqualTo("active_organization_id");
    }

    @Test
    void aTokenHasTheRequestedLifetime() {
        var id = signIn();

        var token = Token.of(client.post("/v1/sessions/" + id + "/tokens", "{\"expires_in_seconds\":300}")
                .text("jwt"));

        assertThat(token.number("exp") - token.number("iat")).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"29", "315360001", "\"60\"", "60.5", "1e3"})
    void aLifetimeOutOfRangeIsRefused(String seconds) {
        var id = signIn();

        var refused = client.post("/v1/sessions/" + id + "/tokens", "{\"expires_in_seconds\":" + seconds + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.parameter()).isEqualTo("expires_in_seconds");
    }

    @Test
    void aTemplateAddsItsClaims() {
        var id = signIn();

        var token = Token.of(
                client.post("/v1/sessions/" + id + "/tokens/billing", null).text("jwt"));
        var missing = client.post("/v1/sessions/" + id + "/tokens/other", null);

        assertThat(token.isSignedBy(KEYS.publicKey())).isTrue();
        assertThat(token.text("tier")).isEqualTo("gold");
        assertThat(token.number("exp")).isEqualTo(7);
        assertThat(token.text("sub")).isEqualTo(userId);
        assertThat(token.claims().has("sid")).isFalse();
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.error().get("message").getAsString()).contains("jwtTemplate");
    }

    @Test
    void aRevokedSessionMintsNoTokens() {
        var id = signIn();

        assertThat(client.post("/v1/sessions/" + id + "/revoke", null).text("status"))
                .isEqualTo("revoked");
        assertThat(client.post("/v1/sessions/" + id + "/tokens", null).status()).isEqualTo(404);
        assertThat(client.get("/v1/sessions/" + id).text("status")).isEqualTo("revoked");
    }

    @Test
    void aPasswordChangeCanSignTheUserOut() {
        var id = signIn();
        client.patch("/v1/users/" + userId, "{\"password\":\"a new password\",\"sign_out_of_other_sessions\":true}");

        assertThat(client.get("/v1/sessions/" + id).text("status")).isEqualTo("revoked");
    }

    @Test
    void theSessionsOfADeletedUserAreGone() {
        var id = signIn();
        client.delete("/v1/users/" + userId);

        assertThat(client.get("/v1/sessions/" + id).status()).isEqualTo(404);
    }
}
