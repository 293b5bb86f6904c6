package com.clerk.sdk.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base64url as RFC 4648 section 5 writes it. Stricter than the JDK's decoder: bits left over at the end must be zero, so
 * that no two texts stand for the same bytes. Padding may be there or not.
 */
final class Base64Url {
    private static final byte[] VALUES = values();

    private Base64Url() {}

    private static byte[] values() {
        var values = new byte[256];
        Arrays.fill(values, (byte) -1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    static byte[] decode(String text) throws MalformedException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(bytes, 0, bytes.length);
    }

    /** Decodes a part of a text, given in ISO-8859-1. */
    static byte[] decode(byte[] text, int from, int to) throws MalformedException {
        int end = withoutPadding(text, from, to);
        int rest = (end - from) & 3;
        if (rest == 1) {
            throw new MalformedException("base64url cut off");
        }
        int whole = end - rest;
        var out = new byte[(int) ((end - from) * 3L / 4)];
        int at = 0;
        // Only the sign of what was seen counts: one check at the end instead of one for every character.
        int seen = 0;
        for (int i = from; i < whole; i += 4) {
            int a = VALUES[text[i] & 0xff];
            int b = VALUES[text[i + 1] & 0xff];
            int c = VALUES[text[i + 2] & 0xff];
            int d = VALUES[text[i + 3] & 0xff];
            seen |= a | b | c | d;
            int bits = a << 18 | b << 12 | c << 6 | d;
            out[at++] = (byte) (bits >> 16);
            out[at++] = (byte) (bits >> 8);
            out[at++] = (byte) bits;
        }
        if (rest > 0) {
            seen |= decodeRest(text, whole, rest, out, at);
        }
        if (seen < 0) {
            throw new MalformedException("not base64url");
        }
        return out;
    }

    private static int decodeRest(byte[] text, int from, int rest, byte[] out, int at) throws MalformedException {
        int a = VALUES[text[from] & 0xff];
        int b = VALUES[text[from + 1] & 0xff];
        int c = rest == 3 ? VALUES[text[from + 2] & 0xff] : 0;
        int bits = a << 18 | b << 12 | c << 6;
        out[at] = (byte) (bits >> 16);
        if (rest == 3) {
            out[at + 1] = (byte) (bits >> 8);
        }
        if ((bits & (rest == 3 ? 0xff : 0xffff)) != 0) {
            throw new MalformedException("base64url with bits left over");
        }
        return a | b | c;
    }

    private static int withoutPadding(byte[] text, int from, int to) {
        int end = to;
        if (((to - from) & 3) == 0) {
            while (end > from && to - end < 2 && text[end - 1] == '=') {
                end--;
            }
        }
        return end;
    }
}
