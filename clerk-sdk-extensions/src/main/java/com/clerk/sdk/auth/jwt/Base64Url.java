package com.clerk.sdk.auth.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A decoder of base64url (RFC 4648 section 5) as RFC 7515 section 2 has it: without padding.
 *
 * <p>It is stricter than the decoder of the JDK, which it uses: there must be no padding, and unused bits at the end
 * must be zero (RFC 4648 section 3.5), so that bytes have only one encoding.
 */
final class Base64Url {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    static boolean isDigit(char c) {
        return DIGITS.indexOf(c) >= 0;
    }

    static byte[] decode(String text) throws MalformedException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(bytes, 0, bytes.length);
    }

    /** Decodes a part of an ASCII text. */
    static byte[] decode(byte[] text, int from, int to) throws MalformedException {
        if (to > from && text[to - 1] == '=') {
            throw new MalformedException("base64url with padding");
        }
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
        int rest = (to - from) & 3;
        if (rest == 0) {
            return;
        }
        // The last digit has six bits, of which the first two or four belong to the last byte.
        int left = rest == 2 ? 0b1111 : 0b11;
        if ((DIGITS.indexOf(text[to - 1]) & left) != 0) {
            throw new MalformedException("base64url with unused bits that are not zero");
        }
    }
}
