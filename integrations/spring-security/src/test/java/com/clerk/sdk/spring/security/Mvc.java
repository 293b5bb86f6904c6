package com.clerk.sdk.spring.security;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/**
 * Calls of an application through the mock of Spring. Requests are built by hand, because the builders of Spring 6 and
 * 7 differ in binary form.
 */
final class Mvc {
    private final MockMvc mock;

    private Mvc(MockMvc mock) {
        this.mock = mock;
    }

    static Mvc of(TomcatApplication application) {
        return new Mvc(MockMvcBuilders.webAppContextSetup(application.context())
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build());
    }

    static RequestPostProcessor authentication(Authentication authentication) {
        return SecurityMockMvcRequestPostProcessors.authentication(authentication);
    }

    static RequestPostProcessor csrf() {
        return SecurityMockMvcRequestPostProcessors.csrf();
    }

    static RequestPostProcessor csrfInHeader() {
        return SecurityMockMvcRequestPostProcessors.csrf().asHeader();
    }

    int status(String method, String path, RequestPostProcessor... processors) throws Exception {
        RequestBuilder builder = servlet -> {
            var each = new MockHttpServletRequest(servlet, method, path);
            each.setPathInfo(path);
            for (var processor : processors) {
                each = processor.postProcessRequest(each);
            }
            return each;
        };
        return mock.perform(builder).andReturn().getResponse().getStatus();
    }
}
