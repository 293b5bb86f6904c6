package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a request. Headers are those to add to the response, by their names in lower case. No
 * {@code toString} holds a token.
 */
public sealed interface Decision {
    /** The request has a valid session token. */
    record Session(String token, Jwt jwt, Map<String, List<String>> headers) implements Decision {
        @Override
        public String toString() {
            return "Session";
        }
    }

    /** The request has a valid machine token. */
    record Machine(MachineTokenKind kind, MachineToken token) implements Decision {
        @Override
        public String toString() {
            return "Machine(" + kind + ")";
        }
    }

    /**
     * The request is not signed in.
     *
     * @param reason the reason, from {@link Reason} or the error of a token
     * @param message the reason in one line of printable ASCII
     * @param pending the session of a user who has to complete a task, or null
     * @param cause the exception behind the reason, or null
     * @param carrier the place of the token that {@code cause} is about, or null
     */
    record SignedOut(
            String reason,
            String message,
            Map<String, List<String>> headers,
            @Nullable Session pending,
            @Nullable Throwable cause,
            @Nullable Carrier carrier)
            implements Decision {

        /**
         * Returns the decision that a request is not signed in, with the headers that say so.
         *
         * @param message the reason in one line; empty for the usual line of the reason
         */
        public static SignedOut of(String reason, String message) {
            var text = Reason.message(reason, message);
            return new SignedOut(reason, text, statusHeaders(reason, text), null, null, null);
        }

        /** Returns the decision that a token was refused, with the headers that say so. */
        public static SignedOut of(JwtException refused, @Nullable Carrier carrier) {
            var reason = refused.error().value();
            var message = refused.line(carrier == null ? null : carrier.value());
            return new SignedOut(reason, message, statusHeaders(reason, message), null, refused, carrier);
        }

        @Override
        public String toString() {
            return "SignedOut(" + reason + ")";
        }

        public SignedOut withCause(@Nullable Throwable failure) {
            return new SignedOut(reason, message, headers, pending, failure, carrier);
        }

        private static Map<String, List<String>> statusHeaders(String reason, String message) {
            return new ResponseHeaders().status("signed-out", reason, message).build();
        }
    }

    /** The browser has to visit Clerk first. The headers have the {@code location}. */
    record Redirect(String reason, String message, Map<String, List<String>> headers) implements Decision {
        @Override
        public String toString() {
            return "Redirect(" + reason + ")";
        }
    }
}
