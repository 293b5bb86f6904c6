package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.webhooks.event.UserCreated;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Deliveries are kept in the database only if the transactions of the application are those of the database. */
@ExtendWith(OutputCaptureExtension.class)
class ForeignTransactionsTest {
    private static RunningApplication start(Class<?> source) throws Exception {
        return start(source, true);
    }

    private static RunningApplication start(Class<?> source, boolean autoCommit) throws Exception {
        return RunningApplication.servlet(
                source,
                "clerk.secret-key=" + Keys.SECRET,
                "clerk.webhooks.path=/hooks",
                "clerk.webhooks.signing-secret=" + WebhookTest.SIGNER.secret(),
                "clerk.webhooks.deliveries=jdbc",
                "clerk.webhooks.create-table=true",
                "spring.datasource.hikari.auto-commit=" + autoCommit,
                "spring.datasource.url=" + TestDatabase.H2.empty());
    }

    private static WebhookDelivery delivery() {
        return WebhookTest.SIGNER.event("user.created", "{\"id\":\"user_1\",\"object\":\"user\"}");
    }

    private static int deliver(RunningApplication application, WebhookDelivery delivery) throws Exception {
        var headers = new ArrayList<String>();
        delivery.headers().forEach((name, values) -> values.forEach(value -> headers.addAll(List.of(name, value))));
        return application
                .send("POST", "/hooks", delivery.body(), headers.toArray(String[]::new))
                .statusCode();
    }

    private static int remembered(RunningApplication application) {
        var database = application.context().getBean(JdbcTemplate.class);
        return Objects.requireNonNull(
                database.queryForObject("SELECT COUNT(*) FROM clerk_webhook_delivery", Integer.class));
    }

    private static int handled(RunningApplication application) {
        return application.context().getBean(Events.class).handled.get();
    }

    /** Without auto-commit, such as for JPA, a pool rolls back what nobody commits: the work would be lost. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aManagerOfAnotherStoreIsRefusedAndNamedBeforeTheDeliveryIsRemembered(boolean autoCommit, CapturedOutput output)
            throws Exception {
        try (var application = start(OfAnotherStore.class, autoCommit)) {
            var delivery = delivery();
            assertThat(deliver(application, delivery)).isEqualTo(500);
            assertThat(deliver(application, delivery)).as("repeated by Clerk").isEqualTo(500);
            assertThat(handled(application)).isZero();
            assertThat(remembered(application)).isZero();
        }
        assertThat(output.getAll())
                .contains("clerk.webhooks.deliveries: The value jdbc needs a transaction manager of the DataSource,")
                .contains("and " + OtherStoreTransactionManager.class.getName() + " is not one.");
    }

    @ParameterizedTest
    @ValueSource(classes = {TransactionAware.class, FetchedLate.class, Routed.class})
    void aManagerOfADatabaseBehindAProxyIsAccepted(Class<?> source) throws Exception {
        try (var application = start(source)) {
            var delivery = delivery();
            assertThat(deliver(application, delivery)).isEqualTo(204);
            assertThat(deliver(application, delivery)).as("repeated by Clerk").isEqualTo(204);
            assertThat(handled(application)).isEqualTo(1);
            assertThat(remembered(application)).isEqualTo(1);
        }
    }

    static class Events {
        final AtomicInteger handled = new AtomicInteger();

        @ClerkWebhookEvent
        void created(UserCreated event) {
            handled.incrementAndGet();
        }
    }

    /** Begins and ends transactions of something that is not the database. */
    static final class OtherStoreTransactionManager extends AbstractPlatformTransactionManager {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }

    private static DataSource target(Environment environment) {
        return new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"), "sa", "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OfAnotherStore {
        @Bean
        Events events() {
            return new Events();
        }

        @Bean
        PlatformTransactionManager transactions() {
            return new OtherStoreTransactionManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OfTheDatabase {
        @Bean
        Events events() {
            return new Events();
        }

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }
    }

    /** Spring gives the manager the database behind the proxy. */
    @Configuration(proxyBeanMethods = false)
    @Import(OfTheDatabase.class)
    static class TransactionAware {
        @Bean
        DataSource database(Environment environment) {
            return new TransactionAwareDataSourceProxy(target(environment));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OfTheDatabase.class)
    static class FetchedLate {
        @Bean
        DataSource database(Environment environment) {
            return new LazyConnectionDataSourceProxy(target(environment));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OfTheDatabase.class)
    static class Routed {
        @Bean
        DataSource database(Environment environment) {
            var routing = new AbstractRoutingDataSource() {
                @Override
                protected Object determineCurrentLookupKey() {
                    return "only";
                }
            };
            routing.setTargetDataSources(Map.of("only", target(environment)));
            return routing;
        }
    }
}
