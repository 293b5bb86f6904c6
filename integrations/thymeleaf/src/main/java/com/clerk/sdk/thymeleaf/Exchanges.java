package com.clerk.sdk.thymeleaf;

import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.web.IWebExchange;

/** The requests that templates are processed for. */
final class Exchanges {
    private Exchanges() {}

    static IWebExchange of(IExpressionContext context) {
        if (context instanceof IWebContext web) {
            return web.getExchange();
        }
        throw new IllegalStateException(
                "This template is not processed for a request, so it has no caller. Use a " + "WebContext.");
    }
}
