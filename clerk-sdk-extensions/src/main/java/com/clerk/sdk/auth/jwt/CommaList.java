package com.clerk.sdk.auth.jwt;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A claim whose string is a comma-separated list. */
final class CommaList {
    private CommaList() {}

    /**
     * Returns the items, including empty ones, because their positions matter. A claim that is empty or not a string
     * has no items.
     */
    static List<String> parse(@Nullable Object claim) {
        if (!(claim instanceof String text) || text.isEmpty()) {
            return List.of();
        }
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }
}
