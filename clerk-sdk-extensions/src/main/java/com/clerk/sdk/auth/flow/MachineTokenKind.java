package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.HeaderTypes;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.TokenCategory;
import org.jspecify.annotations.Nullable;

/** The kinds of machine token, recognized by the form of a token: docs/behaviour.md, section 3.1. */
public enum MachineTokenKind {
    API_KEY("ak_", "API key"),
    M2M_TOKEN("mt_", "Machine token"),
    OAUTH_TOKEN("oat_", "OAuth token");

    private static final MachineTokenKind[] KINDS = values();

    private final String prefix;
    private final String title;

    MachineTokenKind(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** Returns the name of the kind in Clerk's messages. */
    String title() {
        return title;
    }

    /** Returns the kind that a token has the form of, or null if it is not a machine token. */
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

    /** Returns the kind of a JWT, or null if it is not a machine token. */
    static @Nullable MachineTokenKind of(Jwt jwt) {
        if (TokenCategory.isMachine(jwt)) {
            return M2M_TOKEN;
        }
        return HeaderTypes.ACCESS_TOKEN.matches(jwt) ? OAUTH_TOKEN : null;
    }

    /** Tells whether a token is opaque, so that only Clerk can verify it. */
    static boolean isOpaque(String token) {
        return ofOpaque(token) != null;
    }

    private static @Nullable MachineTokenKind ofOpaque(String token) {
        for (var kind : KINDS) {
            if (token.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return null;
    }
}
