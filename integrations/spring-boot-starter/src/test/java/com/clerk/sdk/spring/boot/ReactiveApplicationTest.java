package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.testing.ClerkServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An application of WebFlux that has nothing but the starter, its keys and its controllers. */
@ExtendWith(OutputCaptureExtension.class)
class ReactiveApplicationTest {
    private static ClerkServer clerk;
    private static RunningApplication application;

    @BeforeAll
    static void start() {
        clerk = ClerkServer.start();
        application = RunningApplication.reactive(
                Application.class,
                "clerk.secret-key=" + clerk.secretKey(),
                "clerk.publishable-key=" + clerk.publishableKey(),
                "clerk.api-url=" + clerk.apiUrl(),
                "clerk.security.public-paths=/open,/assets/**");
    }

    @AfterAll
    static void stop() {
        application.close();
        clerk.close();
    }

    @ParameterizedTest
    @CsvSource({"/open, 200", "/assets/missing.css, 404", "/actuator/health, 200", "/me, 401", "/nothing, 401"})
    void onlyPublicPathsAreOpen(String path, int status) throws Exception {
        assertThat(application.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void aCallerMayDoWhatIsNotPublic() throws Exception {
        var response = application.get("/me", "Authorization", "Bearer " + clerk.sessionToken("user_1"));
        assertThat(response.body()).isEqualTo("user_1");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aPersonWhoIsNotSignedInIsSentToClerk() throws Exception {
        var response = application.get("/me", "Accept", "text/html", "Sec-Fetch-Dest", "document");
        assertThat(response.statusCode()).isEqualTo(307);
    }

    @Test
    void noPasswordIsGenerated(CapturedOutput output) {
        assertThat(application.context().getBeansOfType(SecurityWebFilterChain.class))
                .hasSize(1);
        assertThat(output.getAll())
                .contains("started on port")
                .doesNotContain("generated security password")
                .doesNotContain(clerk.secretKey());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {
        @GetMapping("/me")
        Mono<String> me(@AuthenticationPrincipal SessionAuth caller) {
            return Mono.just(caller.userId());
        }

        @GetMapping("/open")
        Mono<String> open() {
            return Mono.just("open");
        }
    }
}
