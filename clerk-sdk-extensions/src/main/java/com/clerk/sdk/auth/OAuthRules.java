package com.clerk.sdk.auth;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an OAuth access token must claim. Unlike a session token it is always meant for somebody, so once an audience is
 * asked for, a token that names none is refused (RFC 9068 section 4).
 *
 * @param claims the rules but for the audience
 * @param audiences one of these must be named; empty accepts every audience
 */
record OAuthRules(ClaimRules claims, Set<String> audiences) {
    void checkAudience(Claims token) {
        if (!audiences.isEmpty() && !fits(token.get("aud"))) {
            throw new TokenVerificationException(
                    TokenVerificationReason.TOKEN_VERIFICATION_FAILED,
                    "The token's audience (aud) is not " + Shown.values(audiences) + ".");
        }
    }

    private boolean fits(@Nullable Object audience) {
        if (audience instanceof List<?> several) {
            return several.stream().allMatch(OAuthRules::isName)
                    && several.stream().anyMatch(audiences::contains);
        }
        return isName(audience) && audiences.contains(audience);
    }

    private static boolean isName(@Nullable Object audience) {
        return audience instanceof String text && !text.isEmpty();
    }
}
