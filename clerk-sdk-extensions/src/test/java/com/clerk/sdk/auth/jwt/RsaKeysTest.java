package com.clerk.sdk.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes of keys that are accepted, at their limits. */
class RsaKeysTest {
    @ParameterizedTest
    @CsvSource({"2048, 3", "2048, 65537", "16384, 3", "16384, 65537"})
    void aKeyWithinTheLimitsIsAccepted(int bits, BigInteger exponent) {
        var modulus = modulus(bits);
        var key = RsaKeys.of(modulus, exponent);
        assertThat(key.getModulus()).isEqualTo(modulus);
        assertThat(key.getPublicExponent()).isEqualTo(exponent);
    }

    @ParameterizedTest
    @CsvSource({"2047, 2047 bits", "16385, 16385 bits"})
    void aKeyOutsideOfThemIsRefusedWithItsSize(int bits, String says) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RsaKeys.of(modulus(bits), BigInteger.valueOf(65_537)))
                .withMessageContaining(says)
                .withMessageContaining("2048")
                .withMessageContaining("16384");
    }

    /** A key that cannot sign, but has the size. */
    private static BigInteger modulus(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }
}
