package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.Auth;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request as a principal of the servlet API. Its name is the subject of the token, such as the id of
 * the user. Immutable and safe for use by several threads; keep it in no session, because a token lives for a minute.
 */
public final class ClerkPrincipal implements Principal {
    private final Auth auth;

    ClerkPrincipal(Auth auth) {
        this.auth = auth;
    }

    /**
     * Returns the caller.
     *
     * @return the caller
     */
    public Auth auth() {
        return auth;
    }

    @Override
    public String getName() {
        return auth.subject();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClerkPrincipal that
                && auth.tokenType() == that.auth.tokenType()
                && auth.subject().equals(that.auth.subject());
    }

    @Override
    public int hashCode() {
        return Objects.hash(auth.tokenType(), auth.subject());
    }

    @Override
    public String toString() {
        return "ClerkPrincipal(" + auth.tokenType().value() + ")";
    }
}
