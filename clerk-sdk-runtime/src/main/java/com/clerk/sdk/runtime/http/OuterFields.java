package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkDecodingException;

/**
 * The fields of the object that a response consists of. They tell an envelope, and an error that came with the status of
 * a success, from a result. Not thread-safe.
 */
final class OuterFields {
    /** The field of an envelope that holds the result. */
    static final String RESPONSE = "response";

    /** The field of an error response. */
    static final String ERRORS = "errors";

    private static final String ERRORS_NAME = "\"errors\"";

    private boolean response;
    private boolean errors;
    private boolean others;

    /** Returns whether an object begins with the field of an error. Results that do so are read twice, others once. */
    static boolean beginsWithErrors(byte[] json) {
        int at = afterBlanks(json, 0);
        if (at == json.length || json[at] != '{') {
            return false;
        }
        at = afterBlanks(json, at + 1);
        for (int i = 0; i < ERRORS_NAME.length(); i++) {
            if (at + i >= json.length || json[at + i] != ERRORS_NAME.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int afterBlanks(byte[] json, int from) {
        int at = from;
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }

    void addResponse() {
        response = true;
    }

    void add(String name, boolean isArray) {
        if (name.equals(ERRORS) && isArray) {
            errors = true;
        } else if (!name.equals("client") && !name.equals("meta") && !name.equals("clerk_trace_id")) {
            others = true;
        }
    }

    boolean hasResponse() {
        return response;
    }

    /** Fails if the fields are those of an error, or of an envelope without a result. */
    void requireResult(BufferedResponse answer, HttpCall<?> call) {
        if (others) {
            return;
        }
        if (errors) {
            throw call.refusal(answer);
        }
        throw new ClerkDecodingException("expected a result, found an envelope without the field " + RESPONSE, "$");
    }
}
