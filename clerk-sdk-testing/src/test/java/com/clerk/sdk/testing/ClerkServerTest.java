package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkServerTest {
    private final ClerkServer server = ClerkServer.start();
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyServerHasItsOwnKeysAndAddress() {
        try (var other = ClerkServer.start()) {
            assertThat(server.secretKey()).startsWith("sk_test_").isNotEqualTo(other.secretKey());
            assertThat(server.apiUrl()).startsWith("http://127.0.0.1:").isNotEqualTo(other.apiUrl());
            assertThat(server.keys().keyId()).isNotEqualTo(other.keys().keyId());
            assertThat(server).hasToString("ClerkServer[" + server.apiUrl() + "]");
        }
    }

    @Test
    void thePublishableKeyEncodesTheHostOfTheIssuer() {
        var host = new String(
                Base64.getDecoder().decode(server.publishableKey().substring("pk_test_".length())),
                StandardCharsets.US_ASCII);

        assertThat(server.publishableKey()).startsWith("pk_test_");
        assertThat(host).endsWith("$").contains(".");
        assertThat(server.issuer() + "$").isEqualTo("https://" + host);
    }

    @Test
    void keysAndHostCanBeGiven() {
        try (var live = ClerkServer.builder()
                .secretKey("sk_live_made_up")
                .frontendApi("clerk.example.com")
                .start()) {
            assertThat(live.secretKey()).isEqualTo("sk_live_made_up");
            assertThat(live.publishableKey()).isEqualTo("pk_live_Y2xlcmsuZXhhbXBsZS5jb20k");
            assertThat(live.issuer()).isEqualTo("https://clerk.example.com");
        }
    }

    @Test
    void invalidSettingsAreRefused() {
        var builder = ClerkServer.builder();

        assertThatThrownBy(() -> builder.secretKey("canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> builder.frontendApi("localhost")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.role("org:x", "read")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', authentication_invalid",
        "Basic abc, authentication_invalid",
        "Bearer sk_test_other, clerk_key_invalid",
        "sk_test_other, authentication_invalid",
    })
    void requestsNeedTheSecretKey(String authorization, String code) {
        var request = client.request("GET", "/v1/users", null);
        var refused = client.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void anErrorHasClerksForm() {
        var refused = client.post("/v1/users", "{\"nickname\":\"x\",\"username\":\"a\"}");
        var error = refused.error();

        assertThat(refused.object().keySet()).containsExactlyInAnyOrder("errors", "clerk_trace_id");
        assertThat(error.keySet()).containsExactlyInAnyOrder("code", "message", "long_message", "meta");
        assertThat(refused.response().headers().firstValue("content-type")).hasValue("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/things",
        "GET, /v2/users",
        "GET, /v1/users/",
        "GET, /",
        "DELETE, /v1/users",
        "POST, /v1/users/user_1",
        "GET, /v1/v1/users",
    })
    void anOperationThatClerkDoesNotHaveIsNotFound(String method, String path) {
        var refused = client.send(method, path, null);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("resource_not_found");
        assertThat(refused.error().get("message").getAsString()).contains("does not have " + method + " " + path);
    }

    @Test
    void theMessageSaysWhatToDo() {
        assertThat(client.get("/v1/things").response().body()).contains("ClerkServer.stub");
        assertThat(client.delete("/v1/users").response().body()).contains("GET, POST");
        assertThat(client.get("/v1/v1/users").response().body()).contains("apiUrl()");
    }

    @Test
    void anOperationThatTheServerDoesNotSupportIsUnlikeOneThatIsNotFound() {
        var refused = client.get("/v1/public/interstitial");

        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.code()).isEqualTo("not_supported_here");
        assertThat(refused.response().body()).contains("interstitial.get", "docs/local-clerk.md");
        assertThat(server.unsupported()).containsExactly("interstitial.get");
    }

    @Test
    void theJwksIsPublishedAtTwoPaths() {
        var keySet = JsonParser.parseString(server.keys().jwks());
        var open = client.send(client.request("GET", "/.well-known/jwks.json", null));

        assertThat(client.get("/v1/jwks").body()).isEqualTo(keySet);
        assertThat(open.body()).isEqualTo(keySet);
        assertThat(client.send(client.request("GET", "/v1/jwks", null)).status())
                .isEqualTo(401);
    }

    @Test
    void keysCanBeRotated() {
        var old = server.keys();
        var next = server.rotateKeys();

        assertThat(client.get("/v1/jwks").body()).isEqualTo(JsonParser.parseString(next.jwks()));
        assertThat(Token.of(server.sessionToken("user_1")).isSignedBy(next.publicKey()))
                .isTrue();
        server.publishKeys(old, next);
        assertThat(client.get("/v1/jwks").object().getAsJsonArray("keys")).hasSize(2);
        server.publishKeys();
        assertThat(client.get("/v1/jwks").object().getAsJsonArray("keys")).isEmpty();
        assertThat(server.keys()).isSameAs(next);
    }

    @Test
    void sessionTokensAreSignedAndIssuedByTheServer() {
        var token = Token.of(server.sessionToken("user_1"));
        var expired = Token.of(server.expiredSessionToken("user_1"));
        var built = Token.of(server.sessionToken().sessionId("sess_1").mint());

        assertThat(token.isSignedBy(server.keys().publicKey())).isTrue();
        assertThat(token.text("iss")).isEqualTo(server.issuer());
        assertThat(token.text("sub")).isEqualTo("user_1");
        assertThat(expired.number("exp")).isLessThan(System.currentTimeMillis() / 1000);
        assertThat(built.text("sid")).isEqualTo("sess_1");
        assertThat(server.publicKeyPem()).isEqualTo(server.keys().publicKeyPem());
    }

    @Test
    void webhooksAreSignedWithTheServersSecret() {
        var delivery = server.webhooks().signer().event("user.created", "{}");

        assertThat(server.webhooks().signer().secret()).startsWith("whsec_");
        assertThat(delivery.header("svix-signature")).startsWith("v1,");
    }

    @Test
    void requestsAreRecordedWithoutCredentials() {
        client.send(client.request("POST", "/v1/users?a=1&b=x%20y&b=z", "{\"username\":\"é\"}")
                .header("Authorization", "Bearer " + server.secretKey())
                .header("Cookie", "__session=canary")
                .header("X-Test", "yes"));

        var request = server.requests().get(0);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/users");
        assertThat(request.query("a")).isEqualTo("1");
        assertThat(request.query("c")).isNull();
        assertThat(request.query().get("b")).containsExactly("x y", "z");
        assertThat(request.bodyText()).isEqualTo("{\"username\":\"é\"}");
        assertThat(request.body()).isEqualTo(request.bodyText().getBytes(StandardCharsets.UTF_8));
        assertThat(request.header("x-TEST")).isEqualTo("yes");
        assertThat(request.header("absent")).isNull();
        assertThat(request.header("Authorization")).isEqualTo(ReceivedRequest.REDACTED);
        assertThat(request.headers().toString())
                .doesNotContain(server.secretKey())
                .doesNotContain("canary");
        assertThat(request).hasToString("POST /v1/users");
        server.clearRequests();
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users/a%2Fb", "/v1/users/%C3%A9", "/v1/users/..%2F..%2Fjwks", "/v1/users/%00"})
    void anOddIdIsNotFound(String path) {
        assertThat(client.get(path).code()).isEqualTo("resource_not_found");
    }

    @Test
    void manyThreadsSeeOneState() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 80; i++) {
                var email = "user" + i % 40 + "@example.com";
                results.add(threads.submit(() -> client.post("/v1/users", "{\"email_address\":[\"" + email + "\"]}")
                        .status()));
            }
            var statuses = new ArrayList<Integer>();
            for (var result : results) {
                statuses.add(result.get());
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(40);
            assertThat(statuses).filteredOn(status -> status == 422).hasSize(40);
        } finally {
            threads.shutdownNow();
        }
        assertThat(client.get("/v1/users/count").object().get("total_count").getAsInt())
                .isEqualTo(40);
        assertThat(server.requests()).hasSize(81);
    }

    @Test
    void serversDoNotShareState() {
        client.createUser("ada@example.com");
        try (var other = ClerkServer.start()) {
            assertThat(new Client(other).get("/v1/users").body().getAsJsonArray())
                    .isEmpty();
        }
        assertThat(List.of(client.get("/v1/users").body().getAsJsonArray().size()))
                .containsExactly(1);
    }
}
