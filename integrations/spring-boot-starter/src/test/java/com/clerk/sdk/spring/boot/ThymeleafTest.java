package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.thymeleaf.ClerkDialect;
import com.clerk.sdk.web.ClerkScripts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Templates of an application that has Thymeleaf, the starter and the dialect, and no bean for them. */
@ExtendWith(OutputCaptureExtension.class)
class ThymeleafTest {
    private static ClerkServer clerk;

    @BeforeAll
    static void start() {
        clerk = ClerkServer.start();
    }

    @AfterAll
    static void stop() {
        clerk.close();
    }

    @Test
    void aTemplateKnowsTheCaller() throws Exception {
        try (var application = start(Pages.class, "clerk.publishable-key=" + clerk.publishableKey())) {
            assertThat(application.get("/caller").body()).contains("nobody").doesNotContain("an admin");
            assertThat(page(application, clerk.sessionToken("user_1")))
                    .contains("<p>user_1</p>")
                    .doesNotContain("nobody", "an admin");
        }
    }

    @Test
    void aConditionNeedsNoPublishableKey() throws Exception {
        try (var application = start(Pages.class)) {
            assertThat(application.get("/caller").body()).contains("nobody");
        }
    }

    @Test
    void anElementOfClerksNeedsThePublishableKeyAndTheLogSaysSo(CapturedOutput output) throws Exception {
        try (var application = start(Pages.class)) {
            assertThat(application.get("/sign-in").statusCode()).isEqualTo(500);
            assertThat(output.getAll()).contains("publishable key").doesNotContain(clerk.secretKey());
        }
        try (var application = start(Pages.class, "clerk.publishable-key=" + clerk.publishableKey())) {
            assertThat(application.get("/sign-in").body())
                    .contains("<script")
                    .contains(clerk.publishableKey())
                    .doesNotContain("clerk:")
                    .doesNotContain(clerk.secretKey());
        }
    }

    @Test
    void aDialectOfTheApplicationReplacesOurs() throws Exception {
        try (var application = start(OwnDialect.class, "clerk.publishable-key=" + clerk.publishableKey())) {
            assertThat(page(application, clerk.sessionToken("user_1"))).contains("nobody");
        }
    }

    @Test
    void aSwitchedOffStarterHasNoDialect() {
        try (var application = start(Pages.class, "clerk.enabled=false")) {
            assertThat(application.context().getBeansOfType(ClerkDialect.class)).isEmpty();
        }
    }

    private static String page(RunningApplication application, String token) throws Exception {
        return application.get("/caller", "Authorization", "Bearer " + token).body();
    }

    private static RunningApplication start(Class<?> source, String... properties) {
        var all = new String[properties.length + 3];
        all[0] = "clerk.secret-key=" + clerk.secretKey();
        all[1] = "clerk.api-url=" + clerk.apiUrl();
        all[2] = "clerk.security.public-paths=/caller,/sign-in,/error";
        System.arraycopy(properties, 0, all, 3, properties.length);
        return RunningApplication.servlet(source, all);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Controller
    static class Pages {
        @GetMapping("/caller")
        String caller() {
            return "caller";
        }

        @GetMapping("/sign-in")
        String signIn() {
            return "sign-in";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnDialect extends Pages {
        @Bean
        ClerkDialect own(ClerkScripts scripts) {
            return new ClerkDialect(scripts, exchange -> null);
        }
    }
}
