package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.spring.security.ClerkAuthentication;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Signs the caller of one MockMvc request in. Immutable and safe for use by several threads. */
public final class CallerPostProcessor implements RequestPostProcessor {
    private final Auth caller;
    private final TokenCarrier carrier;

    CallerPostProcessor(Auth caller, TokenCarrier carrier) {
        this.caller = caller;
        this.carrier = carrier;
    }

    /**
     * Lets the token of the caller be in a cookie, as it is in pages: a request that changes something needs a CSRF
     * token then.
     *
     * @return a new post-processor
     */
    public CallerPostProcessor byCookie() {
        return new CallerPostProcessor(caller, TokenCarrier.COOKIE);
    }

    /**
     * Signs the caller in. MockMvc calls this method.
     *
     * @param request the request
     * @return the request
     */
    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        var authentication = ClerkAuthentication.of(caller, carrier);
        return TestUserFilter.withoutRedirects(SecurityMockMvcRequestPostProcessors.authentication(authentication)
                .postProcessRequest(request));
    }
}
