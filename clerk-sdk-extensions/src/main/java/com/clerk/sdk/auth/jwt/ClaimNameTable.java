package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.Nullable;

/** The names that Clerk's tokens are made of, so that reading one makes no new text of each. */
public final class ClaimNameTable {
    private static final int SIZE = 256;
    private static final String NAMES = "act alg aud azp cat email exp fea fpm fva iat id iss jti kid nbf o org_id"
            + " org_permissions org_role org_slug per pla rol scope sid slg sts sub typ v";
    private static final @Nullable String[] TABLE = table(NAMES.split(" "));

    private ClaimNameTable() {}

    private static @Nullable String[] table(String[] names) {
        var table = new @Nullable String[SIZE];
        for (var name : names) {
            // Interned with the constants of the accessors, so that looking a claim up compares no characters.
            table[place(name.hashCode())] = name.intern();
        }
        return table;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 6) & (SIZE - 1);
    }

    /** Gives the known name that stands in a text, or null; two names that share a place cost one of them its speed. */
    public static @Nullable String find(byte[] text, int start, int end, int hash) {
        var name = TABLE[place(hash)];
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
