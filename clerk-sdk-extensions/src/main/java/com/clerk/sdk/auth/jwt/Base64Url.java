package com.clerk.sdk.auth.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url as RFC 4648 section 5 writes it. Stricter than the JDK's decoder, which does the work: bits left over at
 * the end must be zero, so that no two texts stand for the same bytes. Padding may be there or not.
 */
public final class Base64Url {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    public static boolean isDigit(char c) {
        return DIGITS.indexOf(c) >= 0;
    }

    public static byte[] decode(String text) throws MalformedException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(bytes, 0, bytes.length);
    }

    /** Decodes a part of a text, given in ISO-8859-1. */
    public static byte[] decode(byte[] text, int from, int to) throws MalformedException {
        try {
            var decoded = Base64.getUrlDecoder().decode(ByteBuffer.wrap(text, from, to - from));
            requireNoBitsLeft(text, from, to);
            var array = decoded.array();
            return decoded.limit() == array.length ? array : Arrays.copyOf(array, decoded.limit());
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not base64url");
        }
    }

    private static void requireNoBitsLeft(byte[] text, int from, int to) throws MalformedException {
        int end = to;
        while (end > from && text[end - 1] == '=') {
            end--;
        }
        int rest = (end - from) & 3;
        if (rest == 0) {
            return;
        }
        // Of the last digit's six bits, the first two or four belong to the last byte.
        int left = rest == 2 ? 0b1111 : 0b11;
        if ((DIGITS.indexOf(text[end - 1]) & left) != 0) {
            throw new MalformedException("base64url with bits left over");
        }
    }
}
