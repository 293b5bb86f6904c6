package com.clerk.sdk.auth.jwt;

import java.util.Arrays;

/**
 * The header of a valid token. All tokens of an instance have the same header until its key changes, so a token that
 * begins with the same base64url digits need not have its header decoded and parsed. Immutable by convention.
 */
final class KnownHeader {
    private final byte[] digits;
    private final Claims claims;

    KnownHeader(byte[] token, int headerEnd, Claims claims) {
        this.digits = Arrays.copyOf(token, headerEnd);
        this.claims = claims;
    }

    boolean isAt(byte[] token, int headerEnd) {
        return Arrays.equals(token, 0, headerEnd, digits, 0, digits.length);
    }

    Claims claims() {
        return claims;
    }
}
