package com.clerk.sdk.spring.test;

import com.clerk.sdk.testing.ClerkServer;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Puts keys into the environment of a test before conditions look at it. Equal for equal settings, so that tests share
 * their context.
 *
 * @param withServer whether a local Clerk is started
 */
record ClerkContextCustomizer(boolean withServer) implements ContextCustomizer {
    private static final String SOURCE = "clerkTestKeys";

    /** The public key of nobody: its private key was never kept, so it verifies no token. */
    private static final String NOBODY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwB95w6450+OXqpxIgbfr"
            + "cN7IKmeSg1zX2GJCpxmDbeomW5cRjoJvyTpfRm7EjgZeLpCJW8J+ABJWjSGFZi3e"
            + "Sx/m+ft+HuPgbnSoEl9uv3yC9r5CRtVmeIYystQoveteVBOLEroQBHiJWorSljJm"
            + "DRTOZoNHKCPC0Gxu9Cx2uY+PNRXaprGlgEie2aaVTgRAjGqHMyxg3BwVDcC3izwf"
            + "z3md4uBwbolb9u5Zbjwiw+xccw84KK9ZSvQaC347HQ/tb14E60ABCt2K72PnmYL7"
            + "n/qTqYzii+Y00LQudnpV8JPqmceNwAdZo2AWWEV0gn+7xr/MNd13raBEhrfyk9aLBwIDAQAB";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        if (withServer) {
            startServer(context);
        } else {
            addKey(context.getEnvironment());
        }
        if (context.getBeanFactory() instanceof BeanDefinitionRegistry beans) {
            addFilters(beans);
        }
    }

    /** Adds the filters that know what the requests of tests lack. */
    private static void addFilters(BeanDefinitionRegistry beans) {
        if (ClassUtils.isPresent("jakarta.servlet.Filter", null)) {
            beans.registerBeanDefinition("clerkTestUserFilter", new RootBeanDefinition(TestUserFilter.class));
        }
        if (ClassUtils.isPresent("org.springframework.web.reactive.DispatcherHandler", null)) {
            beans.registerBeanDefinition("clerkTestUrlFilter", new RootBeanDefinition(TestUrlFilter.class));
        }
    }

    private static void startServer(ConfigurableApplicationContext context) {
        var server = ClerkServer.start();
        context.getBeanFactory().registerSingleton("clerkServer", server);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
                server.close();
            }
        });
        sources(context.getEnvironment()).addFirst(new MapPropertySource(SOURCE, properties(server)));
    }

    /** Returns the properties of the local Clerk, and blanks for those of another instance, whose tokens differ. */
    private static Map<String, Object> properties(ClerkServer server) {
        var properties = new HashMap<String, Object>();
        properties.put("clerk.secret-key", server.secretKey());
        properties.put("clerk.publishable-key", server.publishableKey());
        properties.put("clerk.api-url", server.apiUrl());
        properties.put(
                "clerk.webhooks.signing-secret", server.webhooks().signer().secret());
        for (var other : new String[] {"jwt-key", "machine-secret-key", "authorized-parties", "domain", "proxy-url"}) {
            properties.put("clerk." + other, "");
        }
        properties.put("clerk.satellite", "false");
        return properties;
    }

    /** Adds a key behind all others: an application starts in a test without any key, and asks no Clerk. */
    private static void addKey(ConfigurableEnvironment environment) {
        if (environment.getProperty("clerk.secret-key", "").startsWith("sk_live_")) {
            throw new IllegalStateException("The test has the secret key of a production instance (sk_live_…) in "
                    + "clerk.secret-key. Leave it out, use the key of a development instance, or add @ClerkSpringTest, "
                    + "which has a Clerk of its own.");
        }
        sources(environment).addLast(new MapPropertySource(SOURCE, Map.of("clerk.jwt-key", NOBODY)));
    }

    private static MutablePropertySources sources(ConfigurableEnvironment environment) {
        var sources = environment.getPropertySources();
        sources.remove(SOURCE);
        return sources;
    }
}
