package com.clerk.sdk.auth.flow;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The warnings about the setup of an application, each of which an authenticator logs once. Safe for several threads.
 */
public final class Warnings {
    private static final Logger LOG = System.getLogger("com.clerk.sdk.auth");

    private final AtomicBoolean missingParty = new AtomicBoolean();
    private final AtomicBoolean plainHttp = new AtomicBoolean();

    void missingParty() {
        once(
                missingParty,
                "A session cookie has no authorized party (azp), so it does not say which application it was issued"
                        + " to. Old versions of Clerk's frontend SDKs do that: update them. This is logged once.");
    }

    void plainHttp() {
        once(
                plainHttp,
                "A page of this production instance was requested by http://, as far as this server knows, where "
                        + "browsers keep no cookies of Clerk. If a proxy in front of this server ends TLS, tell the "
                        + "server so. This is logged once.");
    }

    private static void once(AtomicBoolean logged, String warning) {
        if (logged.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, warning);
        }
    }
}
