package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.base64Url;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.utf8;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.auth.jwt.Claims;
import com.clerk.sdk.auth.jwt.MalformedException;
import com.clerk.sdk.auth.jwt.UnreachableKeys;
import com.clerk.sdk.runtime.JsonValue;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile tokens, made to get in or to break the server: each ends in a {@link TokenVerificationException} and nothing
 * else.
 */
class HostileTokenTest {
    private static final SessionTokenVerifier VERIFIER = TestTokens.verifier().build();

    private static void assertRefused(SessionTokenVerifier verifier, @Nullable String token, String reason) {
        var failure = catchThrowable(() -> verifier.verify(token));
        assertThat(failure).isInstanceOf(TokenVerificationException.class);
        assertThat(((TokenVerificationException) failure).reason()).hasToString(reason);
        assertThat(failure.getMessage()).matches("[ -~]{1,400}").doesNotContain(TestTokens.USER);
    }

    private static void assertRefused(String token, String reason) {
        assertRefused(VERIFIER, token, reason);
    }

    @Test
    void aGoodTokenIsAccepted() {
        assertThat(VERIFIER.verify(TestTokens.token()).userId()).isEqualTo(TestTokens.USER);
    }

    @Test
    void theAlgorithmNoneIsRefused() {
        for (var name : List.of("none", "None", "NONE", "nOnE", "")) {
            var text = base64Url(utf8(JsonValue.of(with(header(), "alg", name)).toJson())) + "."
                    + base64Url(utf8(JsonValue.of(claims()).toJson())) + ".";
            assertRefused(text, "token-invalid-algorithm");
            assertRefused(text + "AAAA", "token-invalid-algorithm");
        }
        assertRefused(signed(without(header(), "alg"), claims()), "token-invalid-algorithm");
        assertRefused(signed(with(header(), "alg", null), claims()), "token-invalid-algorithm");
        assertRefused(signed(with(header(), "alg", List.of("RS256")), claims()), "token-invalid-algorithm");
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws GeneralSecurityException {
        var text = base64Url(utf8(JsonValue.of(with(header(), "alg", "HS256")).toJson())) + "."
                + base64Url(utf8(JsonValue.of(claims()).toJson()));
        for (var secret :
                List.of(utf8(TestTokens.pem()), TestTokens.KEYS.getPublic().getEncoded())) {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            assertRefused(text + "." + base64Url(mac.doFinal(utf8(text))), "token-invalid-algorithm");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PS256",
                "PS384",
                "PS512",
                "ES256",
                "ES384",
                "ES512",
                "EdDSA",
                "RS1",
                "rs256",
                "RSA-OAEP",
                "HS512"
            })
    void otherAlgorithmsAreRefusedBeforeAKeyIsUsed(String name) {
        var verifier = TestTokens.verifier().build(UnreachableKeys.INSTANCE);
        assertRefused(verifier, signed(with(header(), "alg", name), claims()), "token-invalid-algorithm");
    }

    @Test
    void aSignatureWithOtherPaddingIsInvalidUnderTheNameOfAnAcceptedOne() throws GeneralSecurityException {
        var text = base64Url(utf8(JsonValue.of(header()).toJson())) + "."
                + base64Url(utf8(JsonValue.of(claims()).toJson()));
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signature.initSign(TestTokens.KEYS.getPrivate());
        signature.update(utf8(text));
        assertRefused(text + "." + base64Url(signature.sign()), "token-invalid-signature");
    }

    @Test
    void theAlgorithmNamedMustBeTheOneUsed() {
        var header = JsonValue.of(header()).toJson();
        var claims = JsonValue.of(claims()).toJson();
        assertRefused(signed(header, claims, "SHA512withRSA", TestTokens.KEYS.getPrivate()), "token-invalid-signature");
        assertRefused(signed(header, claims, "SHA1withRSA", TestTokens.KEYS.getPrivate()), "token-invalid-signature");
    }

    static Stream<Map<String, @Nullable Object>> broughtKeys() {
        var jwk = TestTokens.jwk(TestTokens.OTHER_KEYS, "mine");
        return Stream.of(
                with(header(), "jwk", jwk),
                with(header(), "jku", "https://evil.example.com/jwks.json"),
                with(header(), "x5u", "https://evil.example.com/cert.pem"),
                with(header(), "x5c", List.of("MIIB")));
    }

    @ParameterizedTest
    @MethodSource("broughtKeys")
    void aKeyInsideATokenIsIgnored(Map<String, @Nullable Object> header) {
        var json = JsonValue.of(header).toJson();
        var claims = JsonValue.of(claims()).toJson();
        assertRefused(
                signed(json, claims, "SHA256withRSA", TestTokens.OTHER_KEYS.getPrivate()), "token-invalid-signature");
        assertThat(VERIFIER.verify(signed(json, claims)).userId()).isEqualTo(TestTokens.USER);
    }

    @Test
    void aTokenOfAnotherInstanceIsRefused() {
        var token = signed(
                JsonValue.of(header()).toJson(),
                JsonValue.of(claims()).toJson(),
                "SHA256withRSA",
                TestTokens.OTHER_KEYS.getPrivate());
        assertRefused(token, "token-invalid-signature");
    }

    @Test
    void extensionsThatMustBeUnderstoodAreRefused() {
        assertRefused(signed(with(header(), "crit", List.of("b64")), claims()), "token-invalid");
        assertRefused(signed(with(header(), "crit", List.of()), claims()), "token-invalid");
        assertRefused(signed(with(header(), "crit", null), claims()), "token-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "application/at+jwt", "jwt", "JWT ", "", "JWE", "dpop+jwt", "logout+jwt"})
    void aTokenOfAnotherTypeIsRefused(String type) {
        assertRefused(signed(with(header(), "typ", type), claims()), "token-invalid");
    }

    @Test
    void aTypeThatIsNotAStringIsRefused() {
        assertRefused(signed(with(header(), "typ", null), claims()), "token-invalid");
        assertRefused(signed(with(header(), "typ", List.of("JWT")), claims()), "token-invalid");
    }

    @Test
    void aTokenOfAMachineOrATemplateIsNoSessionToken() {
        assertRefused(signed(with(header(), "cat", "cl_B7d4PD333AAA"), claims()), "token-invalid");
        assertRefused(signed(with(header(), "cat", "cl_B7d4PD222AAA"), claims()), "token-invalid");
        assertRefused(signed(with(header(), "cat", ""), claims()), "token-invalid");
        assertRefused(signed(with(header(), "cat", null), claims()), "token-invalid");
        assertRefused(signed(with(header(), "cat", 1), claims()), "token-invalid");
        assertRefused(signed(header(), with(claims(), "sub", "mch_2vYVtest")), "token-invalid");
        assertRefused(signed(without(header(), "cat"), with(claims(), "sub", "mch_2vYVtest")), "token-invalid");
    }

    @Test
    void olderSessionTokensWithoutCategoryAreAccepted() {
        assertThat(VERIFIER.verify(signed(without(header(), "cat"), claims())).sessionId())
                .isEqualTo("sess_test");
        assertThat(VERIFIER.verify(signed(with(header(), "cat", "cl_I7d4PD111III"), claims()))
                        .sessionId())
                .isEqualTo("sess_test");
    }

    @Test
    void aMissingOrMalformedSubjectIsRefused() {
        assertRefused(signed(header(), without(claims(), "sub")), "token-verification-failed");
        assertRefused(signed(header(), with(claims(), "sub", null)), "token-verification-failed");
        assertRefused(signed(header(), with(claims(), "sub", "")), "token-verification-failed");
        assertRefused(signed(header(), with(claims(), "sub", 7)), "token-verification-failed");
        assertRefused(signed(header(), with(claims(), "sub", List.of("user_1"))), "token-verification-failed");
    }

    static Stream<@Nullable Object> malformedTimes() {
        return Stream.of(null, "1700000060", true, List.of(1), Map.of(), 1e300, -1e300, 1_700_000_060_000_000L);
    }

    @ParameterizedTest
    @MethodSource("malformedTimes")
    void aMalformedTimeIsRefused(@Nullable Object time) {
        for (var name : List.of("exp", "nbf", "iat")) {
            assertRefused(signed(header(), with(claims(), name, time)), "token-verification-failed");
        }
    }

    @Test
    void aTokenWithoutEndIsRefused() {
        assertRefused(signed(header(), without(claims(), "exp")), "token-verification-failed");
        assertRefused(
                signed(JsonValue.of(header()).toJson(), "{\"sub\":\"u\",\"exp\":1e999}"), "token-verification-failed");
    }

    @Test
    void thePartyMustBeThereWhenPartiesAreAuthorized() {
        var verifier = TestTokens.verifier().authorizedParties(TestTokens.PARTY).build();
        assertThat(verifier.verify(TestTokens.token()).authorizedParty()).isEqualTo(TestTokens.PARTY);
        for (var claims : List.of(
                without(claims(), "azp"),
                with(claims(), "azp", null),
                with(claims(), "azp", ""),
                with(claims(), "azp", 1),
                with(claims(), "azp", List.of(TestTokens.PARTY)),
                with(claims(), "azp", TestTokens.PARTY + "/"),
                with(claims(), "azp", "HTTPS://app.example.com"),
                with(claims(), "azp", "https://evil.example.com"))) {
            assertRefused(verifier, signed(header(), claims), "token-invalid-authorized-parties");
        }
    }

    static Stream<String> malformedTokens() {
        var good = TestTokens.token();
        int headerEnd = good.indexOf('.');
        int claimsEnd = good.lastIndexOf('.');
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                " ",
                "null",
                "\0",
                "\uD83D\uDE00.\uD83D\uDE00.\uD83D\uDE00",
                good.substring(0, claimsEnd),
                good.substring(0, headerEnd),
                good + ".",
                good + ".AAAA",
                "." + good,
                good + "\0",
                "\0" + good,
                good.substring(0, headerEnd) + "\0" + good.substring(headerEnd),
                good + "\n",
                " " + good,
                "Bearer " + good,
                good.replace('.', ','),
                "\"" + good + "\"",
                good.substring(0, headerEnd + 3) + "\u0141" + good.substring(headerEnd + 4),
                good.substring(0, headerEnd + 3) + "\u00e9" + good.substring(headerEnd + 4),
                "!!" + good.substring(2),
                good + "=",
                good + "===",
                good + "====",
                good.substring(0, 3) + "=" + good.substring(4),
                good.replaceFirst("\\.", "=."));
    }

    @ParameterizedTest
    @MethodSource("malformedTokens")
    void aTextThatIsNotATokenIsRefused(String token) {
        var failure = catchThrowable(() -> VERIFIER.verify(token));
        assertThat(failure).isInstanceOf(TokenVerificationException.class);
        assertThat(((TokenVerificationException) failure).reason().value()).startsWith("token-invalid");
    }

    @Test
    void paddingIsRefusedSoThatATokenHasOneSpelling() {
        assertRefused(VERIFIER, TestTokens.token() + "==", "token-invalid");
        assertRefused(VERIFIER, TestTokens.token() + "=", "token-invalid");
        var parts = TestTokens.token().split("\\.");
        assertRefused(VERIFIER, parts[0] + "==." + parts[1] + "." + parts[2], "token-invalid");
        assertRefused(VERIFIER, parts[0] + "." + parts[1] + "=." + parts[2], "token-invalid");
    }

    @Test
    void aMissingTokenIsRefusedLikeAnInvalidOne() {
        assertRefused(VERIFIER, null, "token-invalid");
    }

    static Stream<String> malformedPayloads() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "1",
                "{",
                "}",
                "{}x",
                "{} {}",
                "{'sub':'u'}",
                "{sub:\"u\"}",
                "{\"sub\":\"u\",}",
                "{\"sub\" \"u\"}",
                "{\"sub\":\"u\" \"exp\":1}",
                "{\"sub\":\"a\",\"sub\":\"b\"}",
                "{\"a\":{\"x\":1,\"x\":1}}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":0x1}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "/**/{}",
                "{}//",
                "\uFEFF{}",
                "{\"a\":1e99999999999}",
                "{\"a\":" + "9".repeat(65) + "}");
    }

    @ParameterizedTest
    @MethodSource("malformedPayloads")
    void aTextOtherThanExactlyOneJsonObjectIsRefused(String payload) {
        assertRefused(signed(JsonValue.of(header()).toJson(), payload), "token-invalid");
        assertRefused(signed(payload, JsonValue.of(claims()).toJson()), "token-invalid");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var bytes = utf8("{\"sub\":\"ab\"}");
        for (var wrong : List.of(new byte[] {(byte) 0xC0, (byte) 0x80}, new byte[] {(byte) 0xED, (byte) 0xA0})) {
            System.arraycopy(wrong, 0, bytes, 8, 2);
            assertRefused(base64Url(utf8("{\"alg\":\"RS256\"}")) + "." + base64Url(bytes) + ".AAAA", "token-invalid");
        }
    }

    @Test
    void deepJsonDoesNotExhaustTheStack() {
        for (int depth : new int[] {70, 10_000, 20_000}) {
            assertRefused(
                    signed(JsonValue.of(header()).toJson(), "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"),
                    "token-invalid");
            assertRefused(base64Url(utf8("{\"a\":".repeat(Math.min(depth, 9000)))) + ".e30.AAAA", "token-invalid");
        }
    }

    @Test
    void anOverlongTokenIsRefusedWithoutParsing() {
        assertRefused("a".repeat(1 << 20), "token-invalid");
        assertRefused(signed(header(), with(claims(), "x", "y".repeat(1 << 20))), "token-invalid");
        var padding = "y".repeat(40_000);
        assertThat(VERIFIER.verify(signed(header(), with(claims(), "x", padding)))
                        .claim("x"))
                .isEqualTo(JsonValue.of(padding));
    }

    @Test
    void anyCharacterChangedMakesTheTokenInvalid() {
        var good = TestTokens.token();
        for (int i = 0; i < good.length(); i++) {
            var changed = new StringBuilder(good);
            changed.setCharAt(i, good.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(catchThrowable(() -> VERIFIER.verify(changed.toString())))
                    .as("character %d", i)
                    .isInstanceOf(TokenVerificationException.class);
        }
    }

    @Test
    void noRandomTextBreaksTheVerifier() {
        var random = new Random(42);
        var good = utf8(TestTokens.token());
        for (int round = 0; round < 5000; round++) {
            var bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(catchThrowable(() -> VERIFIER.verify(text))).isInstanceOf(TokenVerificationException.class);
        }
    }

    @Test
    void noRandomPayloadBreaksTheParser() {
        var random = new Random(7);
        var good = utf8("{\"a\":[1,-2.5e3,true,null,{\"b\":\"\\u00e9\\n\u00e9\"}],\"sub\":\"u\",\"exp\":1700000060}");
        for (int round = 0; round < 20_000; round++) {
            var bytes = good.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var failure = catchThrowable(() -> Claims.parse(bytes));
            assertThat(failure == null || failure instanceof MalformedException)
                    .as("%s", failure)
                    .isTrue();
        }
    }

    @Test
    void messagesRepeatNothingThatCouldDoHarm() {
        var evil = "x\r\nSet-Cookie: a=b\u0000\u001b[31m";
        for (var name : List.of("alg", "typ", "cat", "kid")) {
            var failure = catchThrowable(() -> VERIFIER.verify(signed(with(header(), name, evil), claims())));
            if (failure != null) {
                assertThat(failure.getMessage()).matches("[ -~]+").doesNotContain("Set-Cookie");
            }
        }
    }
}
