package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.jwt.TokenCategory;
import com.clerk.sdk.auth.lookup.CallGate;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.backend.model.ApiKeyVerifyParams;
import com.clerk.sdk.backend.model.M2mTokenVerifyParams;
import com.clerk.sdk.backend.model.OAuthAccessTokenVerifyParams;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verifier of machine tokens: docs/behaviour.md, section 3. It verifies JWTs by their signature, and asks Clerk about
 * opaque tokens every time, because they can be revoked at any moment. Immutable and safe for use by several threads.
 */
public final class MachineTokens {
    private static final String VERIFICATION_FAILED = "token-verification-failed";
    private static final String INVALID = "token-invalid";
    private static final String SECRET_KEY_INVALID = "secret-key-invalid";

    /** Clerk's opaque tokens have fewer than 100 characters. A longer token is refused without a call. */
    private static final int MAX_LENGTH = 4096;

    private final JwtVerifier m2m;
    private final JwtVerifier oauth;
    private final ClaimRules m2mRules;
    private final OAuthRules oauthRules;
    private final @Nullable ApiClient api;
    private final @Nullable ApiClient machineApi;
    private final @Nullable String machineSecretKey;
    private final CallGate gate;

    /**
     * Creates a verifier.
     *
     * @param api verifies opaque tokens, with the secret key; null without one
     * @param machineApi verifies opaque M2M tokens, with either key; null without one
     * @param machineSecretKey the key to verify M2M tokens with, or null to use the secret key
     * @param gate limits the calls to Clerk
     */
    public MachineTokens(
            JwtVerifier m2m,
            JwtVerifier oauth,
            ClaimRules m2mRules,
            OAuthRules oauthRules,
            @Nullable ApiClient api,
            @Nullable ApiClient machineApi,
            @Nullable String machineSecretKey,
            CallGate gate) {
        this.m2m = m2m;
        this.oauth = oauth;
        this.m2mRules = m2mRules;
        this.oauthRules = oauthRules;
        this.api = api;
        this.machineApi = machineApi;
        this.machineSecretKey = machineSecretKey;
        this.gate = gate;
    }

    /** Returns a verifier that accepts other audiences. */
    public MachineTokens withAudiences(Set<String> audiences) {
        return new MachineTokens(
                m2m,
                oauth,
                m2mRules.with(null, audiences),
                new OAuthRules(oauthRules.claims(), audiences),
                api,
                machineApi,
                machineSecretKey,
                gate);
    }

    /** Decides about a token of this kind. */
    public Decision evaluate(MachineTokenKind kind, String token, ClerkLookups lookups) {
        return MachineTokenKind.isOpaque(token)
                ? verifyRemotely(kind, token, lookups)
                : verifyLocally(kind, token, lookups);
    }

    private Decision verifyLocally(MachineTokenKind kind, String token, ClerkLookups lookups) {
        try {
            requireCategory(kind, Jwt.decode(token));
        } catch (JwtException refused) {
            return refused(INVALID, refused.problem(), null).withCause(refused);
        }
        try {
            var verified = kind == MachineTokenKind.M2M_TOKEN
                    ? MachineToken.m2m(
                            token, m2m.verify(token, m2mRules, lookups).claims())
                    : verifyOAuth(token, lookups);
            return new Decision.Machine(kind, verified);
        } catch (JwtException refused) {
            return refused(VERIFICATION_FAILED, refused.problem(), null).withCause(refused);
        }
    }

    private static void requireCategory(MachineTokenKind kind, Jwt jwt) {
        if (kind == MachineTokenKind.M2M_TOKEN) {
            TokenCategory.requireMachine(jwt);
        }
    }

    private MachineToken verifyOAuth(String token, ClerkLookups lookups) {
        var claims = oauth.verify(token, oauthRules.claims(), lookups).claims();
        oauthRules.checkAudience(JsonValue.of(claims.get("aud")));
        return MachineToken.oauth(token, claims);
    }

    private Decision verifyRemotely(MachineTokenKind kind, String token, ClerkLookups lookups) {
        if (token.length() > MAX_LENGTH) {
            return refused(INVALID, "The token is longer than " + MAX_LENGTH + " characters.", null);
        }
        var client = kind == MachineTokenKind.M2M_TOKEN ? machineApi : api;
        if (client == null) {
            return refused(
                    SECRET_KEY_INVALID,
                    "Only Clerk can verify this token, but no secret key is set. Set CLERK_SECRET_KEY.",
                    null);
        }
        ApiCall<JsonValue> call = call(client, kind, token);
        var outcome = lookups.lookup(kind, () -> gate.call(call::executeAsync));
        return outcome.value() == null
                ? refused(kind, outcome.failure())
                : evaluateAnswer(kind, token, outcome.value());
    }

    private ApiCall<JsonValue> call(ApiClient api, MachineTokenKind kind, String token) {
        var operation = operation(kind);
        return switch (kind) {
            case API_KEY ->
                api.post(operation, "/api_keys/verify")
                        .params(ApiKeyVerifyParams.of(p -> p.secret(token)))
                        .returns(Codecs.JSON);
            case M2M_TOKEN ->
                withMachineKey(api.post(operation, "/m2m_tokens/verify")
                        .params(M2mTokenVerifyParams.of(p -> p.token(token)))
                        .returns(Codecs.JSON));
            case OAUTH_TOKEN ->
                api.post(operation, "/oauth_applications/access_tokens/verify")
                        .params(OAuthAccessTokenVerifyParams.of(p -> p.accessToken(token)))
                        .returns(Codecs.JSON);
        };
    }

    private static String operation(MachineTokenKind kind) {
        return switch (kind) {
            case API_KEY -> "apiKeys.verify";
            case M2M_TOKEN -> "m2mTokens.verify";
            case OAUTH_TOKEN -> "oauthAccessTokens.verify";
        };
    }

    private ApiCall<JsonValue> withMachineKey(ApiCall<JsonValue> call) {
        return machineSecretKey == null
                ? call
                : call.with(CallOptions.builder().bearer(machineSecretKey).build());
    }

    private Decision evaluateAnswer(MachineTokenKind kind, String token, JsonValue answer) {
        if (hasFlag(answer, "active", false) || hasFlag(answer, "revoked", true) || hasFlag(answer, "expired", true)) {
            return refused(INVALID, "The token is revoked, expired or not active.", 200);
        }
        var verified = MachineToken.ofAnswer(token, answer);
        if (verified == null) {
            return refused(Reason.UNEXPECTED_ERROR, "Clerk's answer about the token lacks its id or its subject.", 200)
                    .withCause(new ClerkDecodingException("expected an id and a subject", "$", operation(kind)));
        }
        try {
            if (kind == MachineTokenKind.OAUTH_TOKEN) {
                oauthRules.checkAudience(answer.get("aud"));
            }
            return new Decision.Machine(kind, verified);
        } catch (JwtException refused) {
            return refused(VERIFICATION_FAILED, refused.problem(), null).withCause(refused);
        }
    }

    private static boolean hasFlag(JsonValue answer, String name, boolean wanted) {
        var value = answer.isObject() ? answer.get(name) : null;
        return value != null && value.isBoolean() && value.asBoolean() == wanted;
    }

    private static Decision refused(MachineTokenKind kind, @Nullable Throwable failure) {
        if (!(failure instanceof ClerkApiException refusal)) {
            return refused(Reason.UNEXPECTED_ERROR, "The request to Clerk to verify the token failed.", null)
                    .withCause(failure);
        }
        var decision = switch (refusal.status()) {
            case 401 -> refused(SECRET_KEY_INVALID, "Clerk refused the secret key.", 401);
            case 404 -> refused(INVALID, kind.title() + " not found", 404);
            default -> refused(Reason.UNEXPECTED_ERROR, "Clerk did not verify the token.", refusal.status());
        };
        return decision.withCause(refusal);
    }

    private static Decision.SignedOut refused(String code, String problem, @Nullable Integer status) {
        return Decision.SignedOut.of(
                code, problem + " (code=" + code + ", status=" + (status == null ? "n/a" : status) + ")");
    }
}
