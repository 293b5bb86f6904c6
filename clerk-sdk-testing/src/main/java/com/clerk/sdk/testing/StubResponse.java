package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.clerk.sdk.testing.server.web.WebServer.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * A canned response for {@link ClerkServer}, or a fault (delay, disconnect, truncation) to inject into the server's own
 * response. Immutable.
 *
 * <pre>{@code
 * server.stubNext("GET /users/{user_id}", StubResponse.rateLimited(Duration.ofSeconds(1)));
 * server.stubNext("POST /users", StubResponse.passThrough().truncated()); // the user is created, the response is lost
 * server.stub("GET /jwt_templates", StubResponse.json(200, "[]"));         // each request, until the next reset
 * }</pre>
 */
public final class StubResponse {
    private final boolean passThrough;
    private final ServerResponse response;
    private final Duration delay;
    private final Fault fault;

    private StubResponse(boolean passThrough, ServerResponse response, Duration delay, Fault fault) {
        this.passThrough = passThrough;
        this.response = response;
        this.delay = delay;
        this.fault = fault;
    }

    private static StubResponse of(ServerResponse response) {
        return new StubResponse(false, response, Duration.ZERO, Fault.NONE);
    }

    /**
     * Returns a stub that lets the server execute the operation and keeps its response. Use it to delay the response,
     * to truncate it, or to add a header.
     *
     * @return the stub
     */
    public static StubResponse passThrough() {
        return new StubResponse(true, ServerResponse.empty(200), Duration.ZERO, Fault.NONE);
    }

    /**
     * Returns a response without a body.
     *
     * @param status the HTTP status, 200 to 599
     * @return the response
     * @throws IllegalArgumentException if the status is out of range
     */
    public static StubResponse status(int status) {
        return of(ServerResponse.empty(requireValid(status)));
    }

    /**
     * Returns a response with a body of type {@code application/json}.
     *
     * @param status the HTTP status, 200 to 599
     * @param body the body, which is not checked: tests may need malformed JSON
     * @return the response
     * @throws IllegalArgumentException if the status is out of range
     */
    public static StubResponse json(int status, String body) {
        return text(status, ServerResponse.JSON, body);
    }

    /**
     * Returns a response with a body of any type.
     *
     * @param status the HTTP status, 200 to 599
     * @param contentType the header {@code Content-Type}
     * @param body the body, sent as UTF-8
     * @return the response
     * @throws IllegalArgumentException if the status is out of range
     */
    public static StubResponse text(int status, String contentType, String body) {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
        return of(ServerResponse.text(requireValid(status), contentType, body));
    }

    /**
     * Returns an error in Clerk's form, with one entry.
     *
     * @param status the HTTP status, 400 to 599
     * @param code the error code, such as {@code resource_not_found}
     * @param message the message of the entry
     * @return the response
     * @throws IllegalArgumentException if the status is out of range
     */
    public static StubResponse error(int status, String code, String message) {
        if (status < 400) {
            throw new IllegalArgumentException(status + " is not the status of an error. Use 400 to 599.");
        }
        var error = new ErrorResponseException(requireValid(status), code, message);
        return of(error.toResponse(new IdGenerator().traceId()));
    }

    /**
     * Returns a 429, Clerk's response to too many requests.
     *
     * @param retryAfter the header {@code Retry-After}, in whole seconds
     * @return the response
     */
    public static StubResponse rateLimited(Duration retryAfter) {
        return error(429, "too_many_requests", "Too many requests. Try again later.")
                .header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /**
     * Returns a fault: the server receives the request, does not execute it, and closes the connection.
     *
     * @return the stub
     */
    public static StubResponse disconnect() {
        return new StubResponse(false, ServerResponse.empty(200), Duration.ZERO, Fault.DISCONNECT);
    }

    /**
     * Returns a copy with one header set.
     *
     * @param name the name of the header. An existing header of that name, in any case, is replaced
     * @param value the value
     * @return the copy
     */
    public StubResponse header(String name, String value) {
        return new StubResponse(passThrough, response.withHeader(name, value), delay, fault);
    }

    /**
     * Returns a copy that is sent after a delay. Closing the server ends the delay.
     *
     * @param delay the delay
     * @return the copy
     */
    public StubResponse delayed(Duration delay) {
        return new StubResponse(passThrough, response, Objects.requireNonNull(delay, "delay"), fault);
    }

    /**
     * Returns a copy during whose body the server closes the connection.
     *
     * @return the copy
     */
    public StubResponse truncated() {
        return new StubResponse(passThrough, response, delay, Fault.TRUNCATION);
    }

    Duration delay() {
        return delay;
    }

    Fault fault() {
        return fault;
    }

    boolean isPassThrough() {
        return passThrough;
    }

    ServerResponse response() {
        return response;
    }

    /** Returns the server's own response with the headers of this stub. */
    ServerResponse decorate(ServerResponse original) {
        var headers = new LinkedHashMap<>(original.headers());
        headers.putAll(response.headers());
        return new ServerResponse(original.status(), headers, original.body());
    }

    private static int requireValid(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(status + " is not the status of a response. Use 200 to 599.");
        }
        return status;
    }

    /** Shows the status, without headers and body. */
    @Override
    public String toString() {
        var status = passThrough ? "pass through" : Integer.toString(response.status());
        return "StubResponse" + List.of(status, fault, delay);
    }
}
