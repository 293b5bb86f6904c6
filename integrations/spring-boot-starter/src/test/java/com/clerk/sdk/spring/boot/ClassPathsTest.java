package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.web.ClerkScripts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Applications without the libraries that the starter can do without, and properties from the environment. */
class ClassPathsTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClerkAutoConfiguration.class,
                    ClerkServletSecurityAutoConfiguration.class,
                    ClerkReactiveSecurityAutoConfiguration.class,
                    ClerkWebhooksAutoConfiguration.class,
                    ClerkWebhookSecurityAutoConfiguration.class,
                    ClerkReactiveWebhookSecurityAutoConfiguration.class,
                    ClerkActuatorAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.micrometer",
                "org.springframework.boot.actuate",
                "org.springframework.web.servlet",
                "org.springframework.web.reactive",
                "org.springframework.jdbc",
                "org.springframework.security.web",
                "org.springframework.security.config.web",
                "jakarta.servlet",
                "reactor"
            })
    void theClientAndTheAuthenticatorNeedNoneOfThem(String absent) {
        application
                .withClassLoader(new FilteredClassLoader(absent))
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, "clerk.publishable-key=" + Keys.PUBLISHABLE)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ClerkBackend.class)
                        .hasSingleBean(RequestAuthenticator.class)
                        .hasBean("clerkScripts"));
    }

    private void withEnvironment(Map<String, Object> variables, java.util.function.Consumer<ClerkProperties> check) {
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
                .run(context -> check.accept(context.getBean(ClerkProperties.class)));
    }

    @ParameterizedTest
    @CsvSource({"CLERK_SECRET_KEY", "CLERK_SECRETKEY", "clerk_secret_key"})
    void keysComeFromTheEnvironmentByEachOfTheirNames(String name) {
        withEnvironment(
                Map.of(name, Keys.SECRET),
                properties -> assertThat(properties.secretKey()).isEqualTo(Keys.SECRET));
    }

    @Test
    void listsComeFromTheEnvironmentWithCommasOrNumbers() {
        var key = Map.<String, Object>of("CLERK_SECRET_KEY", Keys.SECRET);
        var commas = new java.util.HashMap<>(key);
        commas.put("CLERK_AUTHORIZEDPARTIES", "https://a.example.com,https://b.example.com");
        withEnvironment(
                commas,
                properties -> assertThat(properties.authorizedParties())
                        .containsExactly("https://a.example.com", "https://b.example.com"));
        var numbers = new java.util.HashMap<>(key);
        numbers.put("CLERK_AUTHORIZEDPARTIES_0", "https://a.example.com");
        numbers.put("CLERK_AUTHORIZEDPARTIES_1", "https://b.example.com");
        withEnvironment(
                numbers,
                properties -> assertThat(properties.authorizedParties())
                        .containsExactly("https://a.example.com", "https://b.example.com"));
    }

    @Test
    void noBeanTouchesTheNetworkAtTheStart() {
        application
                .withPropertyValues(
                        "clerk.secret-key=" + Keys.SECRET,
                        "clerk.publishable-key=" + Keys.PUBLISHABLE,
                        "clerk.api-url=http://127.0.0.1:1")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(ClerkScripts.class)).isNotNull();
                    assertThat(context.getBean(RequestAuthenticator.class)
                                    .verificationKeys()
                                    .failure())
                            .isNull();
                });
    }
}
