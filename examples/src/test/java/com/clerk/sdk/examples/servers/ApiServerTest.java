package com.clerk.sdk.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private static final TestKeys KEYS = TestKeys.generate();

    private final SessionTokens tokens = SessionTokens.signedBy(KEYS);
    private final ApiServer api = new ApiServer(
            RequestAuthenticator.builder().jwtKey(KEYS.publicKeyPem()).build(), 0);

    ApiServerTest() throws IOException {}

    @AfterEach
    void close() {
        api.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aSignedInUserIsNamed() throws Exception {
        var response =
                get("/me", "authorization", "Bearer " + tokens.forUser("user_1").mint());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"user\":\"user_1\"}");
        assertThat(response.headers().firstValue("x-clerk-auth-status")).isEmpty();
    }

    @Test
    void aHeaderSaysWhyARequestIsSignedOut() throws Exception {
        var expired =
                get("/me", "Authorization", "Bearer " + tokens.token().expired().mint());

        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.headers().firstValue("x-clerk-auth-status")).hasValue("signed-out");
        assertThat(expired.headers().firstValue("x-clerk-auth-reason"))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("session-token-expired"));
        assertThat(expired.headers().firstValue("x-clerk-auth-message"))
                .hasValueSatisfying(message -> assertThat(message).contains("reason=token-expired"));
        assertThat(get("/me").headers().firstValue("x-clerk-auth-reason")).hasValue("session-token-and-uat-missing");
    }

    @Test
    void invoicesNeedAPermission() throws Exception {
        var member = tokens.forUser("user_1").organization("org_1", "acme", "org:member");
        assertThat(get("/invoices").statusCode()).isEqualTo(401);
        assertThat(get("/invoices", "Authorization", "Bearer " + member.mint()).statusCode())
                .isEqualTo(403);

        var reader = member.permissions("org:invoices:read").mint();
        assertThat(get("/invoices", "Authorization", "Bearer " + reader).body()).isEqualTo("{\"invoices\":[]}");
    }

    @Test
    void aSessionCookieCountsOnlyWithTheClientUatCookie() throws Exception {
        var token = tokens.forUser("user_1").mint();

        assertThat(get("/me", "Cookie", "__session=" + token + "; __client_uat=1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/me", "Cookie", "__session=" + token).headers().firstValue("x-clerk-auth-reason"))
                .hasValue("session-token-but-no-client-uat");
    }

    @Test
    void aForgedTokenIsRefusedEvenWithAValidCookie() throws Exception {
        var forged = tokens.forUser("user_1").forgedBy(TestKeys.generate()).mint();
        var cookie = "__session=" + tokens.forUser("user_1").mint() + "; __client_uat=1";

        var response = get("/me", "Authorization", "Bearer " + forged, "Cookie", cookie);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("x-clerk-auth-reason")).hasValue("token-invalid-signature");
    }
}
