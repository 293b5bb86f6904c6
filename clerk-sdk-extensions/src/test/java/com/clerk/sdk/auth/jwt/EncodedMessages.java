package com.clerk.sdk.auth.jwt;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The encoded messages inside RSA signatures, valid and invalid. Protocol: RFC 8017 sections 9.2 and A.2.4, ITU-T
 * X.690.
 */
public final class EncodedMessages {
    public static final int SEQUENCE = 0x30;
    public static final int OBJECT_ID = 0x06;
    public static final int OCTETS = 0x04;
    public static final byte[] NULL = hex("0500");

    private EncodedMessages() {}

    public static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    public static byte[] hash(String name, byte[] text) {
        try {
            return MessageDigest.getInstance(name).digest(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The content of an object id. */
    public static byte[] objectId(String hash) {
        return hex(
                switch (hash) {
                    case "MD5" -> "2a864886f70d0205";
                    case "SHA-1" -> "2b0e03021a";
                    case "SHA-224" -> "608648016503040204";
                    case "SHA-256" -> "608648016503040201";
                    case "SHA-384" -> "608648016503040202";
                    case "SHA-512" -> "608648016503040203";
                    case "SHA-512/256" -> "608648016503040206";
                    case "SHA3-256" -> "608648016503040208";
                    default -> throw new AssertionError(hash);
                });
    }

    public static byte[] algorithm(String hash, byte[]... parameters) {
        return der(SEQUENCE, der(OBJECT_ID, objectId(hash)), join(parameters));
    }

    public static byte[] digestInfo(String hash, byte[] value) {
        return der(SEQUENCE, algorithm(hash, NULL), der(OCTETS, value));
    }

    /** An element with the shortest form of its length, which must be below 128. */
    public static byte[] der(int tag, byte[]... content) {
        var all = join(content);
        if (all.length > 127) {
            throw new AssertionError("too long");
        }
        return join(new byte[] {(byte) tag, (byte) all.length}, all);
    }

    /** Returns an element with any length. */
    public static byte[] ber(int tag, String length, byte[]... content) {
        return join(new byte[] {(byte) tag}, hex(length), join(content));
    }

    /** An element with its length in the long form, where the short one would do. */
    public static byte[] longForm(int tag, byte[]... content) {
        return ber(tag, String.format("81%02x", join(content).length), content);
    }

    /** {@code 00 01 FF … FF 00} and the content, as long as asked for. */
    public static byte[] padded(int length, byte[] content) {
        return join(hex("0001"), padding(length - 3 - content.length), hex("00"), content);
    }

    public static byte[] padding(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
