package com.clerk.sdk.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** A test over HTTP of an application whose properties name another instance. */
@SpringBootTest(
        classes = InvoicesApplication.class,
        webEnvironment = RANDOM_PORT,
        properties = {
            "clerk.secret-key=sk_live_canaryCANARYcanaryCANARY",
            "clerk.authorized-parties=https://app.example.com",
            "clerk.domain=example.com"
        })
@ClerkSpringTest
@Import(ClerkSpringTestTest.Conditions.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClerkSpringTestTest {
    @Autowired
    private ClerkServer clerk;

    @Autowired
    private Environment environment;

    @Autowired
    private ClerkBackend client;

    private HttpResponse<String> get(String path, String token) throws Exception {
        var port = environment.getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(1)
    void theApplicationSeesTheUsersOfTheLocalClerk() throws Exception {
        var user = client.users()
                .create(u -> u.firstName("Ada").emailAddress("ada@example.com").skipPasswordRequirement(true));
        var response = get("/users/" + user.id(), clerk.sessionToken(user.id()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Ada");
    }

    @Test
    @Order(2)
    void noTestSeesTheUsersOfAnother() {
        assertThat(client.users().count().totalCount()).isZero();
    }

    @Test
    void tokensOfTheLocalClerkAreAccepted() throws Exception {
        assertThat(get("/me", clerk.sessionToken("user_1")).body()).isEqualTo("user_1");
        assertThat(get("/me", clerk.expiredSessionToken("user_1")).statusCode()).isEqualTo(401);
    }

    @Test
    void conditionsSeeTheKeys(@Autowired(required = false) Conditional conditional) {
        assertThat(conditional).isNotNull();
        assertThat(environment.getProperty("clerk.secret-key")).isEqualTo(clerk.secretKey());
    }

    @Nested
    class Inside {
        @Test
        void nestedClassesHaveTheSameServer(@Autowired ClerkServer nested) {
            assertThat(nested).isSameAs(clerk);
        }
    }

    record Conditional() {}

    @TestConfiguration
    static class Conditions {
        @Bean
        @ConditionalOnProperty("clerk.secret-key")
        Conditional conditional() {
            return new Conditional();
        }
    }
}
