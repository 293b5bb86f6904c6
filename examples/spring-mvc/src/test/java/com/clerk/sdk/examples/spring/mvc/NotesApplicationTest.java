package com.clerk.sdk.examples.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.spring.test.ClerkSpringTest;
import com.clerk.sdk.testing.ClerkServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The application over HTTP, with a local Clerk. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ClerkSpringTest
class NotesApplicationTest {
    @Autowired
    private ClerkServer clerk;

    @Autowired
    private ClerkBackend client;

    @LocalServerPort
    private int port;

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theSignInPageIsOpenAndHasClerksComponent() throws Exception {
        var page = get("/sign-in", "Accept", "application/json");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("data-clerk-mount=\"SignIn\"", "data-clerk-publishable-key");
    }

    @Test
    void aPersonWhoIsNotSignedInIsSentToClerk() throws Exception {
        var page = get("/notes", "Accept", "text/html", "Sec-Fetch-Dest", "document");
        assertThat(page.statusCode()).isEqualTo(307);
        assertThat(page.headers().firstValue("Location")).isPresent();
    }

    @Test
    void theUserOfATokenIsKnown() throws Exception {
        var response = get("/api/whoami", "Authorization", "Bearer " + clerk.sessionToken("user_1"));
        assertThat(response.body()).contains("\"userId\":\"user_1\"", "\"orgId\":null");
    }

    @Test
    void theUserOfTheCookiesSeesThePrivatePage() throws Exception {
        var user = client.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));
        var page = get("/private", "Cookie", clerk.signIn(user.id()).cookieHeader());
        assertThat(page.body()).contains("Page private of <b>" + user.id() + "</b>", "data-clerk-mount=\"UserButton\"");
    }
}
