package com.clerk.sdk.auth.jwt;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A claim that holds several words in one text. */
public final class CommaList {
    private CommaList() {}

    /** Gives the words, empty ones included because their places count; none if the claim is empty, or no text. */
    public static List<String> parse(@Nullable Object claim) {
        if (!(claim instanceof String text) || text.isEmpty()) {
            return List.of();
        }
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }
}
