package com.clerk.sdk.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A hash table that finds known names by their bytes, so that reading them makes no string. It compares eight bytes at
 * a time. It never grows, so no input can slow it down. Immutable and thread-safe.
 */
public final class NameTable {
    /** The result of a search for a name that is not in the table. */
    public static final int UNKNOWN = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    private final String[] names;
    private final byte[][] bytes;
    // The first and the last eight bytes of each name, which overlap in a short one.
    private final long[] firsts;
    private final long[] lasts;
    // One more than the index of a name, at the first free slot from that of its hash on; 0 in a free slot.
    private final int[] slots;

    /**
     * Creates a table.
     *
     * @param names the names, each once; where they mostly come in an order, in that order
     */
    public NameTable(List<String> names) {
        int size = names.size();
        this.names = new String[size];
        this.bytes = new byte[size][];
        this.firsts = new long[size];
        this.lasts = new long[size];
        this.slots = new int[4 * Integer.highestOneBit(size + 1)];
        for (int i = 0; i < size; i++) {
            add(i, names.get(i));
        }
    }

    private void add(int index, String name) {
        // Interned like the constants in code, so that a switch and a map compare references and not characters.
        names[index] = name.intern();
        var text = name.getBytes(StandardCharsets.UTF_8);
        bytes[index] = text;
        firsts[index] = firstOf(text, 0, text.length);
        lasts[index] = lastOf(text, 0, text.length);
        int slot = hash(firsts[index], lasts[index]) & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = index + 1;
    }

    /**
     * Returns a name.
     *
     * @param index index of the name
     * @return the name, interned
     */
    public String name(int index) {
        return names[index];
    }

    /** Returns whether a text has a name at a place, and a quote after it. */
    boolean isAt(byte[] text, int from, int index) {
        if (index < 0 || index >= names.length) {
            return false;
        }
        int end = from + bytes[index].length;
        return end < text.length
                && text[end] == '"'
                && matches(index, text, from, end, firstOf(text, from, end), lastOf(text, from, end));
    }

    /** Returns the number of bytes of a name. */
    int length(int index) {
        return bytes[index].length;
    }

    /** Returns the index of the name that is a part of a text, or {@link #UNKNOWN}. */
    int find(byte[] text, int from, int end) {
        long first = firstOf(text, from, end);
        long last = lastOf(text, from, end);
        int slot = hash(first, last) & slots.length - 1;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (matches(index, text, from, end, first, last)) {
                return index;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return UNKNOWN;
    }

    private boolean matches(int index, byte[] text, int from, int end, long first, long last) {
        int length = bytes[index].length;
        return firsts[index] == first
                && lasts[index] == last
                && length == end - from
                && (length <= 2 * Long.BYTES || Arrays.equals(bytes[index], 0, length, text, from, end));
    }

    static int hash(long first, long last) {
        return (int) ((first * 31 + last) * HASH_FACTOR >>> Integer.SIZE);
    }

    /** Returns the first eight bytes of a part of a text, or all of a shorter one. */
    static long firstOf(byte[] text, int from, int end) {
        return end - from < Long.BYTES ? shortOf(text, from, end) : (long) LONGS.get(text, from);
    }

    /** Returns the last eight bytes of a part of a text, or the length of a shorter one. */
    static long lastOf(byte[] text, int from, int end) {
        return end - from < Long.BYTES ? end - from : (long) LONGS.get(text, end - Long.BYTES);
    }

    /** Returns the bytes of a part of fewer than eight bytes. */
    private static long shortOf(byte[] text, int from, int end) {
        int length = end - from;
        if (from + Long.BYTES <= text.length) {
            return (long) LONGS.get(text, from) & (1L << length * Byte.SIZE) - 1;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (text[from + i] & 0xFFL) << i * Byte.SIZE;
        }
        return word;
    }

    /** Returns eight bytes of a text, the first one lowest. */
    static long word(byte[] text, int from) {
        return (long) LONGS.get(text, from);
    }
}
