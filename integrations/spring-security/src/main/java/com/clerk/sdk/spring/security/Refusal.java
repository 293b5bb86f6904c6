package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.web.WebResponse;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;

/** The decision that a caller may not do this, with what it lacks. Immutable. */
final class Refusal extends AuthorizationDecision {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Requirement lacking;

    /**
     * Creates a refusal.
     *
     * @param lacking the requirement that the caller does not meet, or null if its type of token is not accepted
     */
    Refusal(@Nullable Requirement lacking) {
        super(false);
        this.lacking = lacking;
    }

    WebResponse response(ClerkAuthentication caller) {
        return lacking == null
                ? WebResponse.tokenTypeRefused(caller.auth().tokenType(), caller.carrier())
                : WebResponse.forbidden(caller.auth(), lacking);
    }
}
