package com.clerk.sdk.auth.flow;

import org.jspecify.annotations.Nullable;

/**
 * The headers in which a proxy says what the browser requested. Any client can send them, so they count only where a
 * proxy sets them.
 *
 * @param host the header with the host, in lower case; null if none is trusted
 * @param scheme the header with the scheme, in lower case; null if none is trusted
 */
public record ForwardedHeaders(
        @Nullable String host, @Nullable String scheme) {
    public static final ForwardedHeaders USUAL = new ForwardedHeaders("x-forwarded-host", "x-forwarded-proto");
    public static final ForwardedHeaders UNTRUSTED = new ForwardedHeaders(null, null);

    /** Tells whether this is a header of a proxy that must not be passed on. */
    boolean isUntrusted(String name) {
        return host == null && (name.startsWith("x-forwarded-") || name.equals("x-real-ip"));
    }
}
