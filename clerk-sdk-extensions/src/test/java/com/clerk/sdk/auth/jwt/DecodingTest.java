package com.clerk.sdk.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.TestTokens;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two decoders beneath a token. */
class DecodingTest {
    private static Map<String, ?> json(String text) throws MalformedException {
        return ClaimsReader.read(TestTokens.utf8(text));
    }

    @Test
    void everyKindOfValueIsRead() throws MalformedException {
        assertThat(json(" { \"a\" : [ true , false , null , { } , [ ] , \"\" ] } \r\n\t"))
                .isEqualTo(Map.of("a", Arrays.asList(true, false, null, Map.of(), List.of(), "")));
        assertThat(json("{}")).isEmpty();
    }

    @Test
    void numbersKeepTheirValue() throws MalformedException {
        assertThat(json("{\"a\":[0,-0,-12,123456789012345678,1234567890123456789,0.10,-1e2,1E+2,1e-2]}")
                        .get("a"))
                .isEqualTo(List.of(
                        0L,
                        0L,
                        -12L,
                        123456789012345678L,
                        new BigDecimal("1234567890123456789"),
                        new BigDecimal("0.10"),
                        new BigDecimal("-1e2"),
                        new BigDecimal("1E+2"),
                        new BigDecimal("1e-2")));
    }

    @Test
    void escapesAndOtherAlphabetsAreRead() throws MalformedException {
        assertThat(json("{\"\\u0061\\n\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00 é😀x\"}"))
                .isEqualTo(Map.of("a\n", "\"\\/\b\f\n\r\té😀 é😀x"));
        assertThat(json("{\"sub\":\"\\u0000\"}")).isEqualTo(Map.of("sub", "\0"));
    }

    @Test
    void aNameIsTheSameHoweverItIsWritten() {
        assertThatThrownBy(() -> json("{\"sub\":1,\"s\\u0075b\":2}")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> json("{\"é\":null,\"\\u00e9\":2}")).isInstanceOf(MalformedException.class);
    }

    @Test
    void unknownNamesAreReadLikeKnownOnes() throws MalformedException {
        assertThat(json("{\"sub\":1,\"suc\":2,\"su\":3,\"subs\":4,\"\":5,\"exp\":6,\"Exp\":7}")
                        .keySet()
                        .toString())
                .isEqualTo("[sub, suc, su, subs, , exp, Exp]");
    }

    @Test
    void sixtyFourLevelsAreEnough() throws MalformedException {
        assertThat(json("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")).hasSize(1);
        assertThatThrownBy(() -> json("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"))
                .isInstanceOf(MalformedException.class);
        assertThat(json("{\"a\":[" + "[],{},".repeat(100) + "1]}")).hasSize(1);
    }

    @Test
    void base64UrlIsReadWithoutPaddingOnly() throws MalformedException {
        for (int length = 0; length < 70; length++) {
            var bytes = new byte[length];
            Arrays.fill(bytes, (byte) (0xA5 + length));
            var padded = Base64.getUrlEncoder().encodeToString(bytes);
            if (padded.endsWith("=")) {
                assertThatThrownBy(() -> Base64Url.decode(padded)).isInstanceOf(MalformedException.class);
            }
            assertThat(Base64Url.decode(TestTokens.base64Url(bytes))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A", "AAAAA", "AB", "AAB", "AAD", "A+AA", "A/AA", "AA A", "AA\n", "A=", "AA=", "AA==", "AAA=", "=",
                "====", "AA==A", "AAA==", "AA.A", "AAé", "AB=="
            })
    void otherBase64IsRefused(String text) {
        assertThatThrownBy(() -> Base64Url.decode(text)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a..c", ".b.c", "a.b.", "a.b.c.d", "a.b", "a+.b.c", "a.b.c ", ""})
    void otherTextHasNoTokensShape(String text) {
        assertThat(Jwt.isJwtShaped(text)).isFalse();
    }
}
