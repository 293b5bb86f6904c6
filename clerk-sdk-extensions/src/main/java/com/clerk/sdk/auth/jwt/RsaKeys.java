package com.clerk.sdk.auth.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * A factory of RSA public keys that refuses insecure ones: less than 2048 bits (RFC 7518 section 3.3), or a broken
 * modulus or exponent.
 */
final class RsaKeys {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 16_384;

    private RsaKeys() {}

    static RSAPublicKey of(BigInteger modulus, BigInteger exponent) {
        requireStrong(modulus, exponent);
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The modulus and exponent are not an RSA key.", e);
        }
    }

    /** Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1) with an RSA key. */
    static RSAPublicKey ofSpki(byte[] der) throws GeneralSecurityException {
        var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        requireStrong(key.getModulus(), key.getPublicExponent());
        return key;
    }

    private static void requireStrong(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException("The RSA key has " + bits + " bits. It must have at least " + MIN_BITS
                    + " and at most " + MAX_BITS + " bits; Clerk's keys have 2048.");
        }
        if (!modulus.testBit(0) || !exponent.testBit(0) || exponent.bitLength() < 2) {
            throw new IllegalArgumentException(
                    "The RSA key is insecure: its modulus or exponent is even, or its exponent is 1.");
        }
    }
}
