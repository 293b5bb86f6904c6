package com.clerk.sdk.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@link ClerkServer} shall answer in place of what it would, or how it shall spoil what it would answer.
 * Immutable.
 *
 * <pre>{@code
 * server.answerNext("GET /users/{user_id}", Answer.rateLimited(Duration.ofSeconds(1)));
 * server.answerNext("POST /users", Answer.asUsual().cutOff());      // the user is created, the reply is lost
 * server.answer("POST /api_keys/verify", Answer.json(200, "{…}"));  // an operation that the server lacks
 * }</pre>
 */
public final class Answer {
    /** What becomes of the connection. */
    enum Delivery {
        WHOLE,
        CUT_OFF,
        NONE
    }

    private final boolean usual;
    private final Reply reply;
    private final Duration delay;
    private final Delivery delivery;

    private Answer(boolean usual, Reply reply, Duration delay, Delivery delivery) {
        this.usual = usual;
        this.reply = reply;
        this.delay = delay;
        this.delivery = delivery;
    }

    private static Answer of(Reply reply) {
        return new Answer(false, reply, Duration.ZERO, Delivery.WHOLE);
    }

    /**
     * What the server would answer anyway; to delay it, to cut it off, or to add a header.
     *
     * @return an answer that lets the server do its work
     */
    public static Answer asUsual() {
        return new Answer(true, Reply.empty(200), Duration.ZERO, Delivery.WHOLE);
    }

    /**
     * A status without a body.
     *
     * @param status the HTTP status, 200 to 599
     * @return an answer
     * @throws IllegalArgumentException when there is no such status
     */
    public static Answer status(int status) {
        return of(Reply.empty(checked(status)));
    }

    /**
     * A body of JSON, or of what only claims to be.
     *
     * @param status the HTTP status, 200 to 599
     * @param body the body, sent as it is under {@code application/json}
     * @return an answer
     * @throws IllegalArgumentException when there is no such status
     */
    public static Answer json(int status, String body) {
        return text(status, Reply.JSON, body);
    }

    /**
     * A body of any type.
     *
     * @param status the HTTP status, 200 to 599
     * @param contentType the header {@code Content-Type}
     * @param body the body, sent as UTF-8
     * @return an answer
     * @throws IllegalArgumentException when there is no such status
     */
    public static Answer text(int status, String contentType, String body) {
        Objects.requireNonNull(contentType, "contentType");
        return of(
                new Reply(checked(status), Map.of("Content-Type", contentType), Objects.requireNonNull(body, "body")));
    }

    /**
     * An error in Clerk's form, with one entry.
     *
     * @param status the HTTP status, 400 to 599
     * @param code such as {@code resource_not_found}
     * @param message the entry's message
     * @return an answer
     * @throws IllegalArgumentException when the status is none of an error
     */
    public static Answer error(int status, String code, String message) {
        if (status < 400) {
            throw new IllegalArgumentException(status + " is not the status of an error; errors are 400 to 599");
        }
        return of(new Problem(checked(status), code, message).reply(new Ids().traceId()));
    }

    /**
     * 429, as when too many requests were made.
     *
     * @param retryAfter the header {@code Retry-After}, in whole seconds
     * @return an answer
     */
    public static Answer rateLimited(Duration retryAfter) {
        return error(429, "too_many_requests", "Too many requests were made; try again later.")
                .header("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /**
     * No answer: the connection is closed when the request has come.
     *
     * @return an answer that never comes
     */
    public static Answer disconnect() {
        return new Answer(false, Reply.empty(200), Duration.ZERO, Delivery.NONE);
    }

    /**
     * Adds a header.
     *
     * @param name the name; a value it had is replaced
     * @param value the value
     * @return another answer
     */
    public Answer header(String name, String value) {
        return new Answer(usual, reply.with(name, value), delay, delivery);
    }

    /**
     * Waits before answering. A server that is closed meanwhile waits no longer.
     *
     * @param delay how long
     * @return another answer
     */
    public Answer delayed(Duration delay) {
        return new Answer(usual, reply, Objects.requireNonNull(delay, "delay"), delivery);
    }

    /**
     * Closes the connection in the middle of the body.
     *
     * @return another answer
     */
    public Answer cutOff() {
        return new Answer(usual, reply, delay, Delivery.CUT_OFF);
    }

    Duration delay() {
        return delay;
    }

    Delivery delivery() {
        return delivery;
    }

    boolean isUsual() {
        return usual;
    }

    /** The reply to send, given what the server itself would reply. */
    Reply over(Reply usualReply) {
        if (!usual) {
            return reply;
        }
        var headers = new LinkedHashMap<>(usualReply.headers());
        headers.putAll(reply.headers());
        return new Reply(usualReply.status(), headers, usualReply.body());
    }

    private static int checked(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(status + " is not the status of an answer; give 200 to 599");
        }
        return status;
    }

    /** Shows the status, without headers and body. */
    @Override
    public String toString() {
        var what = usual ? "as usual" : Integer.toString(reply.status());
        return "Answer" + List.of(what, delivery, delay);
    }
}
