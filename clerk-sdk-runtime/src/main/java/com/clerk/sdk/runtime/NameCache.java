package com.clerk.sdk.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Turns each name that a reader has read into the one string that stands for it. A codec then compares objects instead
 * of characters, and computes no hash: of the time that decoding a list takes, that is a sixth.
 */
final class NameCache {
    private static final int SIZE = 128;
    private static final int FIELD_LIMIT = 48;

    private final @Nullable Name[] names = new @Nullable Name[SIZE];
    private Name last = new Name("");

    String same(String read) {
        // Objects of one kind have their names in one order: what followed the last name before mostly follows it
        // again.
        var name = last.following;
        if (name == null || !name.value.equals(read)) {
            name = look(read);
            last.following = name;
        }
        last = name;
        return name.value;
    }

    String last() {
        return last.value;
    }

    private Name look(String read) {
        int hash = read.hashCode();
        int at = (hash ^ (hash >>> 7) ^ (hash >>> 16)) & (SIZE - 1);
        var name = names[at];
        if (name == null || !name.value.equals(read)) {
            // The literals of a codec are interned; a long name is none of them.
            name = new Name(read.length() <= FIELD_LIMIT ? read.intern() : read);
            names[at] = name;
        }
        return name;
    }

    private static final class Name {
        private final String value;
        private @Nullable Name following;

        private Name(String value) {
            this.value = value;
        }
    }
}
