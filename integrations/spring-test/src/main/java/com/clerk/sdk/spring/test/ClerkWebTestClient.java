package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.testing.SessionTokenBuilder;
import java.util.function.Consumer;

/**
 * The callers of the requests of a {@code WebTestClient} that is bound to an application context:
 *
 * <pre>{@code
 * client.mutateWith(clerkUser("user_1")).get().uri("/me").exchange().expectStatus().isOk();
 * }</pre>
 *
 * <p>Nothing is verified and no Clerk is asked. Safe for use by several threads.
 */
public final class ClerkWebTestClient {
    private ClerkWebTestClient() {}

    /**
     * Returns a user without an organization.
     *
     * @param userId the id of the user
     * @return the user
     */
    public static CallerMutator clerkUser(String userId) {
        return clerkUser(user -> user.userId(userId));
    }

    /**
     * Returns a user with the claims of a session token.
     *
     * @param claims sets the claims
     * @return the user
     */
    public static CallerMutator clerkUser(Consumer<SessionTokenBuilder> claims) {
        return clerkCaller(TestCallers.user(claims));
    }

    /**
     * Returns any caller, such as {@code TestAuth.apiKey("user_1", "invoices:read")}.
     *
     * @param caller the caller, such as from {@link TestAuth}
     * @return the caller
     */
    public static CallerMutator clerkCaller(Auth caller) {
        return new CallerMutator(caller);
    }
}
