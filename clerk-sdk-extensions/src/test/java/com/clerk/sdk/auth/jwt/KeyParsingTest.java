package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.jwk;
import static com.clerk.sdk.auth.TestTokens.pem;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.TestTokens;
import com.clerk.sdk.runtime.JsonValue;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in all accepted forms, and usual mistakes with them. */
class KeyParsingTest {
    private static final byte[] SPKI = KEYS.getPublic().getEncoded();

    /** The inner key of a SubjectPublicKeyInfo of RSA-2048: behind two headers, the algorithm, and the bit string's. */
    private static final byte[] PKCS1 = Arrays.copyOfRange(SPKI, 24, SPKI.length);

    static Stream<String> goodKeys() {
        var bare = Base64.getEncoder().encodeToString(SPKI);
        var pem = pem("PUBLIC KEY", SPKI);
        return Stream.of(
                pem,
                pem.strip(),
                "\n  " + pem + "\n",
                pem.replace("\n", "\r\n"),
                pem.replace("\n", " "),
                pem.replace("\n", ""),
                pem.replace("\n", "\\n"),
                pem.replace("\n", "\\r\\n"),
                "\"" + pem.replace("\n", "\\n") + "\"",
                "'" + pem + "'",
                bare,
                bare.replaceAll("(.{64})", "$1\n"),
                pem("RSA PUBLIC KEY", PKCS1),
                pem("PUBLIC KEY", PKCS1),
                Base64.getEncoder().encodeToString(PKCS1),
                Base64.getEncoder().withoutPadding().encodeToString(PKCS1));
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    void aKeyIsReadInEveryForm(String text) {
        assertThat(PemReader.parse(text)).isEqualTo(KEYS.getPublic());
    }

    static Stream<Arguments> wrongKeys() {
        var ec = TestTokens.keys("EC", 256);
        var edwards = TestTokens.keys("Ed25519", 255);
        var privateKey = KEYS.getPrivate().getEncoded();
        var pkcs1Private = Arrays.copyOfRange(privateKey, 26, privateKey.length);
        var base64 = Base64.getEncoder();
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of(" \n", "is empty"),
                Arguments.of("\"\"", "is empty"),
                Arguments.of("sk_test_" + "canary", "secret key"),
                Arguments.of("pk_test_Y2FuYXJ5", "publishable key"),
                Arguments.of("{\"kty\":\"RSA\"}", "JSON"),
                Arguments.of("https://clerk.example.com/.well-known/jwks.json", "URL"),
                Arguments.of("ssh-rsa AAAAB3NzaC1yc2E", "SSH key"),
                Arguments.of("/run/secrets/key.pem!", "not base64"),
                Arguments.of("AAAA".repeat(10_000), "longer than 32768 characters"),
                Arguments.of("aGVsbG8=", "not of a key"),
                Arguments.of(pem("RSA PUBLIC KEY", pkcs1Of(512)), "512 bits"),
                Arguments.of(pem("RSA PUBLIC KEY", pkcs1Of(1024)), "1024 bits"),
                Arguments.of("MA==", "not of a key"),
                Arguments.of("MAA=", "not of a key"),
                Arguments.of("MIA=", "not of a key"),
                Arguments.of("MAIC", "not of a key"),
                Arguments.of("MAMwAQA=", "not an RSA public key"),
                Arguments.of(pem("EC PRIVATE KEY", ec.getPrivate().getEncoded()), "another type, EC PRIVATE KEY"),
                Arguments.of(pem("PRIVATE KEY", privateKey), "another type, PRIVATE KEY"),
                Arguments.of(pem("RSA PRIVATE KEY", pkcs1Private), "another type, RSA PRIVATE KEY"),
                Arguments.of(
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nA\n-----END RSA PRIVATE KEY-----",
                        "another type, RSA PRIVATE KEY"),
                Arguments.of(pem("CERTIFICATE", SPKI), "another type, CERTIFICATE"),
                Arguments.of(base64.encodeToString(privateKey), "private key"),
                Arguments.of(base64.encodeToString(pkcs1Private), "private key"),
                Arguments.of(pem("PUBLIC KEY", privateKey), "private key"),
                Arguments.of(pem("PUBLIC KEY", ec.getPublic().getEncoded()), "elliptic-curve"),
                Arguments.of(base64.encodeToString(edwards.getPublic().getEncoded()), "Edwards-curve"),
                Arguments.of(pem("PUBLIC KEY", SPKI).replace("-----END PUBLIC KEY-----", ""), "cut off"),
                Arguments.of(pem("PUBLIC KEY", SPKI) + pem("PUBLIC KEY", SPKI), "more than one"),
                Arguments.of(pem("PUBLIC KEY", Arrays.copyOf(SPKI, 200)), "not an RSA public key"),
                Arguments.of(
                        pem(
                                "PUBLIC KEY",
                                TestTokens.keys("RSA", 1024).getPublic().getEncoded()),
                        "1024 bits"));
    }

    @ParameterizedTest
    @MethodSource("wrongKeys")
    void aMistakeIsNamedAndTheKeyIsNotRepeated(String text, String says) {
        var failure = org.assertj.core.api.Assertions.catchThrowable(
                () -> TestTokens.verifier().jwtKey(text));
        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(says);
        text.lines()
                .filter(line -> line.length() > 20 && !line.startsWith("-"))
                .forEach(line -> assertThat(failure).hasMessageNotContaining(line));
        assertThat(failure).hasMessageNotContaining("canary");
        if (!says.contains("bits")) {
            assertThat(failure).hasMessageContaining("BEGIN PUBLIC KEY").hasMessageContaining("Dashboard");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3072, 4096})
    void longerKeysVerifyToo(int bits) {
        var keys = TestTokens.keys("RSA", bits);
        var token = TestTokens.signed(
                JsonValue.of(TestTokens.header()).toJson(),
                JsonValue.of(TestTokens.claims()).toJson(),
                "SHA256withRSA",
                keys.getPrivate());
        for (var text : List.of(
                pem("PUBLIC KEY", keys.getPublic().getEncoded()),
                pkcs1(keys.getPublic().getEncoded()))) {
            assertThat(TestTokens.verifier().jwtKey(text).build().verify(token).userId())
                    .isEqualTo(TestTokens.USER);
        }
    }

    /** A PKCS#1 key that is too short, which can be reported only if it is wrapped correctly. */
    private static byte[] pkcs1Of(int bits) {
        var spki = TestTokens.keys("RSA", bits).getPublic().getEncoded();
        int start = spki.length - (bits == 512 ? 74 : 140);
        return Arrays.copyOfRange(spki, start, spki.length);
    }

    private static String pkcs1(byte[] spki) {
        return pem("RSA PUBLIC KEY", Arrays.copyOfRange(spki, 24, spki.length));
    }

    @Test
    void anExponentThatProtectsNothingIsRefused() {
        var modulus = ((RSAPublicKey) KEYS.getPublic()).getModulus();
        for (var exponent : List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(65536))) {
            assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.of(modulus, exponent));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RsaKeys.of(modulus.add(BigInteger.ONE), BigInteger.valueOf(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RsaKeys.of(BigInteger.ONE.shiftLeft(20_000).add(BigInteger.ONE), BigInteger.valueOf(3)));
    }

    private static Map<String, @Nullable Object> good() {
        return jwk(KEYS, "id");
    }

    static Stream<Arguments> wrongJwks() {
        return Stream.of(
                Arguments.of(with(good(), "kty", "EC"), "kty is \"EC\""),
                Arguments.of(without(good(), "kty"), "kty is missing"),
                Arguments.of(with(good(), "use", "enc"), "use is \"enc\""),
                Arguments.of(with(good(), "alg", "PS256"), "alg is \"PS256\""),
                Arguments.of(with(good(), "alg", "none"), "alg is \"none\""),
                Arguments.of(with(good(), "key_ops", List.of("encrypt")), "RSA"),
                Arguments.of(with(good(), "key_ops", "verify"), "RSA"),
                Arguments.of(with(good(), "d", "AQAB"), "private or secret"),
                Arguments.of(with(good(), "k", "AQAB"), "private or secret"),
                Arguments.of(without(good(), "n"), "\"n\" is missing or not base64url"),
                Arguments.of(with(good(), "e", ""), "\"e\" is missing or not base64url"),
                Arguments.of(with(good(), "e", "A+Q="), "\"e\" is missing or not base64url"),
                Arguments.of(with(good(), "e", 65537), "\"e\" is missing or not base64url"),
                Arguments.of(with(good(), "n", "AQAB"), "17 bits"),
                Arguments.of(new LinkedHashMap<>(Map.of("keys", List.of())), "jwks(…)"));
    }

    @ParameterizedTest
    @MethodSource("wrongJwks")
    void aJwkThatCannotVerifyIsRefused(Map<String, @Nullable Object> jwk, String says) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestTokens.verifier().jwk(JsonValue.of(jwk).toJson()))
                .withMessageContaining(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "-----BEGIN PUBLIC KEY-----", "{\"kty\":\"RSA\",\"kty\":\"RSA\"}"})
    void aTextThatIsNotAJsonObjectIsNotAKey(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestTokens.verifier().jwk(json));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestTokens.verifier().jwks(json));
    }

    @Test
    void aJwkMayLeaveOutWhatIsOptional() {
        var jwk = with(without(without(without(good(), "alg"), "use"), "kid"), "key_ops", List.of("verify", "later"));
        assertThat(TestTokens.verifier()
                        .jwk(" " + JsonValue.of(jwk).toJson() + "\n")
                        .build()
                        .verify(TestTokens.token())
                        .userId())
                .isEqualTo(TestTokens.USER);
    }

    @Test
    void aSetLeavesOutKeysForOtherPurposes() {
        var set = set(
                Map.of("kty", "EC", "kid", "ec", "crv", "P-256"),
                with(good(), "use", "enc"),
                without(good(), "kid"),
                jwk(KEYS, TestTokens.KEY_ID));
        assertThat(TestTokens.verifier()
                        .jwks(set)
                        .build()
                        .verify(TestTokens.token())
                        .userId())
                .isEqualTo(TestTokens.USER);
    }

    /** A configured set; Clerk's answer is read more leniently. */
    @Test
    void aSetWithAPrivateKeyIsRefusedEvenBesideAGoodKey() {
        var set = set(jwk(KEYS, TestTokens.KEY_ID), with(jwk(KEYS, "b"), "d", "canary"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestTokens.verifier().jwks(set))
                .withMessageContaining("private")
                .withMessageNotContaining("canary");
    }

    @Test
    void aSetWithoutUsableKeyIsRefused() {
        for (var set : List.of(
                set(),
                set(without(good(), "kid")),
                set("text"),
                "{\"keys\":{}}",
                "{}",
                set(with(good(), "d", "AQAB")))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TestTokens.verifier().jwks(set));
        }
    }

    private static String set(Object... keys) {
        return JsonValue.of(Map.of("keys", List.of(keys))).toJson();
    }
}
