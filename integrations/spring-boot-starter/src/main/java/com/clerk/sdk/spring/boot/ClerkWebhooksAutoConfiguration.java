package com.clerk.sdk.spring.boot;

import com.clerk.sdk.spring.boot.ClerkProperties.Deliveries;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.DeliveryStore;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/** The endpoint that receives webhooks, if {@code clerk.webhooks.path} is set. */
@AutoConfiguration(after = ClerkAutoConfiguration.class)
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
@Conditional(WebhookPathCondition.class)
public class ClerkWebhooksAutoConfiguration {
    /** Just before the mappings of controllers, and of static resources. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final int REMEMBERED = 10_000;

    /** Makes the configuration. Spring Boot does so. */
    public ClerkWebhooksAutoConfiguration() {}

    /**
     * Returns the verifier of deliveries.
     *
     * @param properties the properties
     * @return the verifier
     */
    @Bean
    @ConditionalOnMissingBean
    public ClerkWebhooks clerkWebhooks(ClerkProperties properties) {
        var webhooks = properties.webhooks();
        var secrets = PropertyValues.find(webhooks.signingSecret());
        if (secrets.isEmpty()) {
            throw new ClerkPropertyException(
                    "clerk.webhooks.signing-secret", "The signing secret of the webhook endpoint is missing.", null);
        }
        var builder = ClerkWebhooks.builder();
        secrets.forEach(secret -> PropertyValues.set("clerk.webhooks.signing-secret", secret, builder::secret));
        PropertyValues.run("clerk.webhooks.tolerance", () -> builder.tolerance(webhooks.tolerance()));
        return builder.build();
    }

    /**
     * Returns the handler that passes events to the methods with {@link ClerkWebhookEvent}.
     *
     * @param beans the beans
     * @param deliveries the store of deliveries
     * @return the handler
     */
    @Bean
    @ConditionalOnMissingBean
    public WebhookHandler clerkWebhookHandler(ConfigurableListableBeanFactory beans, DeliveryStore deliveries) {
        var builder = WebhookHandler.builder().deliveries(deliveries);
        new WebhookMethods(beans).addTo(builder);
        return builder.build();
    }

    @Bean
    WebhookEndpoint clerkWebhookEndpoint(ClerkWebhooks webhooks, WebhookHandler handler) {
        return new WebhookEndpoint(webhooks, handler);
    }

    /** The store in the memory of this process, unless the application chose another. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "clerk.webhooks.deliveries", havingValue = "memory", matchIfMissing = true)
    static class MemoryConfiguration {
        @Bean
        @ConditionalOnMissingBean
        DeliveryStore clerkDeliveryStore() {
            return DeliveryStore.inMemory(REMEMBERED);
        }
    }

    /** The store in the database of the application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "clerk.webhooks.deliveries", havingValue = "jdbc")
    static class JdbcConfiguration {
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass({JdbcTemplate.class, PlatformTransactionManager.class})
        static class StoreConfiguration {
            @Bean
            @ConditionalOnMissingBean
            DeliveryStore clerkDeliveryStore(
                    ClerkProperties properties,
                    ObjectProvider<DataSource> database,
                    ObjectProvider<PlatformTransactionManager> transactions) {
                var source = database.getIfUnique();
                var manager = transactions.getIfUnique();
                if (source == null || manager == null) {
                    throw needsDatabase();
                }
                if (properties.webhooks().createTable()) {
                    JdbcDeliveryStore.of(source).createTable();
                }
                return new TransactionalDeliveryStore(source, manager);
            }
        }

        /** Comes after the store, if there is one. */
        @Bean
        @ConditionalOnMissingBean
        DeliveryStore clerkDeliveryStoreWithoutDatabase() {
            throw needsDatabase();
        }

        private static ClerkPropertyException needsDatabase() {
            return new ClerkPropertyException(
                    "clerk.webhooks.deliveries",
                    "The value " + Deliveries.JDBC.name().toLowerCase(java.util.Locale.ROOT)
                            + " needs spring-boot-starter-jdbc or -data-jpa, one DataSource and one transaction manager. "
                            + "With several, define a bean of type DeliveryStore.",
                    null);
        }
    }

    /** The endpoint of Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class ServletConfiguration {
        @Bean
        org.springframework.web.servlet.handler.SimpleUrlHandlerMapping clerkWebhookMapping(
                ClerkProperties properties, WebhookEndpoint endpoint) {
            return new org.springframework.web.servlet.handler.SimpleUrlHandlerMapping(
                    Map.of(WebhookPathCondition.path(properties), new ServletWebhookEndpoint(endpoint)), ORDER);
        }
    }

    /** The endpoint of Spring WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(DispatcherHandler.class)
    static class ReactiveConfiguration {
        @Bean
        org.springframework.web.reactive.handler.SimpleUrlHandlerMapping clerkWebhookMapping(
                ClerkProperties properties, WebhookEndpoint endpoint) {
            return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(
                    Map.of(WebhookPathCondition.path(properties), new ReactiveWebhookEndpoint(endpoint)), ORDER);
        }
    }
}
