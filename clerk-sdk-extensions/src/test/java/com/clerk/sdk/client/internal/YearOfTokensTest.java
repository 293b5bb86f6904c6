package com.clerk.sdk.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A year in the life of a client, by a simulated clock: calls at random times, outages, refusals, sleep, and a wall
 * clock that somebody sets. No caller ever gets an expired token while Clerk can be reached.
 */
@Timeout(300)
class YearOfTokensTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TokenKey KEY = new TokenKey("sess_1", "org_1", null);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final SimulatedClock clock = new SimulatedClock(START);
    private Instant serverTime = START;
    private final SimulatedMint mint = new SimulatedMint(() -> serverTime);
    private final SessionTokens tokens = new SessionTokens(mint, clock, Runnable::run);

    /** No clock can tell the time after a sleep within which somebody has set the wall clock back. */
    private enum Machine {
        AWAKE,
        SLEEPING,
        WITH_A_CLOCK_THAT_SOMEBODY_SETS
    }

    @ParameterizedTest
    @EnumSource
    void noExpiredTokenIsHandedOutWhileClerkCanBeReached(Machine machine) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        long calls = 0;
        long tokensHandedOut = 0;
        var end = START.plus(Duration.ofDays(365));
        while (serverTime.isBefore(end)) {
            letTimePass(random, machine);
            changeWeather(random);
            for (int burst = random.nextInt(3); burst >= 0; burst--) {
                calls++;
                tokensHandedOut += call(seed) ? 1 : 0;
            }
        }

        assertThat(tokensHandedOut).isGreaterThan(calls / 2);
        assertThat(mint.count()).isLessThan((int) calls);
    }

    private void letTimePass(Random random, Machine machine) {
        var time = Duration.ofMillis(1 + random.nextInt(random.nextInt(20) == 0 ? 1_800_000 : 120_000));
        serverTime = serverTime.plus(time);
        boolean now = random.nextInt(20) == 0;
        if (machine == Machine.SLEEPING && now) {
            clock.sleep(time);
        } else {
            clock.pass(time);
        }
        if (machine == Machine.WITH_A_CLOCK_THAT_SOMEBODY_SETS && now) {
            clock.setWallClock(Duration.ofSeconds(random.nextInt(20_000) - 10_000));
        }
    }

    private void changeWeather(Random random) {
        mint.reachable = random.nextInt(10) != 0;
        mint.refusal = random.nextInt(20) == 0 ? refusal(random.nextBoolean() ? 429 : 503) : null;
        mint.lifeSeconds = random.nextInt(50) == 0 ? 5 : 60;
    }

    private static ClerkApiException refusal(int status) {
        return ClerkApiException.of("sessions.createToken", "POST", "/tokens", status, Map.of(), "");
    }

    /** Returns whether the call got a token, which must be alive; a failure is allowed only while there is a reason. */
    private boolean call(long seed) {
        try {
            var token = SessionJwt.read(tokens.get(KEY, MARGIN));
            assertThat(token.expiresAt())
                    .as("end of the token that was handed out at %s, seed %d", serverTime, seed)
                    .isGreaterThan(serverTime.getEpochSecond());
            return true;
        } catch (ClerkException e) {
            if (mint.reachable && mint.refusal == null) {
                fail("no token at %s, seed %d".formatted(serverTime, seed), e);
            }
            return false;
        }
    }
}
