package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Each event once, in the transaction of the application. */
@Timeout(240)
class JdbcWebhookTest {
    private static final String CREATE_TABLE = "--clerk.webhooks.create-table=true";
    private static final WebhookSigner SIGNER = WebhookSigner.create();

    private static ConfigurableApplicationContext start(String database, String... arguments) {
        var all = new ArrayList<String>();
        all.add("--clerk.secret-key=" + Keys.SECRET);
        all.add("--clerk.webhooks.path=/hooks");
        all.add("--clerk.webhooks.signing-secret=" + SIGNER.secret());
        all.add("--clerk.webhooks.deliveries=jdbc");
        all.add("--spring.datasource.url=" + database);
        all.addAll(List.of(arguments));
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(all.toArray(String[]::new));
    }

    private static WebhookEvent event(ConfigurableApplicationContext context) {
        var delivery = SIGNER.event("user.created", "{\"id\":\"user_1\",\"object\":\"user\"}");
        return context.getBean(ClerkWebhooks.class).verify(delivery.body(), delivery.headers());
    }

    private static int count(ConfigurableApplicationContext context, String table) {
        return Objects.requireNonNull(
                context.getBean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM " + table, Integer.class));
    }

    private static void assertHandledOnce(ConfigurableApplicationContext context) {
        assertThat(count(context, "customer")).isEqualTo(1);
        assertThat(count(context, "clerk_webhook_delivery")).isEqualTo(1);
    }

    private static void assertNothingIsCommitted(ConfigurableApplicationContext context) {
        assertThat(count(context, "customer")).isZero();
        assertThat(count(context, "clerk_webhook_delivery")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theDeliveryAndTheWorkAreCommittedTogether(TestDatabase kind) throws SQLException {
        try (var context = start(kind.empty(), CREATE_TABLE)) {
            var handler = context.getBean(WebhookHandler.class);
            var event = event(context);
            assertThat(handler.handle(event)).isTrue();
            assertThat(handler.handle(event)).isFalse();
            assertHandledOnce(context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void neitherIsCommittedIfTheWorkFails(TestDatabase kind) throws SQLException {
        try (var context = start(kind.empty(), CREATE_TABLE)) {
            var handler = context.getBean(WebhookHandler.class);
            var customers = context.getBean(Customers.class);
            var event = event(context);
            var failure = new IllegalStateException("fails for the test");
            customers.afterInsert(database -> {
                throw failure;
            });
            assertThatThrownBy(() -> handler.handle(event)).isSameAs(failure);
            assertNothingIsCommitted(context);

            customers.afterInsert(database -> {});
            assertThat(handler.handle(event)).isTrue();
            assertHandledOnce(context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void neitherIsCommittedIfTheConnectionBreaks(TestDatabase kind) throws SQLException {
        var url = kind.empty();
        try (var context = start(url, CREATE_TABLE)) {
            var handler = context.getBean(WebhookHandler.class);
            var customers = context.getBean(Customers.class);
            var event = event(context);
            customers.afterInsert(database -> {
                try {
                    kind.endSession(url, database.queryForObject(kind.sessionId(), Long.class));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> handler.handle(event)).isInstanceOf(RuntimeException.class);
            assertNothingIsCommitted(context);

            customers.afterInsert(database -> {});
            assertThat(handler.handle(event)).isTrue();
            assertHandledOnce(context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatTheWorkGivesUpTakesTheDeliveryWithIt(TestDatabase kind) throws SQLException {
        try (var context = start(kind.empty(), CREATE_TABLE)) {
            var handler = context.getBean(WebhookHandler.class);
            context.getBean(Customers.class)
                    .afterInsert(database ->
                            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly());
            var event = event(context);
            assertThatThrownBy(() -> handler.handle(event)).hasMessageContaining("rolled back");
            assertNothingIsCommitted(context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDuplicateKeyOfTheWorkIsAFailureAndNotARepeatedDelivery(TestDatabase kind) throws SQLException {
        try (var context = start(kind.empty(), CREATE_TABLE)) {
            var handler = context.getBean(WebhookHandler.class);
            assertThat(handler.handle(event(context))).isTrue();
            assertThatThrownBy(() -> handler.handle(event(context))).isInstanceOf(DuplicateKeyException.class);
            assertHandledOnce(context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoServersOneHandlesTheDelivery(TestDatabase kind) throws Exception {
        var url = kind.empty();
        try (var one = start(url, CREATE_TABLE);
                var other = start(url, CREATE_TABLE)) {
            var event = event(one);
            var begin = new CountDownLatch(1);
            var handled = new AtomicInteger();
            var threads = Executors.newFixedThreadPool(8);
            try {
                var work = new ArrayList<Future<?>>();
                for (int i = 0; i < 8; i++) {
                    var handler = (i % 2 == 0 ? one : other).getBean(WebhookHandler.class);
                    work.add(threads.submit(() -> {
                        begin.await();
                        handled.addAndGet(handler.handle(event) ? 1 : 0);
                        return null;
                    }));
                }
                begin.countDown();
                for (var each : work) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(handled).hasValue(1);
            assertHandledOnce(other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noTableIsCreatedUnasked(TestDatabase kind) throws SQLException {
        try (var context = start(kind.empty())) {
            assertThatThrownBy(() -> context.getBean(WebhookHandler.class).handle(event(context)))
                    .hasMessageContaining("clerk_webhook_delivery");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        static Customers customers(JdbcTemplate database) {
            database.execute("CREATE TABLE IF NOT EXISTS customer (id VARCHAR(64) PRIMARY KEY)");
            return new Customers(database);
        }
    }

    static class Customers {
        private final JdbcTemplate database;
        private volatile Consumer<JdbcTemplate> afterInsert = database -> {};

        Customers(JdbcTemplate database) {
            this.database = database;
        }

        public void afterInsert(Consumer<JdbcTemplate> work) {
            afterInsert = work;
        }

        @ClerkWebhookEvent
        @Transactional
        public void created(UserCreated event) {
            database.update("INSERT INTO customer VALUES (?)", event.data().id());
            afterInsert.accept(database);
        }
    }
}
