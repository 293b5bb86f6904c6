package com.clerk.sdk.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.SessionAuth;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;

/** A native image can do what this module does by reflection. */
class ClerkSecurityHintsTest {
    @Test
    void everythingThatIsLookedUpByNameIsKnown() throws Exception {
        var hints = new RuntimeHints();
        var loader = getClass().getClassLoader();
        for (var registrar : SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories", loader)
                .load(RuntimeHintsRegistrar.class)) {
            if (registrar.getClass().getName().startsWith("com.clerk")) {
                registrar.registerHints(hints, loader);
            }
        }
        for (var type : new Class<?>[] {ClerkExpressions.class, SessionAuth.class}) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(type)
                            .withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS)
                            .test(hints))
                    .as(type.getName())
                    .isTrue();
        }
        for (var field : new String[] {"csrfTokenRepository", "requestHandler"}) {
            assertThat(CsrfConfigurer.class.getDeclaredField(field)).isNotNull();
            assertThat(hints.reflection().getTypeHint(CsrfConfigurer.class).fields())
                    .as(field)
                    .anyMatch(hint -> hint.getName().equals(field));
        }
    }
}
