package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.spring.security.ClerkAuthentication;
import com.clerk.sdk.testing.SessionTokenBuilder;
import java.util.function.Consumer;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.web.reactive.server.MockServerConfigurer;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;

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
     * @param <T> a configurer of a client and of a server
     */
    public static <T extends WebTestClientConfigurer & MockServerConfigurer> T clerkUser(String userId) {
        return clerkUser(user -> user.userId(userId));
    }

    /**
     * Returns a user with the claims of a session token.
     *
     * @param claims sets the claims
     * @return the user
     * @param <T> a configurer of a client and of a server
     */
    public static <T extends WebTestClientConfigurer & MockServerConfigurer> T clerkUser(
            Consumer<SessionTokenBuilder> claims) {
        return clerkCaller(TestCallers.user(claims));
    }

    /**
     * Returns any caller, such as {@code TestAuth.apiKey("user_1", "invoices:read")}.
     *
     * @param caller the caller, such as from {@link TestAuth}
     * @return the caller
     * @param <T> a configurer of a client and of a server
     */
    public static <T extends WebTestClientConfigurer & MockServerConfigurer> T clerkCaller(Auth caller) {
        return SecurityMockServerConfigurers.mockAuthentication(ClerkAuthentication.of(caller, TokenCarrier.HEADER));
    }
}
