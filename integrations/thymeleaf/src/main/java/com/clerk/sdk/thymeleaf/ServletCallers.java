package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.servlet.Clerk;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.web.IWebExchange;
import org.thymeleaf.web.servlet.IServletWebExchange;

/** The callers of requests to servlets. A class of its own, because elsewhere there is no servlet API. */
final class ServletCallers {
    private ServletCallers() {}

    static @Nullable Auth of(IWebExchange exchange) {
        if (exchange instanceof IServletWebExchange servlet
                && servlet.getNativeRequestObject() instanceof ServletRequest request) {
            return Clerk.auth(request);
        }
        throw new IllegalStateException("This page was not requested from a servlet container. Create the dialect with "
                + "new ClerkDialect(scripts, callers), where callers returns the caller of an exchange.");
    }
}
