package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates requests with the settings of the environment: {@code AuthenticateRequest.verify(headers)}.
 *
 * <p>The first call reads the environment, once, as {@link RequestAuthenticator#fromEnv()} does. Build a
 * {@link RequestAuthenticator} to choose the settings in code. Safe for use by several threads.
 */
public final class AuthenticateRequest {
    private AuthenticateRequest() {}

    /**
     * Authenticates a request by its headers. With {@code CLERK_JWT_KEY} set, session tokens are verified without the
     * network; otherwise the call may wait for Clerk's keys, at most 5 seconds.
     *
     * @param headers the headers of the request by name, in any case
     * @return the state of the request: signed in, or signed out with a reason
     * @throws IllegalArgumentException if the environment has no key, or its settings contradict each other
     */
    public static RequestState verify(Map<String, List<String>> headers) {
        return Environment.authenticator().authenticate(headers);
    }

    /**
     * Authenticates a request by its headers, with options for this request. It may call Clerk as {@link #verify(Map)}
     * does, and to verify opaque machine tokens, where it waits at most 10 seconds.
     *
     * @param headers the headers of the request by name, in any case
     * @param options the settings that differ for this request
     * @return the state of the request: signed in, or signed out with a reason
     * @throws IllegalArgumentException if the environment has no key, or its settings contradict each other
     */
    public static RequestState verify(Map<String, List<String>> headers, AuthenticateOptions options) {
        return Environment.authenticator().authenticate(ClerkRequest.of(headers), options);
    }

    /** The authenticator of this process, built by the first call: the environment of a process never changes. */
    private static final class Environment {
        private static final @Nullable RequestAuthenticator AUTHENTICATOR;
        private static final String MISTAKE;

        static {
            RequestAuthenticator built = null;
            String mistake = "";
            try {
                built = RequestAuthenticator.fromEnv();
            } catch (IllegalArgumentException e) {
                // Thrown here it would be reported once, as an error of this class, and never again.
                mistake = String.valueOf(e.getMessage());
            }
            AUTHENTICATOR = built;
            MISTAKE = mistake;
        }

        static RequestAuthenticator authenticator() {
            if (AUTHENTICATOR == null) {
                throw new IllegalArgumentException(MISTAKE);
            }
            return AUTHENTICATOR;
        }
    }
}
