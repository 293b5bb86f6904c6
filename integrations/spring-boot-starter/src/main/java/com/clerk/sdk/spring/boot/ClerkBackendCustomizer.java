package com.clerk.sdk.spring.boot;

import com.clerk.sdk.ClerkBackend;

/**
 * Changes the client that the starter makes, after the properties: beans of this type are called in their order, such
 * as for a listener, a retry policy or an HTTP client.
 */
@FunctionalInterface
public interface ClerkBackendCustomizer {
    /**
     * Changes the settings.
     *
     * @param builder the settings, with the secret key
     */
    void customize(ClerkBackend.Builder builder);
}
