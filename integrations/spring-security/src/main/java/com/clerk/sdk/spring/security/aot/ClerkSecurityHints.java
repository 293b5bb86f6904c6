package com.clerk.sdk.spring.security.aot;

import com.clerk.sdk.auth.ApiKeyAuth;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.M2mAuth;
import com.clerk.sdk.auth.OAuthAuth;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.spring.security.ClerkAuthentication;
import com.clerk.sdk.spring.security.ClerkExpressions;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * The reflection of this module: expressions call methods of the caller and of {@link ClerkExpressions}, and a chain
 * reads which CSRF settings the application has set.
 */
public final class ClerkSecurityHints implements RuntimeHintsRegistrar {
    /** Creates the registrar. Spring calls this constructor. */
    public ClerkSecurityHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        for (var type : new Class<?>[] {
            ClerkExpressions.class,
            ClerkAuthentication.class,
            Auth.class,
            SessionAuth.class,
            SessionClaims.class,
            ApiKeyAuth.class,
            M2mAuth.class,
            OAuthAuth.class
        }) {
            hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
        var csrf = TypeReference.of("org.springframework.security.config.annotation.web.configurers.CsrfConfigurer");
        hints.reflection()
                .registerType(
                        csrf, type -> type.withField("csrfTokenRepository").withField("requestHandler"));
    }
}
