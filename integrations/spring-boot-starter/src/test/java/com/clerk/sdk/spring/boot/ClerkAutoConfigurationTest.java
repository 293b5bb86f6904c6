package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.web.ClerkScripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;

class ClerkAutoConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClerkAutoConfiguration.class));

    @Test
    void theSecretKeyGivesAClientAndItsAuthenticator() {
        application.withPropertyValues("clerk.secret-key=" + Keys.SECRET).run(context -> {
            assertThat(context.getBean(ClerkBackend.class)).hasToString("ClerkBackend(api.clerk.com, sk_test_…)");
            assertThat(context.getBean(RequestAuthenticator.class))
                    .isSameAs(context.getBean(ClerkBackend.class).authenticator());
        });
    }

    @Test
    void theClientIsClosedWithTheApplication() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, "clerk.api-url=http://127.0.0.1:1")
                .run(context -> {
                    var clerk = context.getBean(ClerkBackend.class);
                    assertThat(context.getBean(ClerkBackend.class)).isSameAs(clerk);
                    context.getSourceApplicationContext(ConfigurableApplicationContext.class)
                            .close();
                    assertThatThrownBy(() -> clerk.users().list())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("This client is closed");
                });
    }

    @Test
    void theJwtKeyAloneVerifiesSessionTokens() {
        application.withPropertyValues("clerk.jwt-key=" + Keys.PEM).run(context -> {
            var token = SessionTokens.signedBy(Keys.INSTANCE).forUser("user_1").mint();
            var state = context.getBean(RequestAuthenticator.class)
                    .authenticate(Map.of("Authorization", List.of("Bearer " + token)));
            assertThat(state).isInstanceOf(SignedIn.class);
        });
    }

    @Test
    void theClientFailsInWordsIfTheJwtKeyIsAllThereIs() {
        application
                .withPropertyValues("clerk.jwt-key=" + Keys.PEM)
                .run(context -> assertThat(context).hasNotFailed());
        application
                .withPropertyValues("clerk.jwt-key=" + Keys.PEM)
                .withUserConfiguration(NeedsClient.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ClerkPropertyException.class)
                        .hasMessage("clerk.secret-key: The secret key is missing."));
    }

    @Test
    void oneSwitchTurnsAllOff() {
        application
                .withPropertyValues("clerk.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ClerkBackend.class)
                        .doesNotHaveBean(RequestAuthenticator.class)
                        .doesNotHaveBean(ClerkScripts.class));
    }

    @Test
    void beansOfTheApplicationReplaceOurs() {
        application.withUserConfiguration(OwnClient.class).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(ClerkBackend.class);
            assertThat(context.getBean(ClerkBackend.class)).hasToString("ClerkBackend(own.example.com, sk_live_…)");
            assertThat(context.getBean(RequestAuthenticator.class))
                    .isSameAs(context.getBean(ClerkBackend.class).authenticator());
        });
    }

    /** Such as one that another starter adds after ours. */
    @Test
    void theAuthenticatorIsThatOfThePrimaryClient() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET)
                .withConfiguration(AutoConfigurations.of(LaterClient.class))
                .run(context -> assertThat(context.getBean(RequestAuthenticator.class))
                        .isSameAs(context.getBean(ClerkBackend.class).authenticator()));
    }

    /** Spring Boot's report shows a cycle if the causes name a bean twice, and end with the one that is being made. */
    @Test
    void aCustomizerThatNeedsTheClientIsReportedAsACycle() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET)
                .withUserConfiguration(NeedsItself.class)
                .run(context -> {
                    var names = new ArrayList<String>();
                    Throwable last = null;
                    for (var e = context.getStartupFailure(); e != null; e = e.getCause()) {
                        if (e instanceof BeanCreationException failure) {
                            names.add(failure.getBeanName());
                            last = failure;
                        }
                    }
                    assertThat(names).contains("clerkRequestAuthenticator").endsWith("clerkBackend", "clerkBackend");
                    assertThat(last).isInstanceOf(BeanCurrentlyInCreationException.class);
                });
    }

    @Test
    void customizersAreCalledInTheirOrder() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET)
                .withUserConfiguration(Customizers.class)
                .run(context -> {
                    assertThat(context.getBean(ClerkBackend.class).toString()).contains("second.example.com");
                    assertThat(context.getBean(RequestAuthenticator.class).authorizedParties())
                            .containsExactly("https://app.example.com");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\"\"", "''", "${UNSET_VARIABLE}", "${UNSET_VARIABLE:}"})
    void aBlankSecretKeyCountsAsMissing(String value) {
        application
                .withPropertyValues("clerk.secret-key=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("clerk.secret-key: The secret key is missing."));
    }

    @ParameterizedTest
    @CsvSource({
        "clerk.secret-key, sk_test_a b, clerk.secret-key: The secret key has blanks",
        "clerk.secret-key, '\"sk_test_abc\"', clerk.secret-key: The value is in quotes",
        "clerk.secret-key, pk_test_abc, clerk.secret-key: The secret key contains a publishable key (pk_…)",
        "clerk.publishable-key, sk_test_abc, clerk.publishable-key: This is a secret key (sk_…)",
        "clerk.publishable-key, abc, clerk.publishable-key: The publishable key is not valid",
        "clerk.jwt-key, sk_test_abc, clerk.jwt-key: ",
        "clerk.machine-secret-key, sk_test_abc, clerk.machine-secret-key: The machine secret key is a secret key",
        "clerk.api-url, http://evil.example.com, clerk.*: The base URL must start with https://",
        "clerk.domain, https://example.com, clerk.domain: ",
        "clerk.proxy-url, proxy, clerk.proxy-url: ",
        "clerk.sign-in-url, sign-in, clerk.sign-in-url: ",
        "clerk.clock-skew, 2h, clerk.clock-skew: ",
        "clerk.token-cache-size, -1, clerk.token-cache-size: ",
        "clerk.authorized-parties, app.example.com, clerk.authorized-parties: "
    })
    void aWrongValueIsNamedByItsProperty(String property, String value, String message) {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, property + "=" + value)
                .run(context -> {
                    assertThat(context).getFailure().isInstanceOf(BeanCreationException.class);
                    assertThat(failure(context.getStartupFailure())).startsWith(message);
                });
    }

    @Test
    void keysOfATestAndALiveInstanceAreRefusedTogether() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, "clerk.publishable-key=" + Keys.LIVE_PUBLISHABLE)
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .startsWith("clerk.secret-key, clerk.publishable-key: The secret key (sk_test_…) and the"
                                + " publishable key (pk_live_…) belong to different instances"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key,m2m-token", "API_KEY, M2M_TOKEN", "apiKey,m2mToken"})
    void acceptedTokensAreWrittenInAnyCase(String types) {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, "clerk.accepts-tokens=" + types)
                .run(context -> {
                    var token = SessionTokens.signedBy(Keys.INSTANCE)
                            .forUser("user_1")
                            .mint();
                    var state = context.getBean(RequestAuthenticator.class)
                            .authenticate(Map.of("Authorization", List.of("Bearer " + token)));
                    assertThat(((SignedOut) state).reason().value()).isEqualTo("token-type-mismatch");
                });
    }

    @Test
    void aCommaAtTheEndOfTheAcceptedTokensIsIgnored() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, "clerk.accepts-tokens=api-key,m2m-token,")
                .run(context -> assertThat(
                                context.getBean(ClerkProperties.class).acceptsTokens())
                        .containsExactly(TokenType.API_KEY, TokenType.M2M_TOKEN));
    }

    @Test
    void theScriptsNeedThePublishableKeyWhenAPageNeedsThem() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET, "clerk.publishable-key=" + Keys.PUBLISHABLE)
                .run(context -> assertThat(context.getBean(ClerkScripts.class).head())
                        .contains("happy-cat-1.clerk.accounts.dev/npm/@clerk/clerk-js@6/"));
        application.withPropertyValues("clerk.secret-key=" + Keys.SECRET).run(context -> {
            assertThat(context).hasNotFailed();
            var failure = new ArrayList<String>();
            try {
                context.getBean(ClerkScripts.class);
            } catch (BeanCreationException e) {
                failure.add(failure(e));
            }
            assertThat(failure).singleElement().asString().startsWith("clerk.publishable-key: Clerk's scripts need");
        });
    }

    @Test
    void theComponentsOfPagesLinkToThePagesOfTheApplication() {
        application
                .withPropertyValues(
                        "clerk.secret-key=" + Keys.SECRET,
                        "clerk.publishable-key=" + Keys.PUBLISHABLE,
                        "clerk.sign-in-url=/sign-in",
                        "clerk.sign-up-url=/sign-up")
                .run(context -> assertThat(context.getBean(ClerkScripts.class).head())
                        .contains("signInUrl&quot;:&quot;/sign-in", "signUpUrl&quot;:&quot;/sign-up"));
    }

    @Test
    void lazyInitializationAndForbiddenCyclesAreFine() {
        application
                .withPropertyValues("clerk.secret-key=" + Keys.SECRET)
                .withInitializer(context -> context.addBeanFactoryPostProcessor(
                        new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
                .run(context ->
                        assertThat(context.getBean(RequestAuthenticator.class)).isNotNull());
    }

    private static String failure(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClerkPropertyException) {
                return cause.getMessage();
            }
        }
        return String.valueOf(e);
    }

    @Configuration(proxyBeanMethods = false)
    static class NeedsClient {
        @Bean
        String client(ClerkBackend clerk) {
            return clerk.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NeedsItself {
        @Bean
        ClerkBackendCustomizer cyclic(ObjectProvider<ClerkBackend> clerk) {
            return builder -> clerk.getObject();
        }
    }

    @AutoConfiguration(after = ClerkAutoConfiguration.class)
    static class LaterClient {
        @Bean
        @Primary
        ClerkBackend later() {
            return new OwnClient().own();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean
        ClerkBackend own() {
            return ClerkBackend.builder()
                    .secretKey(Keys.LIVE_SECRET)
                    .apiUrl("https://own.example.com")
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {
        @Bean
        @Order(2)
        ClerkBackendCustomizer second() {
            return builder -> builder.apiUrl("https://second.example.com");
        }

        @Bean
        @Order(1)
        ClerkBackendCustomizer first() {
            return builder -> builder.apiUrl("https://first.example.com");
        }

        @Bean
        RequestAuthenticatorCustomizer parties() {
            return builder -> builder.authorizedParties("https://app.example.com");
        }
    }
}
