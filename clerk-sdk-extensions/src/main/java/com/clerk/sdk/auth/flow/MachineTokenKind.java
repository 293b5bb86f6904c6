package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.HeaderTypes;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.TokenCategory;
import org.jspecify.annotations.Nullable;

/** The kinds of token that machines have, told by how a token looks (behaviour.md, section 3). */
public enum MachineTokenKind {
    API_KEY("ak_", "API key"),
    M2M_TOKEN("mt_", "Machine token"),
    OAUTH_TOKEN("oat_", "OAuth token");

    private final String prefix;
    private final String title;

    MachineTokenKind(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** The name that Clerk's messages give to a token of this kind. */
    String title() {
        return title;
    }

    /** Returns the kind that a token looks like, or null if it does not look like a machine's. */
    public static @Nullable MachineTokenKind of(String token) {
        var opaque = ofOpaque(token);
        if (opaque != null || !Jwt.isJwtShaped(token)) {
            return opaque;
        }
        try {
            return of(Jwt.decode(token));
        } catch (JwtException e) {
            return null;
        }
    }

    /** Returns the kind that a JWT says it is of, or null if that is not a machine's. */
    static @Nullable MachineTokenKind of(Jwt jwt) {
        if (TokenCategory.isMachine(jwt)) {
            return M2M_TOKEN;
        }
        return HeaderTypes.ACCESS_TOKEN.has(jwt) ? OAUTH_TOKEN : null;
    }

    /** Whether only Clerk can say whose a token is. */
    static boolean isOpaque(String token) {
        return ofOpaque(token) != null;
    }

    private static @Nullable MachineTokenKind ofOpaque(String token) {
        for (var kind : values()) {
            if (token.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return null;
    }
}
