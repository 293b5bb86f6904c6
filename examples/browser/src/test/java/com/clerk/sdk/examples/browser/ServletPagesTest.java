package com.clerk.sdk.examples.browser;

import com.clerk.sdk.examples.servers.HtmlView;
import java.time.Duration;

/** The web application with pages as text in Java, behind a filter for servlets. */
@BrowserCheck
class ServletPagesTest extends ServerRenderedPages {
    @Override
    WebApp start(Duration tokenLifetime) {
        return WebApp.start(HtmlView::new, false, tokenLifetime);
    }
}
