package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.RequestSource;
import com.clerk.sdk.internal.HeaderNames;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The adapter of a user's request for the package {@code flow}. */
record RequestAdapter(ClerkRequest request) implements RequestSource {
    RequestAdapter {
        Objects.requireNonNull(request, "request");
    }

    /**
     * Returns the values of a header. A request by lambda, such as {@code map::get}, may be sensitive to case and may
     * return null: it is asked for the usual spellings of the name, until one has a value.
     */
    @Override
    public List<String> headers(String name) {
        var values = orEmpty(request.headers(name));
        // The requests of ClerkRequest.of find names in any case, and are not asked again.
        if (!values.isEmpty() || request instanceof MapClerkRequest) {
            return values;
        }
        for (var spelling : HeaderNames.otherSpellings(name)) {
            var others = orEmpty(request.headers(spelling));
            if (!others.isEmpty()) {
                return others;
            }
        }
        return values;
    }

    private static List<String> orEmpty(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    @Override
    public @Nullable String method() {
        return request.method();
    }

    @Override
    public @Nullable String url() {
        return request.url();
    }

    @Override
    public boolean hasExternalUrl() {
        return request.hasExternalUrl();
    }
}
