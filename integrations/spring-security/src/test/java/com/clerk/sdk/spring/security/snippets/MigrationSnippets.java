package com.clerk.sdk.spring.security.snippets;

import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.spring.security.CurrentCaller;
import com.clerk.sdk.spring.security.jwt.ClerkJwtDecoder;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;

/** The code of docs/migrating.md about Spring Security. */
public final class MigrationSnippets {
    private MigrationSnippets() {}

    static SecurityFilterChain filter(HttpSecurity http) throws Exception {
        // snippet: migrating-filter
        return http.with(clerk(), withDefaults())
                .authorizeHttpRequests(rules -> rules.requestMatchers("/admin/**")
                        .hasRole("org:admin")
                        .anyRequest()
                        .authenticated())
                .build();
        // end
    }

    // snippet: migrating-caller
    @GetMapping("/me")
    String me(@CurrentCaller SessionAuth user) {
        return user.userId() + " in " + user.orgId();
    }
    // end

    public static void roles(HttpSecurity http) throws Exception {
        // snippet: migrating-roles
        http.with(
                clerk(),
                settings -> settings.authorities(caller -> caller instanceof SessionAuth user && user.orgRole() != null
                        ? List.of(new SimpleGrantedAuthority(
                                "ROLE_" + user.orgRole().replace("org:", "")))
                        : List.of()));
        // end
    }

    // snippet: migrating-decoder
    @Bean
    SessionTokenVerifier verifier() {
        return SessionTokenVerifier.builder()
                .secretKey(System.getenv("CLERK_SECRET_KEY"))
                .authorizedParties("https://app.example.com")
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(SessionTokenVerifier verifier) {
        return ClerkJwtDecoder.of(verifier);
    }
    // end
}
