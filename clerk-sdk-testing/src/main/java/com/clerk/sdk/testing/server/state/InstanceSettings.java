package com.clerk.sdk.testing.server.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of an instance, which the Dashboard has at Clerk. Immutable.
 *
 * @param frontendApi the host that the publishable key names
 * @param live whether the instance is a production instance
 * @param identifiers the identifiers of users: {@code email_address}, {@code phone_number}, {@code username}
 * @param password whether users have passwords
 * @param emailLinks whether users can sign in by a link in an email
 * @param secondFactorRequired whether users must set up a second factor after the sign-in
 * @param secondFactors the second factors that users can set up: {@code totp}, {@code backup_code}, {@code phone_code}
 * @param socialProviders the providers that users can sign in with, such as {@code oauth_google}
 * @param organizations whether the instance has organizations
 * @param organizationRequired whether users must choose an organization after the sign-in
 * @param severalSessions whether a client can have several sessions at once
 * @param strictCodes whether 424242 is refused, so that only the code of the message is accepted
 * @param nativeApi whether clients that are not browsers are served
 * @param rotateAlways whether each response to a native client carries a new client token
 * @param tokenLifetime how long a session token is valid
 * @param sessionLifetime how long a session is valid
 * @param roles further roles of organizations, each with its permissions
 */
public record InstanceSettings(
        String frontendApi,
        boolean live,
        Set<String> identifiers,
        boolean password,
        boolean emailLinks,
        boolean secondFactorRequired,
        Set<String> secondFactors,
        Set<String> socialProviders,
        boolean organizations,
        boolean organizationRequired,
        boolean severalSessions,
        boolean strictCodes,
        boolean nativeApi,
        boolean rotateAlways,
        Duration tokenLifetime,
        Duration sessionLifetime,
        Map<String, List<String>> roles) {
    /**
     * The host that the publishable key names. It is under {@code .accounts.dev}, because Clerk's browser code treats
     * only such hosts as development instances; it cannot be the host of a real instance, whose names end in a number.
     */
    public static final String FRONTEND_API = "in-process.clerk.accounts.dev";

    /** Makes a copy of all collections. */
    public InstanceSettings {
        identifiers = Set.copyOf(identifiers);
        secondFactors = Set.copyOf(secondFactors);
        socialProviders = Set.copyOf(socialProviders);
        roles = Map.copyOf(roles);
    }
}
