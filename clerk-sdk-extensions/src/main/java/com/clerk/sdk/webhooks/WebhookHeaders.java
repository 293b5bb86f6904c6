package com.clerk.sdk.webhooks;

import com.clerk.sdk.internal.HeaderMaps;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers of a request, by name. */
@FunctionalInterface
interface WebhookHeaders {
    /** All values of a header, asked for by its name in lower case; one may be null. */
    List<String> values(String lowerCase);

    /** Headers in a map, whatever the map thinks of upper and lower case. */
    static WebhookHeaders of(Map<String, ? extends List<String>> headers) {
        return lowerCase -> HeaderMaps.values(headers, lowerCase);
    }

    static WebhookHeaders of(Function<String, @Nullable String> header) {
        return lowerCase -> {
            var value = header.apply(lowerCase);
            return value == null ? List.of() : List.of(value);
        };
    }
}
