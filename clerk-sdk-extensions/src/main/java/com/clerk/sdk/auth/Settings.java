package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.http.ApiClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RequestAuthenticator} was set up with. Immutable.
 *
 * @param cookieNames the cookies that matter
 * @param sessions verifies session tokens
 * @param handshakes verifies what Clerk sends back with a browser
 * @param rules what session tokens must claim
 * @param api the Backend API by the secret key, or null if there is none
 * @param accepted the kinds of token, unless options say otherwise
 * @param pendingSessions whether a user with something left to do counts as signed in
 */
record Settings(
        Instance instance,
        List<String> cookieNames,
        JwtVerifier sessions,
        JwtVerifier handshakes,
        ClaimRules rules,
        MachineTokens machines,
        OrganizationPatterns organizations,
        @Nullable ApiClient api,
        AcceptedTokens accepted,
        boolean pendingSessions) {}
