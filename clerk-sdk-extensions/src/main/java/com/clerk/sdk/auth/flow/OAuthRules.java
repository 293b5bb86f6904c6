package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.LogSafe;
import com.clerk.sdk.runtime.JsonValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the claims of OAuth access tokens. Such a token is always meant for somebody: once an audience is set,
 * a token without one is refused (RFC 9068 section 4), other than a session token.
 *
 * @param claims the rules except the one on the audience
 * @param audiences the accepted audiences; empty accepts every audience
 */
public record OAuthRules(ClaimRules claims, Set<String> audiences) {
    /** Fails with {@code token-verification-failed} unless the audience of a token is accepted. */
    void checkAudience(@Nullable JsonValue audience) {
        if (!audiences.isEmpty() && !isAccepted(audience)) {
            throw new JwtException(
                    JwtError.TOKEN_VERIFICATION_FAILED,
                    "The token's audience (aud) is not " + LogSafe.values(audiences) + ".");
        }
    }

    private boolean isAccepted(@Nullable JsonValue audience) {
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
