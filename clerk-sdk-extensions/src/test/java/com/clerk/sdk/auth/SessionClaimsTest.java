package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.Has.feature;
import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.plan;
import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionClaimsTest {
    private static SessionClaims claims(String json) {
        return ClaimVectorsTest.claims(JsonValue.parse(json));
    }

    private static SessionClaims fva(String fva) {
        return claims("{\"sub\":\"user_1\",\"fva\":" + fva + "}");
    }

    @Test
    void everyClaimHasItsAccessor() {
        var claims = TestTokens.verifier().build().verify(TestTokens.token());
        assertThat(claims.userId()).isEqualTo(TestTokens.USER).isEqualTo(claims.subject());
        assertThat(claims.sessionId()).isEqualTo("sess_test");
        assertThat(claims.issuer()).isEqualTo(TestTokens.ISSUER);
        assertThat(claims.authorizedParty()).isEqualTo(TestTokens.PARTY);
        assertThat(claims.issuedAt()).isEqualTo(Instant.ofEpochSecond(TestTokens.NOW));
        assertThat(claims.expiresAt()).isEqualTo(Instant.ofEpochSecond(TestTokens.NOW + 60));
        assertThat(claims.notBefore()).isEqualTo(Instant.ofEpochSecond(TestTokens.NOW - 10));
        assertThat(claims.actor()).isNull();
        assertThat(claims.factorVerificationAge()).isNull();
        assertThat(claims.sessionStatus()).isNull();
        assertThat(claims.isPending()).isFalse();
        assertThat(claims.orgId()).isNull();
        assertThat(claims.features()).isEmpty();
        assertThat(claims.plans()).isEmpty();
    }

    @Test
    void secondsMayHaveAFraction() {
        assertThat(claims("{\"exp\":1700000000.25}").expiresAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
    }

    @Test
    void ownClaimsAreReadAsJsonOrAsAClass() {
        var claims = claims("{\"sub\":\"user_1\",\"plan\":{\"seats\":5},\"none\":null,\"n\":1.50}");
        assertThat(claims.claim("plan")).isEqualTo(JsonValue.of(Map.of("seats", 5)));
        assertThat(claims.claim("none")).isEqualTo(JsonValue.NULL);
        assertThat(claims.claim("absent")).isNull();
        assertThat(claims.json().toJson())
                .isEqualTo("{\"sub\":\"user_1\",\"plan\":{\"seats\":5},\"none\":null,\"n\":1.50}");
        assertThatThrownBy(() -> claims("{\"plan\":1}").as(Own.class)).isInstanceOf(ClerkDecodingException.class);
    }

    /** A class that a caller may bind claims to. */
    private static final class Own {
        private Map<String, String> plan = Map.of();

        @Override
        public String toString() {
            return plan.toString();
        }
    }

    @Test
    void toStringShowsNothingAboutThePerson() {
        assertThat(TestTokens.verifier().build().verify(TestTokens.token())).hasToString("SessionClaims(7 claims)");
    }

    @Test
    void theRoleHasItsPrefixOnceInBothVersions() {
        assertThat(claims("{\"v\":2,\"o\":{\"id\":\"org_1\",\"rol\":\"admin\"}}")
                        .orgRole())
                .isEqualTo("org:admin");
        assertThat(claims("{\"v\":2,\"o\":{\"id\":\"org_1\",\"rol\":\"org:admin\"}}")
                        .orgRole())
                .isEqualTo("org:admin");
        assertThat(claims("{\"org_id\":\"org_1\",\"org_role\":\"org:admin\"}").orgRole())
                .isEqualTo("org:admin");
    }

    @Test
    void onlyTheNumberTwoIsVersionTwo() {
        var packed = "\"org_id\":\"org_1\",\"o\":{\"id\":\"org_2\"}}";
        assertThat(claims("{\"v\":2," + packed).orgId()).isEqualTo("org_2");
        assertThat(claims("{\"v\":2.0," + packed).orgId()).isEqualTo("org_2");
        assertThat(claims("{\"v\":\"2\"," + packed).orgId()).isEqualTo("org_1");
        assertThat(claims("{\"v\":1," + packed).orgId()).isEqualTo("org_1");
        assertThat(claims("{\"v\":2,\"org_id\":\"org_1\"}").orgId()).isNull();
    }

    @Test
    void featuresWithoutPermissionsAreNoFailure() {
        var claims = claims("{\"sub\":\"u\",\"v\":2,\"fea\":\"o:a,o:b\",\"o\":{\"id\":\"org_1\",\"rol\":\"admin\"}}");
        assertThat(claims.orgId()).isEqualTo("org_1");
        assertThat(claims.orgPermissions()).isEmpty();
        assertThat(claims.features()).containsExactly("o:a", "o:b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,1,7,9   | org:a:read org:a:write org:b:read",
                "3         | org:a:read org:a:write",
                "0,2147483648 | ",
                "2147483649,0 | org:a:read",
                "9223372036854775809 | org:a:read",
                "1e1,x     | ",
                ",1        | org:b:read",
                "'1, 1'    | org:a:read org:b:read",
                "-1,+1     | "
            })
    void masksNeedNotFitTheFeaturesNorTheNames(String masks, String permissions) {
        var claims =
                claims("{\"v\":2,\"fea\":\"o:a,u:x,uo:b\",\"o\":{\"id\":\"org_1\",\"per\":\"read,write\",\"fpm\":\""
                        + masks + "\"}}");
        assertThat(String.join(" ", claims.orgPermissions())).isEqualTo(permissions == null ? "" : permissions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"u\",\"v\":2,\"o\":\"org_1\",\"fea\":\"o:a\"}",
                "{\"sub\":\"u\",\"v\":2,\"o\":[],\"fea\":\"o:a\"}",
                "{\"sub\":\"u\",\"v\":2,\"o\":{\"id\":1,\"rol\":{},\"slg\":[],\"per\":7,\"fpm\":7},\"fea\":7}",
                "{\"sub\":\"u\",\"org_id\":1,\"org_role\":{},\"org_slug\":[],\"org_permissions\":\"org:a:read\"}",
                "{\"sub\":\"u\",\"org_id\":\"\",\"org_role\":\"\",\"org_permissions\":[\"org:a:read\"]}",
                "{\"sub\":\"u\",\"org_id\":\"org_1\",\"org_permissions\":[\"org:a:read\",1]}",
                "{\"sub\":\"u\",\"fea\":\"reservations\",\"pla\":\"o:x,broke\",\"fva\":\"0,0\",\"act\":\"x\",\"sid\":1}"
            })
    void malformedClaimsGrantNothing(String json) {
        var claims = claims(json);
        assertThat(claims.orgRole()).isNull();
        assertThat(claims.actor()).isNull();
        for (var asked : List.of(
                role("org:member"),
                permission("org:a:read"),
                feature("reservations"),
                plan("x"),
                plan("org:x"),
                reverification(Reverification.LAX))) {
            assertThat(claims.has(asked)).as("%s", asked).isFalse();
        }
    }

    @Test
    void withoutAUserNothingIsGranted() {
        assertThat(claims("{\"sub\":\"\",\"pla\":\"u:pro\"}").has(plan("pro"))).isFalse();
        assertThat(claims("{\"pla\":\"u:pro\"}").has(plan("pro"))).isFalse();
        assertThat(claims("{\"sub\":\"user_1\",\"pla\":\"u:pro\"}").has(plan("pro")))
                .isTrue();
    }

    @Test
    void anUnknownScopeIsRefused() {
        var claims = claims("{\"sub\":\"user_1\",\"fea\":\"o:a,x:b\"}");
        assertThat(claims.has(feature("x:b"))).isFalse();
        assertThat(claims.has(feature("b"))).isFalse();
        assertThat(claims.has(feature("org:a"))).isTrue();
        assertThat(claims.has(feature("o:"))).isFalse();
        assertThat(claims.has(feature("a").and(feature("b")))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[9,-1]  | FIRST_FACTOR  | true",
                "[10,0]  | FIRST_FACTOR  | false",
                "[-1,0]  | FIRST_FACTOR  | false",
                "[99,9]  | SECOND_FACTOR | true",
                "[0,10]  | SECOND_FACTOR | false",
                "[9,-1]  | SECOND_FACTOR | true",
                "[-1,9]  | SECOND_FACTOR | true",
                "[9,9]   | MULTI_FACTOR  | true",
                "[9,-1]  | MULTI_FACTOR  | true",
                "[-1,9]  | MULTI_FACTOR  | false",
                "[9,10]  | MULTI_FACTOR  | false",
                "[10,9]  | MULTI_FACTOR  | false",
                "[-1,-1] | MULTI_FACTOR  | false",
                "[-1,-1] | SECOND_FACTOR | false",
                "[9.99,-1] | FIRST_FACTOR | true",
                "[9.9999999999,-1] | FIRST_FACTOR | false",
                "[0]     | FIRST_FACTOR  | false",
                "[0,0,0] | FIRST_FACTOR  | false",
                "[-2,0]  | SECOND_FACTOR | false",
                "[1e400,0] | SECOND_FACTOR | false",
                "[1e300,0] | SECOND_FACTOR | true",
                "[null,0] | SECOND_FACTOR | false"
            })
    void factorsMustBeFreshAsTheLevelSays(String fva, Reverification.Level level, boolean fresh) {
        var asked = Reverification.of(level, Duration.ofMinutes(10));
        assertThat(fva(fva).has(reverification(asked))).isEqualTo(fresh);
    }

    @Test
    void toStringNamesTheReverification() {
        assertThat(Reverification.LAX.level()).isEqualTo(Reverification.Level.SECOND_FACTOR);
        assertThat(Reverification.LAX.within()).isEqualTo(Duration.ofDays(1));
        assertThat(role("admin").and(reverification(Reverification.STRICT_MFA)))
                .hasToString("role admin and reverification MULTI_FACTOR within PT10M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reverification.of(Reverification.Level.FIRST_FACTOR, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reverification.of(Reverification.Level.FIRST_FACTOR, Duration.ofNanos(-1)));
    }

    @Test
    void agesAreDurations() {
        var age = fva("[1.5,-1]").factorVerificationAge();
        assertThat(age).isEqualTo(new FactorVerificationAge(Duration.ofSeconds(90), null));
    }

    @Test
    void aPendingSessionIsReported() {
        assertThat(claims("{\"sts\":\"pending\"}").isPending()).isTrue();
        assertThat(claims("{\"sts\":\"active\"}").isPending()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aRequirementOfNothingIsRefusedSinceItWouldLockEverybodyOut(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> role(key)).withMessageContaining("The role to check");
        assertThatIllegalArgumentException().isThrownBy(() -> permission(key));
        assertThatIllegalArgumentException().isThrownBy(() -> feature(key));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(key));
    }
}
