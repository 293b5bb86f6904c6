package com.clerk.sdk.spring.snippets;

import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkApiKey;
import static com.clerk.sdk.spring.test.ClerkMockMvc.clerkUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.spring.test.ClerkSpringTest;
import com.clerk.sdk.spring.test.WithClerkUser;
import com.clerk.sdk.testing.ClerkServer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.client.RestClient;

/** The code of docs/spring-boot.md about tests, which its readers put into classes of their own. */
final class TestSnippets {
    private TestSnippets() {}

    abstract static class Slice {
        @Autowired
        private MockMvc mvc;

        // snippet: spring-test-user
        @Test
        @WithClerkUser(value = "user_1", role = "org:admin", permissions = "org:invoices:read")
        void admin_sees_invoices() throws Exception {
            mvc.perform(get("/invoices")).andExpect(status().isOk());
        }
        // end

        // snippet: spring-test-caller
        @Test
        void member_and_program() throws Exception {
            mvc.perform(get("/admin").with(clerkUser(user -> user.organization("org_1", "acme", "org:member"))))
                    .andExpect(status().isForbidden());
            mvc.perform(get("/api").with(clerkApiKey("user_1", "invoices:read")))
                    .andExpect(status().isOk());
        }
        // end
    }

    // snippet: spring-test-clerk
    @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    @ClerkSpringTest
    abstract static class HelloTest {
        @Autowired
        ClerkServer clerkServer; // the local Clerk

        @Autowired
        ClerkBackend clerk; // the application's client of it

        @LocalServerPort
        int port;

        @Test
        void greets_the_user() {
            var user = clerk.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));
            var answer = RestClient.create("http://localhost:" + port)
                    .get()
                    .uri("/hello")
                    .headers(headers -> headers.setBearerAuth(clerkServer.sessionToken(user.id())))
                    .retrieve()
                    .body(String.class);
            assertThat(answer).isEqualTo("Hello " + user.id());
        }
    }
    // end
}
