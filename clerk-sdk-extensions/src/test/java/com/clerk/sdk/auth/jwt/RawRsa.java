package com.clerk.sdk.auth.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** An RSA key as plain numbers, to sign messages that no library signs. Protocol: RFC 8017 sections 4 and 5.2. */
public record RawRsa(KeyPair keys) {
    public static RawRsa generate(int bits, BigInteger exponent) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
            return new RawRsa(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public RSAPublicKey publicKey() {
        return (RSAPublicKey) keys.getPublic();
    }

    public BigInteger modulus() {
        return publicKey().getModulus();
    }

    public int length() {
        return modulus().bitLength() / 8;
    }

    /** The private operation on any bytes that are less than the modulus. */
    public byte[] sign(byte[] encoded) {
        var exponent = ((RSAPrivateKey) keys.getPrivate()).getPrivateExponent();
        return bytes(new BigInteger(1, encoded).modPow(exponent, modulus()));
    }

    /** The public operation. */
    public BigInteger open(BigInteger signature) {
        return signature.modPow(publicKey().getPublicExponent(), modulus());
    }

    public byte[] bytes(BigInteger number) {
        return bytes(number, length());
    }

    public static byte[] bytes(BigInteger number, int length) {
        var digits = number.toByteArray();
        var bytes = new byte[length];
        int count = Math.min(digits.length, length);
        System.arraycopy(digits, digits.length - count, bytes, length - count, count);
        return bytes;
    }

    /** Signs with the standard encoding. */
    public byte[] sign(byte[] text, String algorithm) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public byte[] signPss(byte[] text, String hash) {
        try {
            var signature = Signature.getInstance("RSASSA-PSS");
            var mask = new MGF1ParameterSpec(hash);
            signature.setParameter(new PSSParameterSpec(hash, "MGF1", mask, 32, PSSParameterSpec.TRAILER_FIELD_BC));
            signature.initSign(keys.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
