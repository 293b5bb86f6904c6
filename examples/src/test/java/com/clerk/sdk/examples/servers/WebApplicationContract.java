package com.clerk.sdk.examples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.SessionTokenBuilder;
import com.clerk.sdk.web.ClerkScripts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application as people see it, signed in or not, and however its pages are written. */
abstract class WebApplicationContract {
    private static final String NOBODY = "__client_uat=0; __clerk_db_jwt=browser";

    private final DemoClerk demo = DemoClerk.start();
    private final ClerkBackend clerk = ClerkBackend.builder()
            .apiUrl(demo.server().apiUrl())
            .secretKey(demo.server().secretKey())
            .authentication(
                    a -> a.publishableKey(demo.server().publishableKey()).signInUrl("/sign-in"))
            .build();
    private final WebApplication application = WebApplication.start(clerk, view(), null, 0);

    abstract Function<ClerkScripts, PageView> view();

    @AfterEach
    void close() {
        application.close();
        clerk.close();
        demo.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String cookies)
            throws IOException, InterruptedException {
        request.header("Sec-Fetch-Dest", "document")
                .header("Accept", "text/html")
                .header("Cookie", cookies);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + application.port() + path));
    }

    private HttpResponse<String> open(String path, String cookies) throws IOException, InterruptedException {
        return send(request(path), cookies);
    }

    private static String cookies(SessionTokenBuilder token) {
        return "__session=" + token.mint() + "; __client_uat=1; __clerk_db_jwt=browser";
    }

    private SessionTokenBuilder user() {
        return demo.server().sessionToken().userId("user_1");
    }

    private SessionTokenBuilder member(String role) {
        return user().organization("org_1", "acme", role);
    }

    @Test
    void whoIsNotSignedInSeesTheOpenPageAndIsSentToSignIn() throws Exception {
        assertThat(open("/", NOBODY).body())
                .contains("You are not signed in.", "/sign-in")
                .doesNotContain("UserButton", "/private");
        for (var path : new String[] {"/private", "/notes", "/admin"}) {
            var sent = open(path, NOBODY);
            assertThat(sent.statusCode()).isEqualTo(307);
            assertThat(sent.headers().firstValue("location").orElseThrow())
                    .startsWith("http://localhost:" + application.port() + "/sign-in?redirect_url=");
        }
    }

    @Test
    void theSignInPageHasTheComponentAndAPolicyWithItsNonce() throws Exception {
        var signIn = open("/sign-in", NOBODY);

        assertThat(signIn.body())
                .contains("data-clerk-mount=\"SignIn\"", demo.server().publishableKey());
        var policy = signIn.headers().firstValue("content-security-policy").orElseThrow();
        var nonce = policy.replaceFirst(".*'nonce-([^']+)'.*", "$1");
        assertThat(signIn.body().split(Pattern.quote("nonce=\"" + nonce + "\""), -1))
                .hasSize(4);
        assertThat(open("/sign-up", NOBODY).body()).contains("data-clerk-mount=\"SignUp\"");
    }

    @Test
    void whoIsSignedInSeesTheApplication() throws Exception {
        assertThat(open("/", cookies(user())).body())
                .contains(
                        "Hello",
                        "user_1",
                        "data-clerk-mount=\"UserButton\"",
                        "data-clerk-mount=\"OrganizationSwitcher\"")
                .contains("data-clerk-sign-out=\"/\"")
                .doesNotContain("/admin");
        assertThat(open("/private", cookies(user())).body()).contains("private of", "user_1");
        assertThat(open("/api/whoami", cookies(member("org:member"))).body())
                .isEqualTo("{\"userId\":\"user_1\",\"orgId\":\"org_1\"}");
        assertThat(open("/api/whoami", NOBODY).body()).isEqualTo("{\"userId\":null,\"orgId\":null}");
    }

    @Test
    void anAdminSeesMore() throws Exception {
        assertThat(open("/", cookies(member("org:admin"))).body()).contains("href=\"/admin\"");
        assertThat(open("/admin", cookies(member("org:admin"))).body())
                .contains("Page for admins", "data-clerk-mount=\"OrganizationProfile\"");
        assertThat(open("/admin", cookies(member("org:member"))).statusCode()).isEqualTo(403);
        assertThat(open("/admin", cookies(user())).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> post(String body, String site, String cookies) throws Exception {
        var request = request("/notes")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", site);
        return send(request, cookies);
    }

    @Test
    void aNoteIsKeptAndShownAsText() throws Exception {
        assertThat(post("note=%3Cb%3E%26%3C%2Fb%3E", "same-origin", cookies(user()))
                        .statusCode())
                .isEqualTo(302);

        assertThat(open("/notes", cookies(user())).body()).contains("<li>&lt;b&gt;&amp;&lt;/b&gt;</li>");
        assertThat(open("/notes", cookies(user().userId("user_2"))).body()).doesNotContain("<li>");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        assertThat(post("note=x", "cross-site", cookies(user())).statusCode()).isEqualTo(403);
        assertThat(open("/notes", cookies(user())).body()).doesNotContain("<li>");
    }

    @Test
    void anUnknownPageIsNotFound() throws Exception {
        assertThat(open("/nothing", cookies(user())).statusCode()).isEqualTo(404);
    }
}
