package com.clerk.sdk.webhooks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers of a request, by name. */
@FunctionalInterface
interface WebhookHeaders {
    /**
     * The value of a header, asked for by its name in lower case.
     *
     * @return the value without blanks around it, or null if the header is absent or blank
     * @throws WebhookVerificationException if it came more than once
     */
    @Nullable
    String value(String lowerCase);

    /** Headers in a map, whatever the map thinks of upper and lower case; several spellings are the same header. */
    static WebhookHeaders of(Map<String, List<String>> headers) {
        return lowerCase -> {
            String found = null;
            for (var entry : headers.entrySet()) {
                var values = isNamed(lowerCase, entry.getKey()) ? entry.getValue() : null;
                if (values == null) {
                    continue;
                }
                for (var value : values) {
                    found = only(lowerCase, found, stripped(value));
                }
            }
            return found;
        };
    }

    /** Headers of a request that gives one value for a name. */
    static WebhookHeaders of(Function<String, @Nullable String> header) {
        return lowerCase -> stripped(header.apply(lowerCase));
    }

    private static @Nullable String only(String name, @Nullable String found, @Nullable String next) {
        if (found != null && next != null) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.DOUBLED_HEADER, "The delivery has the header " + name + " twice.");
        }
        return found == null ? next : found;
    }

    private static @Nullable String stripped(@Nullable String value) {
        var text = value == null ? "" : value.strip();
        return text.isEmpty() ? null : text;
    }

    /** Compares letters of ASCII alone: no locale, and no other letter that has one of them as its lower case. */
    private static boolean isNamed(String lowerCase, @Nullable String name) {
        if (name == null || name.length() != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
