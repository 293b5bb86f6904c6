package com.clerk.sdk.examples.browser;

import com.clerk.sdk.examples.servers.TemplateView;
import java.time.Duration;

/** The web application, which serves Clerk's Frontend API itself below its own path. */
@BrowserCheck
class OwnOriginTest extends ServerRenderedPages {
    @Override
    WebApp start(Duration tokenLifetime) {
        return WebApp.start(TemplateView::new, true, tokenLifetime);
    }
}
