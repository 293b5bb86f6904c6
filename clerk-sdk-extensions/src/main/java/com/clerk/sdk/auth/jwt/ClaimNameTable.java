package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.Nullable;

/** A hash table of the names in Clerk's tokens, so that parsing a token creates no string for each name. */
final class ClaimNameTable {
    private static final int SIZE = 256;
    private static final String NAMES = "act alg aud azp cat email exp fea fpm fva iat id iss jti kid nbf o org_id"
            + " org_permissions org_role org_slug per pla rol scope sid slg sts sub typ v";
    private static final @Nullable String[] TABLE = table(NAMES.split(" "));

    private ClaimNameTable() {}

    private static @Nullable String[] table(String[] names) {
        var table = new @Nullable String[SIZE];
        for (var name : names) {
            // Interned like the constants in the accessors, so that a look-up compares references instead of
            // characters.
            table[slot(name.hashCode())] = name.intern();
        }
        return table;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 6) & (SIZE - 1);
    }

    /**
     * Returns the known name at this place in a text, or null. If two names share a slot, only one of them is found.
     */
    static @Nullable String find(byte[] text, int start, int end, int hash) {
        var name = TABLE[slot(hash)];
        return name != null && name.length() == end - start && isAt(name, text, start) ? name : null;
    }

    private static boolean isAt(String name, byte[] text, int start) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != text[start + i]) {
                return false;
            }
        }
        return true;
    }
}
