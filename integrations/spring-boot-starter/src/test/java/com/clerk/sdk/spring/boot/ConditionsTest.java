package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.google.gson.Gson;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The parts of the starter in applications of all kinds. */
@ExtendWith(OutputCaptureExtension.class)
class ConditionsTest {
    private static final String SECRET = "clerk.secret-key=" + Keys.SECRET;

    @Test
    void aChainOfTheApplicationReplacesOursAndALineSaysWhatIsNotDone(CapturedOutput output) throws Exception {
        try (var application = RunningApplication.servlet(OwnChain.class, SECRET)) {
            assertThat(application.context().getBeansOfType(SecurityFilterChain.class))
                    .containsOnlyKeys("own");
            assertThat(application.get("/anything").statusCode()).isEqualTo(404);
        }
        assertThat(output.getAll()).containsOnlyOnce("Clerk authenticates no request");
    }

    @Test
    void aChainForSomePathsReplacesOursToo() throws Exception {
        try (var application = RunningApplication.servlet(LimitedChain.class, SECRET)) {
            assertThat(application.context().getBeansOfType(SecurityFilterChain.class))
                    .containsOnlyKeys("limited");
        }
    }

    @Test
    void aSecondChainWithPasswordsWorksBesideClerk(CapturedOutput output) throws Exception {
        try (var application = RunningApplication.servlet(TwoChains.class, SECRET)) {
            assertThat(application
                            .get("/internal/report", "Authorization", "Basic YWRtaW46c2VjcmV0")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(application.get("/internal/report").statusCode()).isEqualTo(401);
            assertThat(application
                            .get("/other", "Authorization", "Basic YWRtaW46c2VjcmV0")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(output.getAll()).doesNotContain("Clerk authenticates no request");
    }

    @Test
    void withoutOurChainSpringBootProtectsTheApplication() throws Exception {
        try (var application = RunningApplication.servlet(
                Plain.class,
                SECRET,
                "clerk.security.enabled=false",
                "clerk.webhooks.path=/hooks",
                "clerk.webhooks.signing-secret=" + WebhookTest.SIGNER.secret())) {
            assertThat(application.get("/open").statusCode()).isEqualTo(401);
            assertThat(application.send("POST", "/hooks", new byte[0]).statusCode())
                    .isEqualTo(400);
            assertThat(application.context().getBeansOfType(SecurityFilterChain.class))
                    .hasSize(2);
        }
    }

    @Test
    void theWebhookIsOpenBesideAChainOfTheApplication() throws Exception {
        try (var application = RunningApplication.servlet(
                DenyAll.class,
                SECRET,
                "clerk.webhooks.path=/hooks",
                "clerk.webhooks.signing-secret=" + WebhookTest.SIGNER.secret())) {
            assertThat(application.send("POST", "/hooks", new byte[0]).statusCode())
                    .isEqualTo(400);
            assertThat(application.get("/open").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void oneSwitchTurnsAllOffWithoutKeys() throws Exception {
        try (var application = RunningApplication.servlet(
                Plain.class,
                "clerk.enabled=false",
                "clerk.webhooks.path=/hooks",
                "clerk.frontend-api-proxy.enabled=true")) {
            assertThat(application
                            .context()
                            .getBeanProvider(RequestAuthenticator.class)
                            .getIfAvailable())
                    .isNull();
            assertThat(application
                            .context()
                            .getBeanProvider(WebhookHandler.class)
                            .getIfAvailable())
                    .isNull();
            assertThat(application
                            .context()
                            .getBeansOfType(SecurityFilterChain.class)
                            .values())
                    .allMatch(chain -> chain.getFilters().stream().noneMatch(ClerkFilter.class::isInstance));
            assertThat(application.context().getBeanDefinitionNames())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("clerk"));
        }
    }

    @Test
    void anApplicationWithoutAWebServerHasTheClient() {
        try (var context = new SpringApplicationBuilder(Plain.class)
                .web(WebApplicationType.NONE)
                .run("--" + SECRET)) {
            assertThat(context.getBean(ClerkBackend.class)).isNotNull();
            assertThat(context.getBeanProvider(SecurityFilterChain.class).getIfAvailable())
                    .isNull();
        }
    }

    /** Spring Boot 4 has them in a module of its own, which this application lacks. */
    @Test
    void theBeansOfGsonAreMadeWhenSomethingNeedsThem() {
        try (var application = RunningApplication.servlet(Plain.class, SECRET, "spring.gson.serialize-nulls=true")) {
            var beans = application.context().getBeanFactory();
            assertThat(beans.containsSingleton("gson")).isFalse();
            assertThat(beans.containsSingleton("gsonBuilder")).isFalse();
            if (beans.containsBeanDefinition("gson")) {
                assertThat(beans.getBean(Gson.class).toJson(Collections.singletonMap("a", null)))
                        .isEqualTo("{\"a\":null}");
            }
        }
    }

    @Test
    void anApplicationThatPrefersGsonHasItsBeans() {
        try (var application =
                RunningApplication.servlet(Plain.class, SECRET, "spring.mvc.converters.preferred-json-mapper=gson")) {
            var beans = application.context().getBeanFactory();
            assertThat(beans.containsSingleton("gson")).isEqualTo(beans.containsBeanDefinition("gson"));
        }
    }

    @Test
    void aBeanOfTheApplicationMayHaveTheNameClerk() {
        try (var application = RunningApplication.servlet(NameTaken.class, SECRET)) {
            assertThat(application.context().getBean("clerk")).isEqualTo("taken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.main.lazy-initialization=true", "spring.threads.virtual.enabled=true"})
    void everyRequestIsAuthenticatedAllTheSame(String property) throws Exception {
        try (var application =
                RunningApplication.servlet(Plain.class, SECRET, property, "clerk.security.public-paths=/open")) {
            assertThat(application.get("/open").body()).isEqualTo("open");
            assertThat(application.get("/other").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theServletPathOfSpringMvcIsBeforeAllPaths() throws Exception {
        try (var application = RunningApplication.servlet(
                Plain.class,
                SECRET,
                "spring.mvc.servlet.path=/app",
                "clerk.security.public-paths=/open",
                "clerk.webhooks.path=/hooks",
                "clerk.webhooks.signing-secret=" + WebhookTest.SIGNER.secret())) {
            assertThat(application.get("/app/open").body()).isEqualTo("open");
            assertThat(application.get("/app/other").statusCode()).isEqualTo(401);
            assertThat(application.get("/open").statusCode()).isEqualTo(404);
            assertThat(application.get("/app/actuator/health").statusCode()).isEqualTo(200);
            assertThat(application.send("POST", "/app/hooks", new byte[0]).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void managementOnAPortOfItsOwnIsProtectedAndNeverRedirected() throws Exception {
        try (var application = RunningApplication.servlet(
                Plain.class,
                SECRET,
                "clerk.publishable-key=" + Keys.PUBLISHABLE,
                "management.server.port=0",
                "management.server.base-path=/manage",
                "management.endpoints.web.base-path=/ops",
                "management.endpoints.web.exposure.include=*")) {
            var url = application.managementUrl() + "/manage/ops";
            assertThat(application
                            .get(url + "/health", "Accept", "text/html,*/*")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(application.get(url + "/env", "Accept", "text/html,*/*").statusCode())
                    .isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Plain {
        @GetMapping("/open")
        String open() {
            return "open";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NameTaken {
        @Bean
        String clerk() {
            return "taken";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnChain {
        @Bean
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(a -> a.anyRequest().permitAll()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class DenyAll {
        @Bean
        SecurityFilterChain own(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(a -> a.anyRequest().denyAll()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class LimitedChain {
        @Bean
        SecurityFilterChain limited(HttpSecurity http) throws Exception {
            return http.securityMatcher("/internal/**")
                    .authorizeHttpRequests(a -> a.anyRequest().denyAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoChains {
        @Bean
        @Order(1)
        SecurityFilterChain internal(HttpSecurity http) throws Exception {
            return http.securityMatcher("/internal/**")
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(a -> a.anyRequest().authenticated())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain application(HttpSecurity http) throws Exception {
            return http.with(com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk(), Customizer.withDefaults())
                    .authorizeHttpRequests(a -> a.anyRequest().authenticated())
                    .build();
        }

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(User.withUsername("admin")
                    .password("{noop}secret")
                    .roles("ADMIN")
                    .build());
        }
    }
}
