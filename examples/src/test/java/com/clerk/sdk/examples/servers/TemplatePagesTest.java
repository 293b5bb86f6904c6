package com.clerk.sdk.examples.servers;

import com.clerk.sdk.web.ClerkScripts;
import java.util.function.Function;

/** The web application with pages of templates of Thymeleaf. */
class TemplatePagesTest extends WebApplicationContract {
    @Override
    Function<ClerkScripts, PageView> view() {
        return TemplateView::new;
    }
}
