package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;

/** Reports each try to the log and to the listener. */
final class AttemptReporter {
    private static final System.Logger LOG = System.getLogger("com.clerk.sdk.http");

    private final CallListener listener;

    AttemptReporter(CallListener listener) {
        this.listener = listener;
    }

    void report(CallEvent event) {
        if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
            LOG.log(System.Logger.Level.DEBUG, line(event));
        }
        try {
            listener.onAttempt(event);
        } catch (Throwable e) {
            Exchange.keepInterrupt(e);
            // A failing listener must not fail the call. Its message may contain anything, so only the type is logged.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The call listener failed with " + e.getClass().getName());
        }
    }

    private static String line(CallEvent event) {
        var status = event.status().isPresent() ? String.valueOf(event.status().getAsInt()) : "no response";
        return event.operation() + " " + status + " " + event.duration().toMillis() + " ms";
    }
}
