package com.clerk.sdk.examples.recipes.quarkus;

import com.clerk.sdk.examples.recipes.RecipeClerk;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts a Clerk for the application, and gives the application its settings. */
public class ClerkResource implements QuarkusTestResourceLifecycleManager {
    private RecipeClerk clerk;

    @Override
    public Map<String, String> start() {
        clerk = new RecipeClerk();
        return Map.of(
                "clerk.secret-key", clerk.setting("CLERK_SECRET_KEY"),
                "clerk.publishable-key", clerk.setting("CLERK_PUBLISHABLE_KEY"),
                "clerk.sign-in-url", clerk.setting("CLERK_SIGN_IN_URL"),
                "clerk.api-url", clerk.setting("CLERK_API_URL"),
                "quarkus.http.test-port", "0",
                "quarkus.http.auth.permission.test.paths", "/by-policy",
                "quarkus.http.auth.permission.test.policy", "authenticated");
    }

    @Override
    public void inject(Object test) {
        ((QuarkusRecipeTest) test).clerk = clerk;
    }

    @Override
    public void stop() {
        clerk.close();
    }
}
