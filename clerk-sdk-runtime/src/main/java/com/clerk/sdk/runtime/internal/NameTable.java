package com.clerk.sdk.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table that finds known names by their bytes, so that reading them makes no string. Immutable and thread-safe. It
 * never grows, so no input can slow it down.
 */
public final class NameTable {
    /** The result of a search for a name that is not in the table. */
    public static final int UNKNOWN = -1;

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String[] names;
    // The bytes of each name and the quote after it.
    private final byte[][] quoted;
    // The same in words of eight bytes, and the bits of the last word that belong to the name.
    private final long[][] words;
    private final long[] lastBits;
    // One more than the index of a name, at the first free slot from that of its hash on; 0 in a free slot.
    private final int[] slots;

    /**
     * Creates a table.
     *
     * @param names the names, each once, without quotes and backslashes, in the order in which they are most likely to
     *     be read
     */
    public NameTable(List<String> names) {
        int size = names.size();
        this.names = new String[size];
        this.quoted = new byte[size][];
        this.words = new long[size][];
        this.lastBits = new long[size];
        this.slots = new int[Integer.highestOneBit(2 * size + 1) * 2];
        for (int i = 0; i < size; i++) {
            add(i, names.get(i));
        }
    }

    private void add(int index, String name) {
        // Interned like the constants in generated code, so that a switch compares references and not characters.
        names[index] = name.intern();
        var bytes = (name + '"').getBytes(StandardCharsets.UTF_8);
        quoted[index] = bytes;
        var padded = new byte[(bytes.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES];
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        words[index] = new long[padded.length / Long.BYTES];
        for (int i = 0; i < words[index].length; i++) {
            words[index][i] = (long) LONGS.get(padded, i * Long.BYTES);
        }
        lastBits[index] = -1L >>> (padded.length - bytes.length) * Byte.SIZE;
        int slot = slot(bytes, 0, bytes.length - 1);
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

    /** Returns whether a name and the quote after it are at a place in a text. Near the end of the text it may miss. */
    boolean isAt(byte[] text, int from, int index) {
        if (index >= words.length || from + words[index].length * Long.BYTES > text.length) {
            return false;
        }
        var name = words[index];
        int last = name.length - 1;
        for (int i = 0; i < last; i++) {
            if ((long) LONGS.get(text, from + i * Long.BYTES) != name[i]) {
                return false;
            }
        }
        return ((long) LONGS.get(text, from + last * Long.BYTES) & lastBits[index]) == name[last];
    }

    /** Returns the number of bytes of a name. */
    int length(int index) {
        return quoted[index].length - 1;
    }

    /** Returns the index of the name that is a part of a text, or {@link #UNKNOWN}. A quote must follow the part. */
    int find(byte[] text, int from, int end) {
        int slot = slot(text, from, end);
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (matches(quoted[index], text, from, end)) {
                return index;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return UNKNOWN;
    }

    private static boolean matches(byte[] quoted, byte[] text, int from, int end) {
        int length = quoted.length - 1;
        if (length != end - from) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (quoted[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private int slot(byte[] text, int from, int end) {
        int hash = 0;
        for (int i = from; i < end; i++) {
            hash = 31 * hash + text[i];
        }
        return (hash ^ hash >>> 7 ^ hash >>> 15) & slots.length - 1;
    }
}
