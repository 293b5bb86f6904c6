package com.clerk.sdk.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a browser that opens a page. */
class PageServerTest {
    private final ClerkServer clerk = ClerkServer.start();
    private final PageServer pages = PageServer.start(
            RequestAuthenticator.builder()
                    .apiUrl(clerk.apiUrl())
                    .secretKey(clerk.secretKey())
                    .publishableKey(clerk.publishableKey())
                    .build(),
            clerk.publishableKey(),
            clerk.frontendApiUrl(),
            0);

    PageServerTest() throws IOException {}

    @AfterEach
    void close() {
        pages.close();
        clerk.close();
    }

    private HttpResponse<String> open(String path, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + pages.port() + path))
                .header("Sec-Fetch-Dest", "document")
                .header("Accept", "text/html")
                .header("Cookie", cookies);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aNewBrowserIsRedirectedToClerk() throws Exception {
        var response = open("/a?b=c", "other=1");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(header(response, "location"))
                .startsWith(clerk.issuer() + "/v1/client/handshake?redirect_url=http%3A%2F%2Flocalhost%3A"
                        + pages.port() + "%2Fa%3Fb%3Dc&");
        assertThat(header(response, "x-clerk-auth-reason")).isEqualTo("dev-browser-missing");
        assertThat(header(response, "cache-control")).isEqualTo("private, no-store");
        assertThat(header(response, "set-cookie")).startsWith("__clerk_redirect_count=1;");
    }

    @Test
    void afterTheHandshakeTheCookiesAreSetAndTheUrlIsCleaned() throws Exception {
        var session = clerk.sessionToken("user_1");
        var handshake = clerk.sessionToken()
                .claim("handshake", List.of("__session=" + session + "; Path=/", "__client_uat=1; Path=/"))
                .mint();

        var response = open("/a?b=c&__clerk_handshake=" + handshake, "other=1");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(header(response, "location")).isEqualTo("http://localhost:" + pages.port() + "/a?b=c");
        assertThat(response.headers().allValues("set-cookie"))
                .containsExactly("__session=" + session + "; Path=/", "__client_uat=1; Path=/");
    }

    @Test
    void withTheCookiesThePageIsReturned() throws Exception {
        var response = open(
                "/a?b=c", "__session=" + clerk.sessionToken("user_1") + "; __client_uat=1; __clerk_db_jwt=browser");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Hello user_1");
    }

    @Test
    void aSignedOutBrowserGetsThePageWithoutARedirect() throws Exception {
        var response = open("/", "__client_uat=0; __clerk_db_jwt=browser");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("not signed in");
    }

    @Test
    void aPageForUsersRefusesStrangers() throws Exception {
        var stranger = open("/private", "__client_uat=0; __clerk_db_jwt=browser");
        var user = open(
                "/private", "__session=" + clerk.sessionToken("user_1") + "; __client_uat=1; __clerk_db_jwt=browser");

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(user.statusCode()).isEqualTo(200);
    }

    @Test
    void thePageSaysWhoTheUserIs() throws Exception {
        var cookies = "__session=" + clerk.sessionToken("user_1") + "; __client_uat=1; __clerk_db_jwt=browser";

        assertThat(open("/api/whoami", cookies).body()).isEqualTo("{\"userId\":\"user_1\",\"orgId\":null}");
    }

    @Test
    void theComponentsComeFromTheFrontendApi() throws Exception {
        var page = open("/sign-in", "__client_uat=0; __clerk_db_jwt=browser").body();

        assertThat(page)
                .contains(
                        "src=\"" + clerk.frontendApiUrl() + "/npm/@clerk/clerk-js@6/dist/clerk.browser.js\"",
                        "data-clerk-publishable-key=\"" + clerk.publishableKey() + "\"",
                        "Clerk.mountSignIn(");
    }

    @Test
    void withoutAProxyTheFrontendApiIsTheHostOfTheKey() {
        var page = new ComponentPages(clerk.publishableKey(), null).page("/", "a < b");

        assertThat(page)
                .contains("src=\"https://in-process.clerk.accounts.dev/npm/@clerk/ui@1/", "<p>a &lt; b</p>")
                .doesNotContain("data-clerk-proxy-url");
    }

    @Test
    void aBrowserInARedirectLoopIsSignedOut() throws Exception {
        var response = open("/", "__clerk_redirect_count=3");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "x-clerk-auth-status")).isEqualTo("signed-out");
    }
}
