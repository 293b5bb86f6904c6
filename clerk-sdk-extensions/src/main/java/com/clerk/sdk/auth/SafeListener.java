package com.clerk.sdk.auth;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.auth.lookup.ObservedLookups;

/** The listener of an authenticator, whose failures fail no request. Safe for use by several threads. */
final class SafeListener {
    private static final System.Logger LOG = System.getLogger(AuthenticationListener.class.getName());

    private final AuthenticationListener listener;

    SafeListener(AuthenticationListener listener) {
        this.listener = listener;
    }

    ClerkLookups observe(ClerkLookups lookups) {
        return new ObservedLookups(lookups, this::onWait);
    }

    void onDecision(RequestState state) {
        try {
            listener.onDecision(state);
        } catch (Throwable e) {
            log(e);
        }
    }

    private Runnable onWait() {
        try {
            var end = listener.onWait();
            return () -> end(end);
        } catch (Throwable e) {
            log(e);
            return () -> {};
        }
    }

    private static void end(Runnable end) {
        try {
            end.run();
        } catch (Throwable e) {
            log(e);
        }
    }

    /** A failing listener must fail no request. Its message may contain anything, so only the type is logged. */
    private static void log(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "The authentication listener failed with " + e.getClass().getName());
    }
}
