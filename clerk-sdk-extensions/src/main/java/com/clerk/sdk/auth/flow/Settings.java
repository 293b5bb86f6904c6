package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an authenticator. Immutable.
 *
 * @param cookieNames the cookies that it reads
 * @param sessions verifies session tokens
 * @param handshakes verifies the token that a browser brings back from Clerk
 * @param rules the rules for the claims of session tokens
 * @param machines verifies the tokens of machines
 * @param organizations the paths that belong to organizations
 * @param api the Backend API with the secret key, or null without one
 */
public record Settings(
        Instance instance,
        List<String> cookieNames,
        JwtVerifier sessions,
        JwtVerifier handshakes,
        ClaimRules rules,
        MachineTokens machines,
        OrganizationPatterns organizations,
        @Nullable ApiClient api) {}
