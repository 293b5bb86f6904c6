package com.clerk.sdk.examples.browser;

import com.clerk.sdk.examples.servers.TemplateView;
import java.time.Duration;

/** The web application with templates of Thymeleaf. */
@BrowserCheck
class ThymeleafPagesTest extends ServerRenderedPages {
    @Override
    WebApp start(Duration tokenLifetime) {
        return WebApp.start(TemplateView::new, false, tokenLifetime);
    }
}
