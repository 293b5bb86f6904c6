package com.clerk.sdk.examples.servers;

import com.clerk.sdk.web.ClerkScripts;
import java.util.function.Function;

/** The web application with pages of text in Java. */
class HtmlPagesTest extends WebApplicationContract {
    @Override
    Function<ClerkScripts, PageView> view() {
        return HtmlView::new;
    }
}
