package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.TokenCarrier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Gives a form its masked CSRF token, and accepts that as well as the value of the cookie, which a script sends. A
 * browser with a session gets the cookie with its first page.
 */
final class CsrfTokens implements CsrfTokenRequestHandler {
    private final SecurityContextHolderStrategy contexts;
    private final CsrfTokenRequestHandler plain = new CsrfTokenRequestAttributeHandler();
    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    CsrfTokens(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
        if (contexts.getContext().getAuthentication() instanceof ClerkAuthentication caller
                && caller.carrier() == TokenCarrier.COOKIE) {
            Objects.requireNonNull(token.get()); // it is made, and its cookie set, when somebody first asks for it
        }
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        var sent = plain.resolveCsrfTokenValue(request, token);
        if (sent != null && isEqual(sent, token.getToken())) {
            return sent;
        }
        return masked.resolveCsrfTokenValue(request, token);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
