package com.clerk.sdk.examples.recipes.quarkus;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.RequestGuard;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

// snippet: recipes-quarkus-beans
/** The client of the application, its rules, and the response to a caller who lacks a requirement. */
public class ClerkBeans {
    @Produces
    @Singleton
    ClerkBackend clerk(
            @ConfigProperty(name = "clerk.secret-key") String secretKey,
            @ConfigProperty(name = "clerk.publishable-key") String publishableKey,
            @ConfigProperty(name = "clerk.sign-in-url") Optional<String> signInUrl,
            @ConfigProperty(name = "clerk.proxy-url") Optional<String> proxyUrl,
            @ConfigProperty(name = "clerk.api-url", defaultValue = "https://api.clerk.com") String apiUrl) {
        return ClerkBackend.builder()
                .secretKey(secretKey)
                .apiUrl(apiUrl)
                .authentication(authenticator -> {
                    authenticator.publishableKey(publishableKey);
                    signInUrl.ifPresent(authenticator::signInUrl);
                    proxyUrl.ifPresent(authenticator::proxyUrl);
                })
                .build();
    }

    void close(@Disposes ClerkBackend clerk) {
        clerk.close();
    }

    @Produces
    @Singleton
    RequestGuard guard(ClerkBackend clerk) {
        return RequestGuard.builder(clerk)
                .protect("/app/**", "/api/**")
                .require("/admin/**", role("org:admin"))
                .accept("/api/**", TokenType.SESSION_TOKEN, TokenType.API_KEY)
                .build();
    }

    @ServerExceptionMapper
    Response refused(AccessRefusedException refused) {
        var refusal = refused.response();
        var response = Response.status(refusal.status()).entity(refusal.body());
        refusal.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response.build();
    }
}
// end
