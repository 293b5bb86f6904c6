package com.clerk.sdk.spring.test;

import com.clerk.sdk.spring.security.ClerkAuthentication;
import com.clerk.sdk.testing.SessionTokenBuilder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Makes the security context of {@link WithClerkUser}. */
final class ClerkUserContextFactory implements WithSecurityContextFactory<WithClerkUser> {
    @Override
    public SecurityContext createSecurityContext(WithClerkUser user) {
        var caller = TestCallers.user(token -> describe(user, token));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(ClerkAuthentication.of(caller, user.carrier()));
        return context;
    }

    private static void describe(WithClerkUser user, SessionTokenBuilder token) {
        token.userId(user.userId())
                .factorAges(user.firstFactorMinutes(), user.secondFactorMinutes())
                .permissions(user.permissions())
                .features(user.features())
                .plans(user.plans());
        boolean member = !user.role().isEmpty() || user.permissions().length > 0;
        if (member || !user.organizationId().isEmpty()) {
            token.organization(
                    orElse(user.organizationId(), TestCallers.ORGANIZATION),
                    user.organizationSlug(),
                    orElse(user.role(), "org:member"));
        }
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
