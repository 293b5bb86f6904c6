package com.clerk.sdk.testing.server.tokens;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs the tokens of the in-process Clerk, and publishes the keys that verify them. */
public interface TokenSigner {
    /**
     * The facts that a session token states.
     *
     * @param id the id of the session
     * @param userId the id of the user
     * @param status the status of the session
     * @param authorizedParty the origin of the page that the token is for, or null if it is not for a page
     * @param minutesSinceFirstFactor the age of the first factor
     * @param minutesSinceSecondFactor the age of the second factor, -1 if there was none
     * @param actor who impersonates the user, or null
     * @param lifetime how long the token is valid
     * @param organization the active organization, or null
     * @param plans the plans of the user and of the active organization, such as {@code u:pro}
     * @param features the features of these plans, such as {@code u:export}
     */
    record Session(
            String id,
            String userId,
            String status,
            @Nullable String authorizedParty,
            int minutesSinceFirstFactor,
            int minutesSinceSecondFactor,
            @Nullable JsonObject actor,
            Duration lifetime,
            @Nullable ActiveOrganization organization,
            List<String> plans,
            List<String> features) {}

    /**
     * The active organization of a session.
     *
     * @param id the id of the organization
     * @param slug the slug of the organization
     * @param role the user's role in it
     * @param permissions the permissions of that role that tokens carry
     */
    record ActiveOrganization(String id, String slug, String role, List<String> permissions) {}

    /** Returns the issuer of the tokens. */
    String issuer();

    /** Returns the published keys, as {@code GET /v1/jwks} responds. */
    JsonObject jwks();

    /** Returns a session token in compact form. */
    String sessionToken(Session session);

    /** Returns an M2M token in compact form, with exactly the given claims. */
    String machineToken(Map<String, JsonElement> claims);

    /** Returns a token of a JWT template in compact form, with exactly the given claims. */
    String templateToken(Map<String, JsonElement> claims);
}
