package com.clerk.sdk.servlet;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * The feature of Jakarta REST that makes {@link RequireAuth} hold, and sends the response if a resource calls
 * {@link Clerk#require(jakarta.servlet.ServletRequest)}. The requests must pass a {@link ClerkFilter} first; without it
 * all methods with the annotation fail.
 *
 * <p>Servers of Jakarta REST 3.1 find it by themselves, unless {@code jakarta.ws.rs.loadServices} is false. Register it
 * where they do not. Immutable and safe for use by several threads.
 */
@SuppressWarnings("exports") // modules without Jakarta REST need not have it
public final class RequireAuthFeature implements Feature {
    /** Creates the feature. */
    public RequireAuthFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().isRegistered(RestRefusals.class)) {
            return false; // found by the server, and registered by the application too
        }
        context.register(new RestBinding());
        context.register(new RestBinding.Locators(), Priorities.AUTHENTICATION);
        context.register(new RestRefusals());
        return true;
    }
}
