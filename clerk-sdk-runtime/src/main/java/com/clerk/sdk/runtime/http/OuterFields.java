package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.List;
import java.util.Set;

/**
 * The fields of the object that a response consists of. They tell an envelope, and an error that came with the status
 * of a success, from a result. Not thread-safe.
 */
final class OuterFields {
    /** The field of an envelope that holds the result. */
    static final String RESPONSE = "response";

    /** The field of an error response. */
    static final String ERRORS = "errors";

    /** The names that error responses begin with. Few results do. */
    private static final List<String> FIRST_NAMES =
            List.of("\"errors\"", "\"clerk_trace_id\"", "\"meta\"", "\"status\"");

    /** The fields of an envelope beside its result, which errors have too. */
    private static final Set<String> OF_ENVELOPES = Set.of("client", "meta", "clerk_trace_id");

    private boolean response;
    private boolean errors;
    private boolean status;
    private boolean others;

    /** Returns whether an object begins like an error. Results that do so are read twice, others once. */
    static boolean beginsLikeAnError(byte[] json) {
        int at = afterBlanks(json, 0);
        if (at == json.length || json[at] != '{') {
            return false;
        }
        int name = afterBlanks(json, at + 1);
        return FIRST_NAMES.stream().anyMatch(each -> isAt(json, name, each));
    }

    private static boolean isAt(byte[] json, int at, String text) {
        if (text.length() > json.length - at) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (json[at + i] != text.charAt(i)) {
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
        } else if (name.equals("status")) {
            status = true;
        } else if (!OF_ENVELOPES.contains(name)) {
            others = true;
        }
    }

    boolean hasResponse() {
        return response;
    }

    /** Fails if the fields are those of an error, or of an envelope without a result. */
    void requireResult(BufferedResponse answer, HttpCall<?> call) {
        if (errors && !others) {
            throw call.refusal(answer);
        }
        if (others || status) {
            return;
        }
        throw new ClerkDecodingException("expected a result, found an envelope without the field " + RESPONSE, "$");
    }
}
