package com.clerk.sdk.examples.recipes.micronaut;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.web.RequestGuard;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

// snippet: recipes-micronaut-factory
/** The client of the application, and its rules. */
@Factory
final class ClerkFactory {
    @Singleton
    @Bean(preDestroy = "close")
    ClerkBackend clerk() {
        return ClerkBackend.fromEnv();
    }

    @Singleton
    RequestGuard guard(ClerkBackend clerk) {
        return RequestGuard.builder(clerk)
                .protect("/app/**", "/api/**")
                .require("/admin/**", role("org:admin"))
                .accept("/api/**", TokenType.SESSION_TOKEN, TokenType.API_KEY)
                .build();
    }
}
// end
