package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.spring.security.ClerkAuthentication;
import com.clerk.sdk.thymeleaf.ClerkDialect;
import com.clerk.sdk.web.ClerkScripts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolder;

/** Clerk's elements and conditions in the templates of a servlet application that has {@code clerk-sdk-thymeleaf}. */
@AutoConfiguration(after = ClerkAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ClerkDialect.class)
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
public class ClerkThymeleafAutoConfiguration {
    /** Makes the configuration. Spring Boot does so. */
    public ClerkThymeleafAutoConfiguration() {}

    /**
     * Returns the dialect. Only a page with an element of Clerk's needs the publishable key; conditions do not. A
     * request that no security filter chain sees has no caller.
     *
     * @param scripts the scripts of the pages
     * @return the dialect
     */
    @Bean
    @ConditionalOnMissingBean
    public ClerkDialect clerkDialect(ObjectProvider<ClerkScripts> scripts) {
        return new ClerkDialect(scripts::getObject, exchange -> caller());
    }

    /** Returns the caller whom Spring Security knows, who may be the user of a test. */
    private static @Nullable Auth caller() {
        var current = SecurityContextHolder.getContext().getAuthentication();
        return current instanceof ClerkAuthentication clerk ? clerk.auth() : null;
    }
}
