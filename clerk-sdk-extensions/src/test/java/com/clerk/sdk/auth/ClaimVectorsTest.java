package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.Vectors.Case;
import com.clerk.sdk.auth.jwt.Claims;
import com.clerk.sdk.auth.jwt.MalformedException;
import com.clerk.sdk.auth.jwt.ScopedItems;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors about claims: every case, except those in the tables below. */
class ClaimVectorsTest {
    /** Cases in which a malformed claim throws in JavaScript; here it grants nothing. */
    private static final Set<String> DENIED_NOT_THROWN = Set.of(
            "session_claims: fea element without colon throws when o present",
            "split_by_scope: reservations,dashboard");

    /** Cases that a Java caller cannot write: the compiler or the factory refuses them. */
    private static final Set<String> IMPOSSIBLE = Set.of(
            "has: empty params",
            "has: invalid reverification preset",
            "has: non-string param {\"role\":null}",
            "has: non-string param {\"permission\":123}",
            "has: bad reverification object {\"level\":\"multi_factor\",\"afterMinutes\":0}");

    private static boolean asInJava(Case vector) {
        return !DENIED_NOT_THROWN.contains(vector.toString()) && !IMPOSSIBLE.contains(vector.toString());
    }

    @Test
    void theCasesThatDifferAreStillThere() {
        var names = Vectors.of("session_claims", "split_by_scope", "has")
                .map(Case::toString)
                .toList();
        assertThat(names).containsAll(DENIED_NOT_THROWN).containsAll(IMPOSSIBLE);
    }

    static Stream<Case> sessions() {
        return Vectors.of("session_claims").filter(ClaimVectorsTest::asInJava);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void bothVersionsReadTheSame(Case vector) {
        var claims = claims(Objects.requireNonNull(vector.input("claims")));
        var expected = Objects.requireNonNull(vector.json().get("expected")).entries();
        expected.forEach((name, value) -> assertThat(actual(claims, name))
                .as(name)
                .isEqualTo(value.isArray() ? value.items() : value.isNull() ? null : value));
    }

    private static @Nullable Object actual(SessionClaims claims, String name) {
        return switch (name) {
            case "userId" -> JsonValue.of(claims.userId());
            case "sessionId" -> json(claims.sessionId());
            case "orgId" -> json(claims.orgId());
            case "orgSlug" -> json(claims.orgSlug());
            case "orgRole" -> json(claims.orgRole());
            case "orgPermissions" ->
                claims.orgId() == null
                        ? null
                        : claims.orgPermissions().stream()
                                .sorted()
                                .map(JsonValue::of)
                                .toList();
            case "sessionStatus" -> json(claims.sessionStatus());
            case "factorVerificationAge" -> minutes(claims.factorVerificationAge());
            case "actor" -> claims.actor();
            default -> throw new AssertionError(name);
        };
    }

    private static @Nullable JsonValue json(@Nullable String text) {
        return text == null ? null : JsonValue.of(text);
    }

    private static @Nullable List<JsonValue> minutes(@Nullable FactorVerificationAge age) {
        return age == null ? null : List.of(minutes(age.firstFactor()), minutes(age.secondFactor()));
    }

    private static JsonValue minutes(@Nullable Duration age) {
        return JsonValue.of(age == null ? -1 : age.toMinutes());
    }

    @Test
    void aFeatureWithoutScopeGrantsNothingInsteadOfThrowing() {
        Vectors.of("session_claims")
                .filter(vector -> DENIED_NOT_THROWN.contains(vector.toString()))
                .forEach(vector -> {
                    var claims = claims(Objects.requireNonNull(vector.input("claims")));
                    assertThat(claims.orgPermissions()).isEmpty();
                    assertThat(claims.features()).isEmpty();
                });
    }

    static Stream<Case> scopes() {
        return Vectors.of("split_by_scope");
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void itemsAreSplitByScope(Case vector) {
        var items = ScopedItems.parse(vector.inputText("claim"));
        assertThat(items.organization()).isEqualTo(texts(vector.expected("org")));
        assertThat(items.user()).isEqualTo(texts(vector.expected("user")));
    }

    private static List<String> texts(@Nullable JsonValue value) {
        return value == null
                ? List.of()
                : value.items().stream().map(JsonValue::asString).toList();
    }

    static Stream<Case> questions() {
        return Vectors.of("has").filter(ClaimVectorsTest::asInJava);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void hasAnswersForASession(Case vector) {
        var auth = Objects.requireNonNull(vector.input("auth"));
        var names = Map.of(
                "userId",
                "sub",
                "orgId",
                "org_id",
                "orgRole",
                "org_role",
                "orgPermissions",
                "org_permissions",
                "features",
                "fea",
                "plans",
                "pla",
                "factorVerificationAge",
                "fva");
        var claims = new LinkedHashMap<String, JsonValue>();
        auth.entries().forEach((name, value) -> claims.put(Objects.requireNonNull(names.get(name), name), value));
        assertThat(claims(JsonValue.of(claims)).has(asked(Objects.requireNonNull(vector.input("params")))))
                .isEqualTo(vector.expects("result"));
    }

    static Stream<Case> questionsToClaims() {
        return Vectors.of("has_from_claims");
    }

    @ParameterizedTest
    @MethodSource("questionsToClaims")
    void hasAnswersForTheClaimsOfAToken(Case vector) {
        var claims = claims(Objects.requireNonNull(vector.input("claims")));
        assertThat(claims.has(asked(Objects.requireNonNull(vector.input("params")))))
                .isEqualTo(vector.expects("result"));
    }

    static SessionClaims claims(JsonValue json) {
        try {
            return new SessionClaims(Claims.parse(TestTokens.utf8(json.toJson())));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Requirement asked(JsonValue params) {
        var asked = new ArrayList<Requirement>();
        params.entries().forEach((name, value) -> asked.add(asked(name, value)));
        return asked.stream().reduce(Requirement::and).orElseThrow();
    }

    private static Requirement asked(String name, JsonValue value) {
        return switch (name) {
            case "role" -> Has.role(value.asString());
            case "permission" -> Has.permission(value.asString());
            case "feature" -> Has.feature(value.asString());
            case "plan" -> Has.plan(value.asString());
            case "reverification" -> Has.reverification(reverification(value));
            default -> throw new AssertionError(name);
        };
    }

    private static Reverification reverification(JsonValue value) {
        if (value.isObject()) {
            var level = Objects.requireNonNull(value.get("level")).asString();
            var minutes = Objects.requireNonNull(value.get("afterMinutes")).asLong();
            return Reverification.of(
                    Reverification.Level.valueOf(level.toUpperCase(java.util.Locale.ROOT)),
                    Duration.ofMinutes(minutes));
        }
        return switch (value.asString()) {
            case "strict_mfa" -> Reverification.STRICT_MFA;
            case "strict" -> Reverification.STRICT;
            case "moderate" -> Reverification.MODERATE;
            case "lax" -> Reverification.LAX;
            default -> throw new AssertionError(value.asString());
        };
    }
}
