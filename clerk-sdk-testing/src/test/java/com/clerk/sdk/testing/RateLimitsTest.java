package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final TestKeys KEYS = TestKeys.generate();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T12:00:00Z"));

    private ClerkServer.Builder builder() {
        return ClerkServer.builder().keys(KEYS).clock(clock);
    }

    @Test
    void thereAreNoLimitsUnlessSwitchedOn() {
        try (var server = builder().start()) {
            var client = new Client(server);
            for (var i = 0; i < 300; i++) {
                assertThat(client.get("/v1/users").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aDevelopmentInstanceTakes100RequestsIn10Seconds() {
        try (var server = builder().rateLimits(true).start()) {
            var client = new Client(server);
            for (var i = 0; i < 100; i++) {
                assertThat(client.get("/v1/users").status()).isEqualTo(200);
            }
            clock.advance(Duration.ofSeconds(4));

            var refused = client.get("/v1/organizations");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("too_many_requests");
            assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("6");
            assertThat(client.get("/v1/jwks").status()).isEqualTo(200);

            clock.advance(Duration.ofSeconds(6));
            assertThat(client.get("/v1/users").status()).isEqualTo(200);
        }
    }

    @Test
    void changesOfOneUserAreLimitedByUser() {
        try (var server = builder().rateLimits(true).start()) {
            var client = new Client(server);
            var ada = client.createUser("ada@example.com");
            var alan = client.createUser("alan@example.com");
            for (var i = 0; i < 10; i++) {
                assertThat(client.patch("/v1/users/" + ada, "{}").status()).isEqualTo(200);
            }

            assertThat(client.patch("/v1/users/" + ada + "/metadata", "{}").status())
                    .isEqualTo(429);
            assertThat(client.patch("/v1/users/" + alan, "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void aProductionInstanceTakesMore() {
        try (var server = builder().secretKey("sk_live_test").rateLimits(true).start()) {
            var client = new Client(server);
            for (var i = 0; i < 300; i++) {
                assertThat(client.get("/v1/users").status()).isEqualTo(200);
            }
        }
    }
}
