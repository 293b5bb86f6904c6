package com.clerk.sdk.examples.browser;

import java.time.Duration;

/** The example of Spring MVC, with templates of Thymeleaf. */
@BrowserCheck
class SpringMvcPagesTest extends ServerRenderedPages {
    @Override
    WebApp start(Duration tokenLifetime) {
        return WebApp.startSpringMvc(tokenLifetime);
    }
}
