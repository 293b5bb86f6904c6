package com.clerk.sdk.runtime;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A result with the response that brought it. Immutable; no method touches the network.
 *
 * @param <T> type of the result
 */
public final class ApiResponse<T extends @Nullable Object> {
    private final int status;
    private final Map<String, List<String>> headers;
    private final T value;

    private ApiResponse(int status, Map<String, List<String>> headers, T value) {
        this.status = status;
        this.headers = headers;
        this.value = value;
    }

    /**
     * Makes a response; tests can make theirs this way.
     *
     * @param status HTTP status
     * @param headers headers of the response
     * @param value the result
     * @return a response
     * @param <T> type of the result
     */
    public static <T extends @Nullable Object> ApiResponse<T> of(
            int status, Map<String, List<String>> headers, T value) {
        var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var header : headers.entrySet()) {
            sorted.put(header.getKey(), List.copyOf(header.getValue()));
        }
        return new ApiResponse<>(status, Collections.unmodifiableMap(sorted), value);
    }

    /**
     * How Clerk answered.
     *
     * @return HTTP status
     */
    public int status() {
        return status;
    }

    /**
     * The headers of the response. Some may hold tokens.
     *
     * @return an immutable map that finds names in any case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * The result.
     *
     * @return the result; null where the operation has none
     */
    public T value() {
        return value;
    }

    /**
     * What Clerk's support asks for.
     *
     * @return id of the request, or null if the response held none
     */
    public @Nullable String traceId() {
        var values = headers.get("cf-ray");
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    @Override
    public String toString() {
        return "ApiResponse(status=" + status + ")";
    }
}
