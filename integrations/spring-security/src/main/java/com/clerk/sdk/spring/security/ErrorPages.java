package com.clerk.sdk.spring.security;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Opens error pages to everybody. The container alone dispatches to them, and a public page that fails would otherwise
 * answer 401 in place of its error.
 */
final class ErrorPages implements ObjectPostProcessor<AuthorizationFilter> {
    @Override
    public <O extends AuthorizationFilter> O postProcess(O filter) {
        filter.setFilterErrorDispatch(false);
        return filter;
    }
}
