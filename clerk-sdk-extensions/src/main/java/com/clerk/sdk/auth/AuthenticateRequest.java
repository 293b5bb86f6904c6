package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request, by the settings of the environment: {@code AuthenticateRequest.verify(headers)}. It reads
 * them once, the first time, as {@link RequestAuthenticator#fromEnv()} does; make a {@link RequestAuthenticator} to set
 * things up yourself.
 */
public final class AuthenticateRequest {
    private AuthenticateRequest() {}

    /**
     * Tells who sent a request. With {@code CLERK_JWT_KEY} set it touches no network for session tokens; else it may
     * wait for Clerk's keys, 5 seconds at most.
     *
     * @param headers the request's headers by name, in any case
     * @return who it is, or why nobody
     * @throws IllegalArgumentException if the environment has no key, or what it has does not go together
     */
    public static RequestState verify(Map<String, List<String>> headers) {
        return Environment.authenticator().authenticate(headers);
    }

    /**
     * Tells who sent a request, with options for this one, as {@link #verify(Map)} does.
     *
     * @param headers the request's headers by name, in any case
     * @param options what is different
     * @return who it is, or why nobody
     * @throws IllegalArgumentException if the environment has no key, or what it has does not go together
     */
    public static RequestState verify(Map<String, List<String>> headers, AuthenticateOptions options) {
        return Environment.authenticator().authenticate(ClerkRequest.of(headers), options);
    }

    /** Set up by the first call, once: the environment of a process never changes. */
    private static final class Environment {
        private static final @Nullable RequestAuthenticator AUTHENTICATOR;
        private static final @Nullable IllegalArgumentException MISTAKE;

        static {
            RequestAuthenticator made = null;
            IllegalArgumentException mistake = null;
            try {
                made = RequestAuthenticator.fromEnv();
            } catch (IllegalArgumentException e) {
                // Thrown here it would be reported once, as an error of this class, and never again.
                mistake = e;
            }
            AUTHENTICATOR = made;
            MISTAKE = mistake;
        }

        static RequestAuthenticator authenticator() {
            if (AUTHENTICATOR == null) {
                throw new IllegalArgumentException(
                        MISTAKE == null ? "The environment has no key" : MISTAKE.getMessage(), MISTAKE);
            }
            return AUTHENTICATOR;
        }
    }
}
