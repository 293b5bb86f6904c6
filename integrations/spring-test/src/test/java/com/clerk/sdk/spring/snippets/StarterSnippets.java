package com.clerk.sdk.spring.snippets;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.spring.boot.ClerkBackendCustomizer;
import com.clerk.sdk.spring.boot.ClerkWebhookEvent;
import com.clerk.sdk.spring.security.CurrentCaller;
import com.clerk.sdk.webhooks.event.UserCreated;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The code of docs/spring-boot.md and of the README. */
final class StarterSnippets {
    private StarterSnippets() {}

    // snippet: starter-controller
    @RestController
    static class HelloController {
        @GetMapping("/hello")
        String hello(@CurrentCaller SessionAuth caller) {
            return "Hello " + caller.userId();
        }
    }
    // end

    // snippet: starter-webhook
    @Component
    static class Customers {
        private final JdbcTemplate database;

        Customers(JdbcTemplate database) {
            this.database = database;
        }

        @ClerkWebhookEvent
        @Transactional
        void created(UserCreated event) {
            database.update("INSERT INTO customer (id) VALUES (?)", event.data().id());
        }
    }
    // end

    static final class Beans {
        private Beans() {}

        // snippet: starter-customizer
        @Bean
        ClerkBackendCustomizer retries() {
            return builder -> builder.retryPolicy(RetryPolicy.never());
        }
        // end
    }
}
