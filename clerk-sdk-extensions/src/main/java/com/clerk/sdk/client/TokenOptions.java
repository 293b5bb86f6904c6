package com.clerk.sdk.client;

import java.time.Duration;

/**
 * The options of a session token, as you set them in place: {@code clerk.getToken(token ->
 * token.template("supabase"))}. Without them a token is for the active session and its active organization, and comes
 * from the cache if it can. The SDK implements this. Not thread-safe.
 */
public interface TokenOptions {
    /**
     * Sets the session, if there are several on this device.
     *
     * @param sessionId id of the session
     * @return these options
     */
    TokenOptions session(String sessionId);

    /**
     * Sets the organization for this token only. The active organization stays.
     *
     * @param organizationId id of an organization that the user is a member of, or empty for the personal account
     * @return these options
     */
    TokenOptions organization(String organizationId);

    /**
     * Makes the token from a JWT template of the instance, for the active organization.
     *
     * @param template name of the template
     * @return these options
     */
    TokenOptions template(String template);

    /**
     * Asks Clerk for a new token, such as after a change of the user's metadata.
     *
     * @return these options
     */
    TokenOptions skipCache();

    /**
     * Sets the time for which a cached token must still be valid to be used: for less, Clerk is asked for a new one.
     * The default is 10 seconds. The present token is still used, for as long as it is valid, if Clerk gives no new one
     * or was asked less than a second ago. Session tokens live for 60 seconds: with more than about 45, most calls ask
     * Clerk, and no token is valid for longer than its life.
     *
     * @param minRemaining zero or more
     * @return these options
     * @throws IllegalArgumentException if the time is negative
     */
    TokenOptions minRemaining(Duration minRemaining);
}
