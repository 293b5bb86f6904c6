package com.clerk.sdk.client.internal;

import static com.clerk.sdk.client.FrontendStub.jwt;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Only a fresher token replaces a cached one. */
class FreshnessTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NOW = START.getEpochSecond();

    private final SimulatedClock clock = new SimulatedClock(START);

    /** A cached token, one that comes, and whether it replaces the cached one: when minted, and when it came along. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("later iat", token(0, null), token(1, null), true, true),
                row("earlier iat", token(1, null), token(0, null), false, false),
                row("equal in all", token(0, null), token(0, null), true, false),
                row("equal times, other claims", token(0, null), jwt("sess_1", null, NOW, NOW + 61, null), true, false),
                row("later oiat", token(0, 5L), token(0, 6L), true, true),
                row("later oiat, earlier iat", token(9, 5L), token(0, 6L), true, true),
                row("earlier oiat, later iat", token(0, 6L), token(9, 5L), false, false),
                row("equal oiat, later iat", token(0, 5L), token(1, 5L), true, true),
                row("equal oiat, earlier iat", token(1, 5L), token(0, 5L), false, false),
                row("oiat after none", token(9, null), token(0, 5L), true, true),
                row("none after oiat", token(0, 5L), token(9, null), false, false),
                row("live after expired", expired(6L), token(0, 5L), true, true),
                row("expired after live", token(0, 5L), expired(6L), false, false),
                row("both expired, later", expired(5L), expired(6L), true, true));
    }

    private static Arguments row(String name, String present, String other, boolean minted, boolean along) {
        return Arguments.of(name, present, other, minted, along);
    }

    private static String token(long issuedAt, @Nullable Long origin) {
        return jwt("sess_1", null, NOW + issuedAt, NOW + 100, origin);
    }

    private static String expired(@Nullable Long origin) {
        return jwt("sess_1", null, NOW - 70, NOW - 10, origin);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theFresherTokenIsKept(String name, String present, String other, boolean minted, boolean along) {
        assertThat(kept(present, other, true)).isEqualTo(minted ? other : present);
        assertThat(kept(present, other, false)).isEqualTo(along ? other : present);
    }

    @Test
    void aTokenThatWasMadeForAnotherOrganizationReplacesAnyOther() {
        var present = jwt("sess_1", "org_1", NOW + 9, NOW + 100, 9L);
        var other = jwt("sess_1", "org_2", NOW, NOW + 100, null);

        assertThat(kept(present, other, true)).isEqualTo(other);
        assertThat(kept(present, other, false)).isEqualTo(present);
    }

    @Test
    void theFirstTokenIsKept() {
        var only = cached(token(0, null));

        assertThat(CachedToken.fresher(null, only, false, clock)).isSameAs(only);
    }

    @Test
    void theOrganizationIsReadFromBothVersionsOfTheClaims() {
        var old = "eyJhbGciOiJSUzI1NiJ9."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"iat\":1,\"exp\":2,\"org_id\":\"org_7\"}".getBytes(StandardCharsets.UTF_8))
                + ".c2ln";

        assertThat(SessionJwt.read(old).organizationId()).isEqualTo("org_7");
        assertThat(SessionJwt.read(jwt("sess_1", "org_8", START)).organizationId())
                .isEqualTo("org_8");
    }

    @Test
    void aTokenWithoutTimesIsNotRead() {
        assertThat(SessionJwt.read("a.b.c")).isNull();
        assertThat(SessionJwt.read("")).isNull();
    }

    @Test
    void theLifeLeftEndsWithTheLargerOfTheTwoClocks() {
        var token = cached(jwt("sess_1", null, START));
        clock.sleep(Duration.ofSeconds(20));
        assertThat(Duration.ofNanos(token.nanosLeft(clock))).isEqualTo(Duration.ofSeconds(39));
        clock.setWallClock(Duration.ofSeconds(-100));
        clock.pass(Duration.ofSeconds(30));
        assertThat(Duration.ofNanos(token.nanosLeft(clock))).isEqualTo(Duration.ofSeconds(29));
    }

    private String kept(String present, String other, boolean minted) {
        return CachedToken.fresher(cached(present), cached(other), minted, clock)
                .jwt
                .text();
    }

    private CachedToken cached(String jwt) {
        return CachedToken.arrived(SessionJwt.read(jwt), START, clock);
    }
}
