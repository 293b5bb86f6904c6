package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.lookup.CallGates;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an authenticator. Immutable.
 *
 * @param instance the instance, and the role of this server in it
 * @param cookieNames the names of the cookies to read
 * @param forwarded the headers of proxies that are trusted
 * @param sessions verifier of session tokens
 * @param handshakes verifier of handshake tokens
 * @param rules the rules for the claims of session tokens
 * @param machines verifier of machine tokens
 * @param organizations the paths that belong to organizations
 * @param api the Backend API with the secret key, or null without one
 * @param gates limit the calls to Clerk that requests cause
 */
public record Settings(
        Instance instance,
        List<String> cookieNames,
        ForwardedHeaders forwarded,
        JwtVerifier sessions,
        JwtVerifier handshakes,
        ClaimRules rules,
        MachineTokens machines,
        OrganizationPatterns organizations,
        @Nullable ApiClient api,
        CallGates gates) {}
