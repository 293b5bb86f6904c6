package com.clerk.sdk.client.internal;

import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.OrganizationClaims;
import org.jspecify.annotations.Nullable;

/**
 * A session token and its times, in seconds since 1970. Its signature is not verified: it comes from Clerk, and the
 * servers that get it verify it.
 *
 * @param text the token
 * @param originIssuedAt when the claims were read at their origin (header {@code oiat}); null if the header lacks it
 * @param issuedAt when the token was made ({@code iat})
 * @param expiresAt when the token ends ({@code exp})
 * @param sessionId the session ({@code sid}); null if the token does not name one
 * @param organizationId the organization ({@code org_id} or {@code o.id}); null for the personal account
 */
record SessionJwt(
        String text,
        @Nullable Double originIssuedAt,
        double issuedAt,
        double expiresAt,
        @Nullable String sessionId,
        @Nullable String organizationId) {

    /** Reads a token. Returns null if it is not a JWT with the times. */
    static @Nullable SessionJwt read(String text) {
        Jwt jwt;
        try {
            jwt = Jwt.decode(text);
        } catch (JwtException e) {
            return null;
        }
        var claims = jwt.claims();
        var issuedAt = claims.seconds("iat");
        var expiresAt = claims.seconds("exp");
        if (issuedAt == null || expiresAt == null) {
            return null;
        }
        var origin = jwt.header().seconds("oiat");
        return new SessionJwt(
                text,
                origin,
                issuedAt,
                expiresAt,
                claims.text("sid"),
                OrganizationClaims.of(claims).id());
    }

    /**
     * Compares the freshness of two tokens: by {@code oiat}, then by {@code iat}. A token without {@code oiat} is older
     * than one with it.
     *
     * @return negative if this token is older than the other one, zero on a tie
     */
    int compareFreshness(SessionJwt other) {
        int byOrigin = Double.compare(orEarliest(originIssuedAt), orEarliest(other.originIssuedAt));
        return byOrigin != 0 ? byOrigin : Double.compare(issuedAt, other.issuedAt);
    }

    private static double orEarliest(@Nullable Double seconds) {
        return seconds == null ? Double.NEGATIVE_INFINITY : seconds;
    }

    @Override
    public String toString() {
        return "SessionJwt(" + sessionId + ")";
    }
}
