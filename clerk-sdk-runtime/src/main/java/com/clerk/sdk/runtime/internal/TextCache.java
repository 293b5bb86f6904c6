package com.clerk.sdk.runtime.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the short texts of one long document, most of which are there many times: names that no model knows, and
 * values such as {@code verified}. A text is kept until another one takes its slot. Not thread-safe.
 */
final class TextCache {
    /** The longest text in the cache, in bytes: its first and last eight bytes and its length are all of it. */
    static final int MAX_LENGTH = 2 * Long.BYTES;

    private static final int SIZE = 128;

    private final @Nullable String[] texts = new @Nullable String[SIZE];
    private final long[] firsts = new long[SIZE];
    private final long[] lasts = new long[SIZE];

    /** Returns the text of a part of at most {@link #MAX_LENGTH} ASCII characters. */
    String text(byte[] json, int from, int end) {
        long first = NameTable.firstOf(json, from, end);
        long last = NameTable.lastOf(json, from, end);
        int slot = NameTable.hash(first, last) & SIZE - 1;
        var text = texts[slot];
        if (text == null || firsts[slot] != first || lasts[slot] != last || text.length() != end - from) {
            text = new String(json, from, end - from, StandardCharsets.ISO_8859_1);
            texts[slot] = text;
            firsts[slot] = first;
            lasts[slot] = last;
        }
        return text;
    }
}
