package com.clerk.sdk.errors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clerk answered, but not with success. There is one subtype for each kind of answer; a status without one gives this
 * type itself.
 *
 * <p>The message is one line, such as {@code POST /users -> 422 form_identifier_exists: That email address is taken.
 * (param=email_address, trace=abc123)}. It quotes Clerk's own words, cut to a sane length, and nothing that was sent.
 */
public class ClerkApiException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** Id of the operation. */
    private final String operation;
    /** The HTTP method. */
    private final String method;
    /** The path, as a template. */
    private final String path;
    /** The HTTP status. */
    private final int status;
    /** Id of the request at Clerk's, or null. */
    private final @Nullable String traceId;
    /** How long to wait, or null if the answer does not say. */
    private final @Nullable Duration retryAfter;
    /** What Clerk found wrong. Not serializable, so lost when the exception travels; its message is not. */
    private final transient @Nullable List<ClerkError> errors;
    /** The headers of the answer; they do not travel either, since they may hold tokens. */
    private final transient @Nullable Map<String, List<String>> headers;

    ClerkApiException(ApiFailure failure) {
        super(failure.message(), null);
        this.operation = failure.operation();
        this.method = failure.method();
        this.path = failure.path();
        this.status = failure.status();
        this.traceId = failure.traceId();
        this.retryAfter = failure.retryAfter();
        this.errors = failure.errors();
        this.headers = failure.headers();
    }

    /**
     * Makes the exception that a response leads to; tests can make theirs this way. No network.
     *
     * @param operation id of the operation, such as {@code users.create}
     * @param method HTTP method
     * @param path path of the operation as a template, such as {@code /users/{user_id}}
     * @param status HTTP status
     * @param headers headers of the response
     * @param body body of the response; one that is not Clerk's error JSON gives an exception without detail
     * @return an exception of the subtype for that status
     */
    public static ClerkApiException of(
            String operation, String method, String path, int status, Map<String, List<String>> headers, String body) {
        var failure = ApiFailure.of(operation, method, path, status, headers, body, Instant.now());
        return switch (status) {
            case 400, 413, 422 -> new InvalidRequestException(failure);
            case 401 -> new AuthenticationException(failure);
            case 402 -> new PlanLimitException(failure);
            case 403 -> new PermissionException(failure);
            case 404, 410 -> new NotFoundException(failure);
            case 409, 423 -> new ConflictException(failure);
            case 429 -> new RateLimitException(failure);
            default -> status >= 500 ? new ServerException(failure) : new ClerkApiException(failure);
        };
    }

    /**
     * What was called. No network.
     *
     * @return id of the operation, such as {@code users.create}
     */
    public final String operation() {
        return operation;
    }

    /**
     * How it was called. No network.
     *
     * @return HTTP method, in upper case
     */
    public final String method() {
        return method;
    }

    /**
     * Where it was called. No network.
     *
     * @return path as a template, such as {@code /users/{user_id}}, without the ids and the query
     */
    public final String path() {
        return path;
    }

    /**
     * How Clerk answered. No network.
     *
     * @return HTTP status
     */
    public final int status() {
        return status;
    }

    /**
     * What Clerk found wrong. No network.
     *
     * @return the errors in Clerk's order; empty if the body held none
     */
    public final List<ClerkError> errors() {
        return errors == null ? List.of() : errors;
    }

    /**
     * What Clerk's support asks for. No network.
     *
     * @return id of the request at Clerk's, or null if the answer held none
     */
    public final @Nullable String traceId() {
        return traceId;
    }

    /**
     * Returns the time to wait before the next try.
     *
     * @return the time that the answer asks for, counted from its arrival and never negative, or null if it asks for
     *     none
     */
    public final @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /**
     * One header of the answer. No network.
     *
     * @param name name of the header, in any case
     * @return its first value, or null if the answer has no such header
     */
    public final @Nullable String header(String name) {
        var values = headers == null ? null : headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
