package com.clerk.sdk.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application as people see it, signed in or not. */
class WebApplicationTest {
    private static final String NOBODY = "__client_uat=0; __clerk_db_jwt=browser";

    private final ClerkServer server = ClerkServer.start();
    private final ClerkBackend clerk = ClerkBackend.builder()
            .apiUrl(server.apiUrl())
            .secretKey(server.secretKey())
            .authentication(a -> a.publishableKey(server.publishableKey()).signInUrl("/sign-in"))
            .build();
    private final WebApplication application = new WebApplication(clerk, 0);

    @AfterEach
    void close() {
        application.close();
        clerk.close();
        server.close();
    }

    private HttpResponse<String> open(String path, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + application.port() + path))
                .header("Sec-Fetch-Dest", "document")
                .header("Accept", "text/html")
                .header("Cookie", cookies);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String cookies(String token) {
        return "__session=" + token + "; __client_uat=1; __clerk_db_jwt=browser";
    }

    @Test
    void whoIsNotSignedInSeesTheOpenPageAndIsSentToSignIn() throws Exception {
        assertThat(open("/", NOBODY).statusCode()).isEqualTo(200);
        var sent = open("/app", NOBODY);
        assertThat(sent.statusCode()).isEqualTo(307);
        assertThat(sent.headers().firstValue("location").orElseThrow())
                .startsWith("http://localhost:" + application.port() + "/sign-in?redirect_url=");
        var signIn = open("/sign-in", NOBODY);
        assertThat(signIn.body()).contains("data-clerk-mount=\"SignIn\"", server.publishableKey());
        var policy = signIn.headers().firstValue("content-security-policy").orElseThrow();
        var nonce = policy.replaceFirst(".*'nonce-([^']+)'.*", "$1");
        assertThat(signIn.body()).contains("nonce=\"" + nonce + "\"");
    }

    @Test
    void whoIsSignedInSeesTheApplication() throws Exception {
        var page = open("/app", cookies(server.sessionToken("user_1")));
        assertThat(page.body()).contains("Hello user_1", "data-clerk-mount=\"UserButton\"");
    }

    @Test
    void anAdminSeesMore() throws Exception {
        var admin =
                server.sessionToken().organization("org_1", "acme", "org:admin").mint();
        var member = server.sessionToken()
                .organization("org_1", "acme", "org:member")
                .mint();
        assertThat(open("/app/admin", cookies(admin)).statusCode()).isEqualTo(200);
        assertThat(open("/app/admin", cookies(member)).statusCode()).isEqualTo(403);
    }
}
