package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.RequestSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The adapter of a user's request for the package {@code flow}. */
record RequestAdapter(ClerkRequest request) implements RequestSource {
    RequestAdapter {
        Objects.requireNonNull(request, "request");
    }

    @Override
    public List<String> headers(String name) {
        return request.headers(name);
    }

    @Override
    public @Nullable String method() {
        return request.method();
    }

    @Override
    public @Nullable String url() {
        return request.url();
    }
}
