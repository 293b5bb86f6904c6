package com.clerk.sdk.errors;

import com.clerk.sdk.runtime.JsonValue;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error response of Clerk. Each kind of status has its own subtype; any other status is an instance of this type.
 *
 * <p>The message is one line, such as {@code POST /users -> 422 form_identifier_exists: That email address is taken.
 * (param=email_address, trace=abc123)}. It quotes Clerk's text, shortened and without credentials, and nothing from the
 * request.
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
    /** Clerk's id of the request, or null. */
    private final @Nullable String traceId;
    /** The time to wait, or null if the response does not say. */
    private final @Nullable Duration retryAfter;
    /** The errors that Clerk reported. They are serialized as JSON. */
    private transient List<ClerkError> errors;
    /** The headers of the response. They are not serialized, since they may contain tokens. */
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
     * Creates the exception for a response. Tests can use this to create exceptions.
     *
     * @param operation id of the operation, such as {@code users.create}
     * @param method HTTP method
     * @param path path template of the operation, such as {@code /users/{user_id}}
     * @param status HTTP status
     * @param headers headers of the response
     * @param body body of the response; if it is not Clerk's error JSON, the exception has no details
     * @return an exception of the type for the status
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
     * Returns the id of the operation.
     *
     * @return the id, such as {@code users.create}
     */
    public final String operation() {
        return operation;
    }

    /**
     * Returns the HTTP method of the request, in upper case.
     *
     * @return the HTTP method
     */
    public final String method() {
        return method;
    }

    /**
     * Returns the path template of the request, without ids and query.
     *
     * @return the template, such as {@code /users/{user_id}}
     */
    public final String path() {
        return path;
    }

    /**
     * Returns the HTTP status of the response.
     *
     * @return the status
     */
    public final int status() {
        return status;
    }

    /**
     * Returns the errors that Clerk reported, in its order.
     *
     * @return an immutable list; empty if the body has no errors
     */
    public final List<ClerkError> errors() {
        return errors;
    }

    /**
     * Returns Clerk's id of the request, which Clerk's support asks for.
     *
     * @return the id, or null if the response does not have one
     */
    public final @Nullable String traceId() {
        return traceId;
    }

    /**
     * Returns the time to wait before the next try, as the header {@code Retry-After} says.
     *
     * @return the time, counted from the arrival of the response and never negative, or null if the response does not
     *     say
     */
    public final @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /**
     * Returns a header of the response.
     *
     * @param name name of the header, in any case
     * @return its first value, or null if the response does not have the header
     */
    public final @Nullable String header(String name) {
        return headers == null ? null : ApiFailure.first(headers, name);
    }

    /**
     * Writes the exception.
     *
     * @param out the stream
     * @throws IOException if the stream fails
     * @serialData the default fields, then the errors as JSON text
     */
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(JsonValue.of(errors).toJson());
    }

    /**
     * Reads the exception.
     *
     * @param in the stream
     * @throws IOException if the stream fails
     * @throws ClassNotFoundException if the class of a field is missing
     */
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        errors = ApiFailure.errors(JsonValue.parse((String) in.readObject()).items());
    }
}
