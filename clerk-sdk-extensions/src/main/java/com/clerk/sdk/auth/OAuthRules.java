package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
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
    /** Fails with {@code token-verification-failed} unless the audience of a token fits. */
    void checkAudience(@Nullable JsonValue audience) {
        if (!audiences.isEmpty() && !fits(audience)) {
            throw new TokenVerificationException(
                    TokenVerificationReason.TOKEN_VERIFICATION_FAILED,
                    "The token's audience (aud) is not " + Shown.values(audiences) + ".");
        }
    }

    private boolean fits(@Nullable JsonValue audience) {
        if (audience == null) {
            return false;
        }
        var names = audience.isArray() ? audience.items() : List.of(audience);
        return names.stream().allMatch(OAuthRules::isName)
                && names.stream().anyMatch(name -> audiences.contains(name.asString()));
    }

    private static boolean isName(JsonValue name) {
        return name.isString() && !name.asString().isEmpty();
    }
}
