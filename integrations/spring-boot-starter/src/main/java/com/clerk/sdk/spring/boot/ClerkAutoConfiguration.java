package com.clerk.sdk.spring.boot;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.FrontendApiProxy;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * The client, the authenticator and the page scripts, for applications of all kinds. No bean depends on the presence of
 * a key: without one, the bean that needs it fails and names the property.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ClerkProperties.class)
public class ClerkAutoConfiguration {
    /** Makes the configuration. Spring Boot does so. */
    public ClerkAutoConfiguration() {}

    /** Makes the client of the Backend API when something needs it: an application with the JWT key alone has none. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean(ClerkBackend.class)
    ClerkBackendFactory clerkBackend(
            ClerkProperties properties,
            ObjectProvider<ClerkBackendCustomizer> customizers,
            ObjectProvider<RequestAuthenticatorCustomizer> authentication) {
        return new ClerkBackendFactory(() -> new ClerkSettings(properties)
                .backend(
                        customizers.orderedStream().toList(),
                        authentication.orderedStream().toList()));
    }

    /**
     * Returns the authenticator of requests: that of the client, or one with the JWT key alone. Does not touch the
     * network.
     *
     * @param properties the properties
     * @param beans the beans, of which some may be clients
     * @param factory makes our client, unless the application has its own
     * @param backend the client
     * @param customizers change how requests are authenticated
     * @return the authenticator
     */
    @Bean
    @ConditionalOnMissingBean
    RequestAuthenticator clerkRequestAuthenticator(
            ClerkProperties properties,
            ListableBeanFactory beans,
            ObjectProvider<ClerkBackendFactory> factory,
            ObjectProvider<ClerkBackend> backend,
            ObjectProvider<RequestAuthenticatorCustomizer> customizers) {
        var settings = new ClerkSettings(properties);
        if (settings.verifiesWithoutSecretKey()) {
            return settings.authenticator(customizers.orderedStream().toList());
        }
        boolean several = beans.getBeanNamesForType(ClerkBackend.class, true, false).length > 1;
        var ours = several ? null : factory.getIfAvailable();
        var client = ours == null ? backend.getObject() : ours.getObject();
        return client.authenticator();
    }

    /** Leaves out of the start what can wait. */
    @Bean
    static LighterStart clerkLighterStart() {
        return new LighterStart();
    }

    /** Says so if expressions for methods are not checked. */
    @Bean
    static MethodSecurityCheck clerkMethodSecurityCheck(ConfigurableListableBeanFactory beans) {
        return new MethodSecurityCheck(beans);
    }

    /**
     * Returns the scripts of Clerk for pages. It needs the publishable key, and is made when a page needs it.
     *
     * @param authenticator the authenticator, whose publishable key the pages get
     * @param properties the properties
     * @return the scripts
     */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    public ClerkScripts clerkScripts(RequestAuthenticator authenticator, ClerkProperties properties) {
        var versions = properties.scripts();
        var builder = PropertyValues.get(
                "clerk.publishable-key",
                () -> ClerkScripts.builder(authenticator).versions(versions.clerkJsVersion(), versions.uiVersion()));
        PropertyValues.set("clerk.sign-in-url", properties.signInUrl(), builder::signInUrl);
        PropertyValues.set("clerk.sign-up-url", properties.signUpUrl(), builder::signUpUrl);
        return builder.build();
    }

    /**
     * Returns the proxy of the Frontend API, which our {@code SecurityFilterChain} serves; pass it on to
     * {@code clerk().frontendApiProxy(…)} in a chain of your own. Does not touch the network.
     *
     * @param properties the properties
     * @return the proxy
     */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "clerk.frontend-api-proxy", name = "enabled")
    public FrontendApiProxy clerkFrontendApiProxy(ClerkProperties properties) {
        var secretKey = PropertyValues.find(properties.secretKey());
        if (secretKey == null) {
            throw new ClerkPropertyException(
                    "clerk.secret-key", "The proxy of the Frontend API needs the secret key, which is missing.", null);
        }
        return PropertyValues.get(
                "clerk.frontend-api-proxy.path",
                () -> FrontendApiProxy.builder(secretKey)
                        .path(properties.frontendApiProxy().path())
                        .build());
    }
}
