package com.clerk.sdk.spring.security;

import com.clerk.sdk.web.WebResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;

/** The responses to a caller who may not do this, by the reason that the exception has. */
final class Refusals {
    private static final String NO_CSRF_TOKEN =
            "The session came with a cookie, so the request needs a CSRF token, but it "
                    + "has no valid one. Send the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN.";

    private Refusals() {}

    static WebResponse of(ClerkAuthentication caller, AccessDeniedException denied) {
        if (denied instanceof AuthorizationDeniedException refused
                && refused.getAuthorizationResult() instanceof Refusal refusal) {
            return refusal.response(caller);
        }
        return WebResponse.forbidden(caller.auth(), "The caller may not do this.");
    }

    static WebResponse noCsrfToken(ClerkAuthentication caller) {
        return WebResponse.forbidden(caller.auth(), NO_CSRF_TOKEN);
    }
}
