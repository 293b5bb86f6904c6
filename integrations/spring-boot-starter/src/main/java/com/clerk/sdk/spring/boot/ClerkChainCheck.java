package com.clerk.sdk.spring.boot;

import com.clerk.sdk.servlet.ClerkFilter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.web.SecurityFilterChain;

/** Says so at the start if the application has chains of its own and none of them has Clerk. */
final class ClerkChainCheck implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(ClerkChainCheck.class);

    private final ObjectProvider<SecurityFilterChain> chains;

    ClerkChainCheck(ObjectProvider<SecurityFilterChain> chains) {
        this.chains = chains;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!hasClerk()) {
            LOG.info("Clerk authenticates no request: no SecurityFilterChain of this application has clerk(). Add "
                    + "http.with(clerk(), withDefaults()) to a chain.");
        }
    }

    private boolean hasClerk() {
        for (var chain : chains) {
            for (var filter : chain.getFilters()) {
                if (filter instanceof ClerkFilter) {
                    return true;
                }
            }
        }
        return false;
    }
}
