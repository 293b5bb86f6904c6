package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.auth.Has;
import com.clerk.sdk.benchmarks.shared.RequestPeer;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A request to a servlet behind the filter, with rules for paths; its token came with another one before. */
public class FilteredRequest extends RequestPeer {
    private ClerkFilter filter;

    @Override
    protected void open() {
        var authenticator = FirstRequest.settings().build();
        filter = new ClerkFilter(RequestGuard.builder(authenticator)
                .protect("/app/**")
                .open("/app/assets/**")
                .require("/admin/**", Has.role("org:admin"))
                .build());
    }

    @Override
    protected Object authenticate(Map<String, List<String>> headers) throws IOException, ServletException {
        var request = new ServletExchange.Request(headers);
        var seen = new Object[1];
        filter.doFilter(request, new ServletExchange.Response(), (passed, response) -> seen[0] = Clerk.auth(passed));
        return seen[0];
    }
}
