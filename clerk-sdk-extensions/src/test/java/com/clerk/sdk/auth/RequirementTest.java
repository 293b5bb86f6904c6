package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.Has.feature;
import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Has.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requirements of sessions and of machine tokens, and callers made for tests. */
class RequirementTest {
    private static SessionAuth admin(int firstFactor, int secondFactor) {
        return TestAuth.session(Map.of(
                "sub", "user_1",
                "org_id", "org_1",
                "org_role", "org:admin",
                "fva", List.of(firstFactor, secondFactor)));
    }

    @Test
    void aMachineTokenMeetsItsScopesAlone() {
        for (var auth : List.of(
                TestAuth.apiKey("user_1", "read", "write"),
                TestAuth.m2m("mch_1", "read", "write"),
                TestAuth.oauth("user_1", "read", "write"))) {
            assertThat(auth.has(scope("read"))).isTrue();
            assertThat(auth.has(scope("read").and(scope("write")))).isTrue();
            assertThat(auth.has(scope("read").and(scope("admin")))).isFalse();
            assertThat(auth.has(scope("READ"))).isFalse();
            assertThat(auth.has(role("read"))).isFalse();
            assertThat(auth.has(permission("read"))).isFalse();
            assertThat(auth.has(feature("read"))).isFalse();
            assertThat(auth.has(reverification(Reverification.LAX))).isFalse();
            assertThat(auth.has(scope("read").and(role("read")))).isFalse();
        }
    }

    @Test
    void aSessionHasNoScopes() {
        assertThat(admin(0, 0).has(scope("org:admin"))).isFalse();
        assertThat(admin(0, 0).has(role("org:admin").and(scope("org:admin")))).isFalse();
    }

    @Test
    void aBlankScopeIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> scope(" ")).withMessageContaining("The scope to check");
    }

    @Test
    void anUnmetReverificationIsToldIfItIsAllThatIsMissing() {
        var strict = reverification(Reverification.STRICT);
        var lax = reverification(Reverification.LAX);
        assertThat(role("admin").and(strict).unmetReverification(admin(0, 30))).isEqualTo(Reverification.STRICT);
        assertThat(lax.and(strict).and(role("admin")).unmetReverification(admin(0, 30)))
                .isEqualTo(Reverification.STRICT);
        assertThat(strict.and(lax).unmetReverification(admin(9999, 9999))).isEqualTo(Reverification.STRICT);
        assertThat(strict.unmetReverification(admin(0, 1))).isNull();
        assertThat(strict.and(role("owner")).unmetReverification(admin(0, 30))).isNull();
        assertThat(role("owner").and(strict).unmetReverification(admin(0, 30))).isNull();
        assertThat(strict.unmetReverification(TestAuth.apiKey("user_1"))).isNull();
        assertThat(strict.unmetReverification(TestAuth.session(Map.of("sid", "sess_1"))))
                .isNull();
    }

    @Test
    void aRequirementSaysWhatItIs() {
        assertThat(role("org:admin").and(scope("read"))).hasToString("role org:admin and scope read");
    }

    @Test
    void callersForTestsHaveTheirTypesAndIds() {
        assertThat(TestAuth.apiKey("org_1").orgId()).isEqualTo("org_1");
        assertThat(TestAuth.apiKey("user_1").userId()).isEqualTo("user_1");
        assertThat(TestAuth.m2m("mch_1").machineId()).isEqualTo("mch_1");
        assertThat(TestAuth.oauth("user_1").userId()).isEqualTo("user_1");
        assertThat(TestAuth.session("user_1").userId()).isEqualTo("user_1");
        assertThat(TestAuth.session("user_1").sessionId()).isNotNull();
        assertThat(admin(0, 0).has(role("org:admin"))).isTrue();
        assertThat(TestAuth.signedIn(TestAuth.m2m("mch_1")).tokenType()).isEqualTo(TokenType.M2M_TOKEN);
        assertThat(TestAuth.signedOut(AuthErrorReason.TOKEN_INVALID).reason()).isEqualTo(AuthErrorReason.TOKEN_INVALID);
    }

    @Test
    void noVerifierAcceptsATokenMadeForTests() {
        try (var authenticator = TestInstances.live().build()) {
            var request = TestRequest.api().bearer(TestAuth.session("user_1").token());
            assertThat(authenticator.authenticate(request).isSignedIn()).isFalse();
        }
    }
}
