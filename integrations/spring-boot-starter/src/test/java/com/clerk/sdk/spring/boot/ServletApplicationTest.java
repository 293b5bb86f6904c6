package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.testing.ClerkServer;
import jakarta.servlet.Filter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application of Spring MVC that has nothing but the starter, its keys and its controllers. */
@ExtendWith(OutputCaptureExtension.class)
class ServletApplicationTest {
    private static ClerkServer clerk;
    private static RunningApplication application;

    @BeforeAll
    static void start() {
        clerk = ClerkServer.start();
        application = RunningApplication.servlet(
                Application.class,
                "clerk.secret-key=" + clerk.secretKey(),
                "clerk.publishable-key=" + clerk.publishableKey(),
                "clerk.api-url=" + clerk.apiUrl(),
                "clerk.security.public-paths=/open,/assets/**,/fails",
                "management.endpoints.web.exposure.include=*");
    }

    @AfterAll
    static void stop() {
        application.close();
        clerk.close();
    }

    private static String bearer() {
        return "Bearer " + clerk.sessionToken("user_1");
    }

    @Test
    void everythingIsProtected() throws Exception {
        var response = application.get("/me");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(application.get("/nothing").statusCode()).isEqualTo(401);
        assertThat(application.get("/actuator/env").statusCode()).isEqualTo(401);
    }

    @Test
    void aCallerMayDoWhatIsNotPublic() throws Exception {
        assertThat(application.get("/me", "Authorization", bearer()).body()).isEqualTo("user_1");
        assertThat(application.get("/nothing", "Authorization", bearer()).statusCode())
                .isEqualTo(404);
        assertThat(application
                        .send("POST", "/change", new byte[0], "Authorization", bearer())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/open, 200",
        "/assets/missing.css, 404",
        "/assets/../me, 400",
        "/open/, 401",
        "/open/below, 401",
        "/OPEN, 401",
        "/actuator/health, 200",
        "/actuator/health/nothing, 404",
        "/actuator/healthy, 401",
        "/fails, 500"
    })
    void publicPathsAreOpenToEverybody(String path, int status) throws Exception {
        assertThat(application.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void aPageIsSentToSignIn() throws Exception {
        var response = application.get("/me", "Accept", "text/html", "Sec-Fetch-Dest", "document");
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/env"})
    void theActuatorIsNeverRedirected(String path) throws Exception {
        assertThat(application.get(path, "Accept", "text/html,*/*;q=0.8").statusCode())
                .isIn(200, 401);
    }

    @Test
    void nobodyGetsASession() throws Exception {
        for (var path : new String[] {"/me", "/open", "/fails", "/nothing"}) {
            assertThat(application.get(path).headers().allValues("Set-Cookie"))
                    .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
            assertThat(application
                            .get(path, "Authorization", bearer())
                            .headers()
                            .allValues("Set-Cookie"))
                    .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }

    @Test
    void controllersDecideAboutOtherOrigins() throws Exception {
        var preflight = application.send(
                "OPTIONS",
                "/me",
                new byte[0],
                "Origin",
                "https://other.example.com",
                "Access-Control-Request-Method",
                "GET");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://other.example.com");
        var refused = application.get("/me", "Origin", "https://other.example.com");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://other.example.com");
    }

    @Test
    void resultsAreWrittenAsTheSdkWritesThem() throws Exception {
        var client = application.context().getBean(ClerkBackend.class);
        var user = client.users()
                .create(u -> u.firstName("Ada")
                        .emailAddress("ada@example.com")
                        .skipPasswordRequirement(true)
                        .privateMetadata(Map.of("note", "hidden")));
        var response = application.get("/user/" + user.id(), "Authorization", bearer());
        var json = JsonValue.parse(response.body());
        assertThat(json).isEqualTo(JsonValue.parse(client.users().get(user.id()).toJsonWithoutSecrets()));
        assertThat(response.body()).contains("Ada").doesNotContain("hidden");
    }

    @Test
    void aCallerIsWrittenWithoutTheToken() throws Exception {
        var bearer = bearer();
        var body = application.get("/caller", "Authorization", bearer).body();
        assertThat(body).contains("user_1").doesNotContain(bearer.substring("Bearer ".length()));
    }

    @Test
    void noFilterIsABeanThatSpringBootWouldRunASecondTime() {
        assertThat(application.context().getBeansOfType(Filter.class).values())
                .noneMatch(filter -> filter.getClass().getName().startsWith("com.clerk."));
        assertThat(application.context().getBeansOfType(SecurityFilterChain.class))
                .hasSize(1);
    }

    @Test
    void noPasswordIsGenerated(CapturedOutput output) {
        try (var other = RunningApplication.servlet(Application.class, "clerk.secret-key=" + Keys.SECRET)) {
            assertThat(other.context().isActive()).isTrue();
        }
        assertThat(output.getAll())
                .doesNotContain("generated security password")
                .contains("Tomcat started");
        assertThat(output.getAll()).doesNotContain(Keys.SECRET).doesNotContain("Clerk authenticates no request");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {
        private final ClerkBackend clerk;

        Application(ClerkBackend clerk) {
            this.clerk = clerk;
        }

        @GetMapping("/me")
        @CrossOrigin("https://other.example.com")
        String me(@AuthenticationPrincipal SessionAuth caller) {
            return caller.userId();
        }

        @GetMapping("/open")
        String open() {
            return "open";
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("This page fails for the test.");
        }

        @GetMapping("/caller")
        SessionAuth caller(@AuthenticationPrincipal SessionAuth caller) {
            return caller;
        }

        @GetMapping("/user/{id}")
        User user(@PathVariable("id") String id) {
            return clerk.users().get(id);
        }

        @PostMapping("/change")
        String change() {
            return "changed";
        }
    }
}
