package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.auth.Vectors.Case;
import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.HeaderTypes;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.jwt.SignatureAlgorithm;
import com.clerk.sdk.auth.jwt.TokenCache;
import com.clerk.sdk.auth.jwt.UnreachableKeys;
import com.clerk.sdk.auth.jwt.VerificationKey;
import com.clerk.sdk.auth.jwt.VerificationKeys;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.runtime.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors about tokens: every case, except those in the tables below. */
class TokenVectorsTest {
    /** Cases in which Java has another outcome on purpose. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "verify_token: no key at all", "a verifier without a key is refused when it is built",
            "verify_jwt: empty-string sub accepted", "a session without a user is nobody's",
            "pem_to_jwk: missing pem", "an empty key is refused when it is set");

    /** Cases that only JavaScript accepts: a clock skew that is not a number. */
    private static final Set<String> IMPOSSIBLE = Set.of(
            "verify_jwt: NaN skew falls back to 5000 (accept +1s)",
            "verify_jwt: NaN skew falls back to 5000 (reject +60s)",
            "verify_jwt: Infinity skew falls back to 5000 (reject +3600s)");

    static Stream<Case> decoding() {
        return Vectors.of("decode_jwt");
    }

    @ParameterizedTest
    @MethodSource("decoding")
    void tokensAreDecoded(Case vector) {
        var token = vector.inputText("token");
        if (!vector.expects("valid")) {
            assertThat(failure(() -> Jwt.decode(token))).hasToString(vector.expectedText("reason"));
            return;
        }
        var jwt = Jwt.decode(token);
        assertThat(JsonValue.of(jwt.header().values())).isEqualTo(vector.expected("header"));
        assertThat(JsonValue.of(jwt.claims().values())).isEqualTo(vector.expected("payload"));
    }

    static Stream<Case> verifying() {
        return Vectors.of("verify_jwt")
                .filter(vector -> !IMPOSSIBLE.contains(vector.toString()) && !DIFFERENT.containsKey(vector.toString()));
    }

    @ParameterizedTest
    @MethodSource("verifying")
    void tokensOfAnyKindAreVerified(Case vector) {
        var verifier = new JwtVerifier(types(vector), jwt -> {}, key(vector), new TokenCache(2));
        var rules = rules(vector);
        var token = vector.inputText("token");
        if (!vector.expects("valid")) {
            assertThat(failure(() -> verifier.verify(token, rules, ClerkLookups.BLOCKING)))
                    .hasToString(vector.expectedText("reason"));
            return;
        }
        var claims = verifier.verify(token, rules, ClerkLookups.BLOCKING).claims();
        var expected = vector.expected("claims");
        if (expected != null) {
            expected.entries()
                    .forEach((name, value) ->
                            assertThat(JsonValue.of(claims.get(name))).isEqualTo(value));
        }
    }

    @Test
    void theImpossibleCasesAreStillThere() {
        assertThat(Vectors.of("verify_jwt").map(Case::toString)).containsAll(IMPOSSIBLE);
    }

    static Stream<Case> sessions() {
        return Vectors.of("verify_token")
                .filter(vector -> !vector.callsNetwork() && !DIFFERENT.containsKey(vector.toString()));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void sessionTokensAreVerifiedWithoutTheNetwork(Case vector) {
        var builder = SessionTokenVerifier.builder().clock(vector.clock());
        var pem = vector.option("jwtKey");
        var keys = pem == null ? UnreachableKeys.INSTANCE : VerificationKeys.ofPem(pem.asString());
        var verifier =
                builder.authorizedParties(vector.texts("authorizedParties")).build(keys);
        var token = vector.inputText("token");
        if (vector.expects("valid")) {
            assertThat(verifier.verify(token).userId()).isNotEmpty();
        } else {
            assertThat(failure(() -> verifier.verify(token))).hasToString(vector.expectedText("reason"));
        }
    }

    @Test
    void aVerifierWithoutKeyIsRefusedWhenItIsBuilt() {
        assertThat(Vectors.of("verify_token", "verify_jwt", "pem_to_jwk").map(Case::toString))
                .containsAll(DIFFERENT.keySet());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionTokenVerifier.builder().build())
                .withMessageContaining("CLERK_JWT_KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionTokenVerifier.builder().jwtKey(""))
                .withMessageContaining("is empty");
    }

    static Stream<Case> checks() {
        return Vectors.of(
                "assert_audience", "assert_azp", "assert_header_alg", "assert_header_type", "assert_time_claim");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void eachClaimRuleHoldsForAWholeToken(Case vector) {
        var token = minted(vector);
        var keys = VerificationKeys.of(new VerificationKey(publicKey(), null));
        var verifier = new JwtVerifier(types(vector), jwt -> {}, keys, new TokenCache(2));
        var rules = rules(vector);
        if (vector.expects("throws")) {
            assertThat(failure(() -> verifier.verify(token, rules, ClerkLookups.BLOCKING)))
                    .hasToString(vector.expectedText("reason"));
        } else {
            assertThatCode(() -> verifier.verify(token, rules, ClerkLookups.BLOCKING))
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Case> shapes() {
        return Vectors.of("is_jwt_format");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theShapeOfATokenIsRecognised(Case vector) {
        assertThat(Jwt.isJwtShaped(vector.inputText("token"))).isEqualTo(vector.expects("result"));
    }

    /** Returns a token that is valid except for the subject of the case. */
    private static String minted(Case vector) {
        long now = vector.clock().instant().getEpochSecond();
        var claims = new LinkedHashMap<String, @Nullable Object>();
        claims.put("sub", TestTokens.USER);
        claims.put("exp", now + 60);
        var header = TestTokens.header();
        switch (vector.kind()) {
            case "assert_audience" -> putUnlessAbsent(claims, "aud", vector);
            case "assert_azp" -> putUnlessAbsent(claims, "azp", vector);
            case "assert_header_alg" -> header.put("alg", vector.inputText("alg"));
            case "assert_header_type" -> {
                header.remove("typ");
                putUnlessAbsent(header, "typ", vector);
            }
            default -> claims.put(vector.inputText("claim"), Objects.requireNonNull(vector.input("value")));
        }
        var algorithm = SignatureAlgorithm.named(header.get("alg"));
        return TestTokens.signed(
                JsonValue.of(header).toJson(),
                JsonValue.of(claims).toJson(),
                algorithm == null ? "SHA256withRSA" : algorithm.jcaName(),
                TestTokens.KEYS.getPrivate());
    }

    private static void putUnlessAbsent(Map<String, @Nullable Object> values, String name, Case vector) {
        var value = vector.input(name);
        if (value != null) {
            values.put(name, value);
        }
    }

    private static HeaderTypes types(Case vector) {
        var types = vector.texts("headerType");
        return types.isEmpty() ? HeaderTypes.JWT : HeaderTypes.only(types);
    }

    private static ClaimRules rules(Case vector) {
        var audiences = new java.util.LinkedHashSet<>(vector.texts("audience"));
        audiences.remove("");
        return new ClaimRules(
                audiences,
                Set.copyOf(vector.texts("authorizedParties")),
                Set.copyOf(vector.texts("issuer")),
                Objects.requireNonNull(vector.skew()),
                vector.clock());
    }

    private static VerificationKeys key(Case vector) {
        var pem = vector.option("pem");
        return pem == null
                ? VerificationKeys.ofJwk(
                        Objects.requireNonNull(vector.option("jwk")).toJson())
                : VerificationKeys.ofPem(pem.asString());
    }

    private static java.security.interfaces.RSAPublicKey publicKey() {
        return (java.security.interfaces.RSAPublicKey) TestTokens.KEYS.getPublic();
    }

    /** The reason as users see it, also of the parts that throw the exception of their own package. */
    private static TokenVerificationReason failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var failure = Objects.requireNonNull(catchThrowable(call), "accepted");
        return failure instanceof JwtException e
                ? TokenVerificationException.of(e).reason()
                : ((TokenVerificationException) failure).reason();
    }
}
