package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;

/** Tells the log and the listener of every try. */
final class CallLog {
    private static final System.Logger LOG = System.getLogger("com.clerk.sdk.http");

    private final CallListener listener;

    CallLog(CallListener listener) {
        this.listener = listener;
    }

    void report(CallEvent event) {
        if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
            LOG.log(System.Logger.Level.DEBUG, line(event));
        }
        try {
            listener.onAttempt(event);
        } catch (RuntimeException e) {
            // What an application counts must not decide whether its calls succeed. The message may hold anything.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The call listener failed with " + e.getClass().getName());
        }
    }

    private static String line(CallEvent event) {
        var status = event.status().isPresent() ? String.valueOf(event.status().getAsInt()) : "no answer";
        return event.operation() + " " + status + " " + event.duration().toMillis() + " ms";
    }
}
