package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Each event once, in the transaction of the application. */
@Timeout(120)
class JdbcWebhookTest {
    private static final WebhookSigner SIGNER = WebhookSigner.create();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static ConfigurableApplicationContext start(String... properties) {
        var database = "jdbc:h2:mem:clerk" + DATABASES.incrementAndGet() + ";LOCK_TIMEOUT=10000";
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run(
                        "--clerk.secret-key=" + Keys.SECRET,
                        "--clerk.webhooks.path=/hooks",
                        "--clerk.webhooks.signing-secret=" + SIGNER.secret(),
                        "--clerk.webhooks.deliveries=jdbc",
                        "--spring.datasource.url=" + database);
    }

    private static WebhookEvent event(ConfigurableApplicationContext context) {
        var delivery = SIGNER.event("user.created", "{\"id\":\"user_1\",\"object\":\"user\"}");
        return context.getBean(ClerkWebhooks.class).verify(delivery.body(), delivery.headers());
    }

    private static int count(ConfigurableApplicationContext context, String table) {
        return java.util.Objects.requireNonNull(
                context.getBean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM " + table, Integer.class));
    }

    @Test
    void theDeliveryAndTheWorkAreCommittedTogether() {
        try (var context = start("clerk.webhooks.create-table=true")) {
            var handler = context.getBean(WebhookHandler.class);
            var event = event(context);
            assertThat(handler.handle(event)).isTrue();
            assertThat(handler.handle(event)).isFalse();
            assertThat(count(context, "users")).isEqualTo(1);
            assertThat(count(context, "clerk_webhook_delivery")).isEqualTo(1);
        }
    }

    @Test
    void neitherIsCommittedIfTheWorkFails() {
        try (var context = start("clerk.webhooks.create-table=true")) {
            var handler = context.getBean(WebhookHandler.class);
            var users = context.getBean(Users.class);
            var event = event(context);
            var failure = new IllegalStateException("fails for the test");
            users.failWith(failure);
            assertThatThrownBy(() -> handler.handle(event)).isSameAs(failure);
            assertThat(count(context, "users")).isZero();
            assertThat(count(context, "clerk_webhook_delivery")).isZero();
            users.failWith(null);
            assertThat(handler.handle(event)).isTrue();
            assertThat(count(context, "users")).isEqualTo(1);
        }
    }

    @Test
    void aTransactionThatTheWorkGivesUpTakesTheDeliveryWithIt() {
        try (var context = start("clerk.webhooks.create-table=true")) {
            var handler = context.getBean(WebhookHandler.class);
            var users = context.getBean(Users.class);
            users.rollBack();
            var event = event(context);
            assertThatThrownBy(() -> handler.handle(event)).hasMessageContaining("rolled back");
            assertThat(count(context, "clerk_webhook_delivery")).isZero();
            assertThat(count(context, "users")).isZero();
        }
    }

    @Test
    void aDuplicateKeyOfTheWorkIsAFailureAndNotARepeatedDelivery() {
        try (var context = start("clerk.webhooks.create-table=true")) {
            var handler = context.getBean(WebhookHandler.class);
            assertThat(handler.handle(event(context))).isTrue();
            assertThatThrownBy(() -> handler.handle(event(context)))
                    .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
            assertThat(count(context, "clerk_webhook_delivery")).isEqualTo(1);
        }
    }

    @Test
    void ofTwoServersOneHandlesTheDelivery() throws Exception {
        try (var context = start("clerk.webhooks.create-table=true")) {
            var handler = context.getBean(WebhookHandler.class);
            var event = event(context);
            var begin = new CountDownLatch(1);
            var handled = new AtomicInteger();
            var threads = Executors.newFixedThreadPool(8);
            try {
                var work = new java.util.ArrayList<java.util.concurrent.Future<?>>();
                for (int i = 0; i < 8; i++) {
                    work.add(threads.submit(() -> {
                        begin.await();
                        handled.addAndGet(handler.handle(event) ? 1 : 0);
                        return null;
                    }));
                }
                begin.countDown();
                for (var one : work) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(handled).hasValue(1);
            assertThat(count(context, "users")).isEqualTo(1);
        }
    }

    @Test
    void noTableIsCreatedUnasked() {
        try (var context = start()) {
            assertThatThrownBy(() -> context.getBean(WebhookHandler.class).handle(event(context)))
                    .hasMessageContaining("clerk_webhook_delivery");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        static Users users(JdbcTemplate database) {
            database.execute("CREATE TABLE users (id VARCHAR(64) PRIMARY KEY)");
            return new Users(database);
        }
    }

    static class Users {
        private final JdbcTemplate database;
        private volatile RuntimeException failure;
        private volatile boolean rollsBack;

        Users(JdbcTemplate database) {
            this.database = database;
        }

        public void failWith(RuntimeException exception) {
            failure = exception;
        }

        public void rollBack() {
            rollsBack = true;
        }

        @ClerkWebhookEvent
        @Transactional
        public void created(UserCreated event) {
            database.update("INSERT INTO users VALUES (?)", event.data().id());
            if (rollsBack) {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
