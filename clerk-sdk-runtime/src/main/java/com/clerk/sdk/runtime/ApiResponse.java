package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A result with the status and the headers of its response. Immutable.
 *
 * @param <T> type of the result
 */
@JsonAdapter(GsonAdapter.class)
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
     * Creates a response. Tests can use this to create responses.
     *
     * @param status HTTP status
     * @param headers headers of the response
     * @param value the result
     * @return the response
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
     * Returns the HTTP status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Returns the headers of the response. They may contain tokens.
     *
     * @return an immutable map with case-insensitive names
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * Returns the result.
     *
     * @return the result, or null if the operation does not have one
     */
    public T value() {
        return value;
    }

    /**
     * Returns the id of the request, which Clerk's support asks for.
     *
     * @return the id, or null if the response does not have one
     */
    public @Nullable String traceId() {
        var values = headers.get("cf-ray");
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Refuses to be written by Jackson, which calls it. */
    @com.fasterxml.jackson.annotation.JsonValue
    @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
    String refuseMapper() {
        throw GsonAdapter.refusal(this);
    }

    @Override
    public String toString() {
        return "ApiResponse(status=" + status + ")";
    }
}
