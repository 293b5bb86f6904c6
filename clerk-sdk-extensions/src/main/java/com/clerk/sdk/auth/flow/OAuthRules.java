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
 * The rules for the claims of OAuth access tokens. Their audience is required once audiences are set (RFC 9068 section
 * 4), unlike that of session tokens: docs/behaviour.md, section 3.2.
 *
 * @param claims the rules except the one about the audience
 * @param audiences the accepted audiences; empty to accept every audience
 */
public record OAuthRules(ClaimRules claims, Set<String> audiences) {
    /**
     * Checks the audience of a token.
     *
     * @throws JwtException with {@code token-verification-failed} if it is not accepted
     */
    void checkAudience(@Nullable JsonValue audience) {
        if (!audiences.isEmpty() && !isAccepted(audience)) {
            throw new JwtException(
                    JwtError.TOKEN_VERIFICATION_FAILED,
                    "The token's audience (aud) is not accepted. Expected " + LogSafe.values(audiences) + ".");
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
