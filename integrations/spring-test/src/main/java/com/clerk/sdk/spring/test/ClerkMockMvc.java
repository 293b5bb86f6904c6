package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.testing.SessionTokenBuilder;
import java.util.function.Consumer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The callers of MockMvc requests, of each type of token:
 *
 * <pre>{@code
 * mvc.perform(get("/me").with(clerkUser(user -> user.organization("org_1", "acme", "org:admin"))));
 * mvc.perform(post("/import").with(clerkApiKey("user_1", "invoices:write")));
 * }</pre>
 *
 * <p>Nothing is verified and no Clerk is asked. Safe for use by several threads.
 */
public final class ClerkMockMvc {
    private ClerkMockMvc() {}

    /**
     * Returns a user without an organization.
     *
     * @return the user {@code user_test}
     */
    public static CallerPostProcessor clerkUser() {
        return clerkUser(user -> {});
    }

    /**
     * Returns a user without an organization.
     *
     * @param userId the id of the user
     * @return the user
     */
    public static CallerPostProcessor clerkUser(String userId) {
        return clerkUser(user -> user.userId(userId));
    }

    /**
     * Returns a user with the claims of a session token.
     *
     * @param claims sets the claims
     * @return the user
     */
    public static CallerPostProcessor clerkUser(Consumer<SessionTokenBuilder> claims) {
        return clerkCaller(TestCallers.user(claims));
    }

    /**
     * Returns a program with an API key.
     *
     * @param subject the user or organization that the key belongs to
     * @param scopes the scopes of the key
     * @return the program
     */
    public static CallerPostProcessor clerkApiKey(String subject, String... scopes) {
        return clerkCaller(TestAuth.apiKey(subject, scopes));
    }

    /**
     * Returns a machine with an M2M token.
     *
     * @param machineId the id of the machine
     * @param scopes the machines that the token may be used with
     * @return the machine
     */
    public static CallerPostProcessor clerkMachine(String machineId, String... scopes) {
        return clerkCaller(TestAuth.m2m(machineId, scopes));
    }

    /**
     * Returns an application with an OAuth access token.
     *
     * @param userId the user that the application acts for
     * @param scopes the scopes that the user granted
     * @return the application
     */
    public static CallerPostProcessor clerkOAuth(String userId, String... scopes) {
        return clerkCaller(TestAuth.oauth(userId, scopes));
    }

    /**
     * Returns any caller.
     *
     * @param caller the caller, such as from {@link TestAuth}
     * @return the caller
     */
    public static CallerPostProcessor clerkCaller(Auth caller) {
        return new CallerPostProcessor(caller, TokenCarrier.HEADER);
    }

    /**
     * Returns nobody, for one request of a test with {@link WithClerkUser}.
     *
     * @return a request that nobody is signed in to
     */
    public static RequestPostProcessor clerkSignedOut() {
        return SecurityMockMvcRequestPostProcessors.securityContext(SecurityContextHolder.createEmptyContext());
    }
}
