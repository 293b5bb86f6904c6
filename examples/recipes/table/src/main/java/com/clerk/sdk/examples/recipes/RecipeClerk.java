package com.clerk.sdk.examples.recipes;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SessionTokenBuilder;

/** The Clerk of a recipe's test: a production instance in this process. */
public final class RecipeClerk implements AutoCloseable {
    private static final String HOST = "clerk.example.com";
    private static final String SECRET_KEY = "sk_live_recipes";

    private final ClerkServer server =
            ClerkServer.builder().secretKey(SECRET_KEY).start();

    /** Returns the settings of an application that uses this Clerk, by the names of the environment. */
    public String setting(String name) {
        return switch (name) {
            case "CLERK_SECRET_KEY" -> SECRET_KEY;
            case "CLERK_PUBLISHABLE_KEY" -> PublishableKey.forHost(HOST).value();
            case "CLERK_API_URL" -> server.apiUrl();
            case "CLERK_SIGN_IN_URL" -> "/sign-in";
            default -> throw new IllegalArgumentException("No setting " + name);
        };
    }

    /** Returns a client, which the application closes. */
    public ClerkBackend client() {
        return ClerkBackend.builder()
                .secretKey(SECRET_KEY)
                .apiUrl(server.apiUrl())
                .authentication(
                        a -> a.publishableKey(setting("CLERK_PUBLISHABLE_KEY")).signInUrl(setting("CLERK_SIGN_IN_URL")))
                .build();
    }

    ClerkServer server() {
        return server;
    }

    SessionTokenBuilder token(String userId) {
        return server.sessionTokens().issuer("https://" + HOST).forUser(userId);
    }

    @Override
    public void close() {
        server.close();
    }
}
