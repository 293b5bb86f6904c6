package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.RequestAuthenticator;

/** Changes the authenticator that the starter makes, after the properties: beans of this type are called in order. */
@FunctionalInterface
public interface RequestAuthenticatorCustomizer {
    /**
     * Changes the settings.
     *
     * @param builder the settings, with the keys
     */
    void customize(RequestAuthenticator.Builder builder);
}
