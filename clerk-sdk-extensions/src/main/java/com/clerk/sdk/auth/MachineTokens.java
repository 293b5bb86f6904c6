package com.clerk.sdk.auth;

import com.clerk.sdk.backend.model.ApiKeyVerifyParams;
import com.clerk.sdk.backend.model.M2mTokenVerifyParams;
import com.clerk.sdk.backend.model.OAuthAccessTokenVerifyParams;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of machines: opaque ones by asking Clerk, every time, since they can be revoked at any moment;
 * JWTs by their signature.
 */
final class MachineTokens {
    private static final String VERIFICATION_FAILED = "token-verification-failed";
    private static final String INVALID = "token-invalid";
    private static final String SECRET_KEY_INVALID = "secret-key-invalid";
    private static final String UNEXPECTED = "unexpected-error";

    /** Clerk's opaque tokens have less than a hundred; what is longer is not worth a call. */
    private static final int MAX_LENGTH = 4096;

    private final JwtVerifier m2m;
    private final JwtVerifier oauth;
    private final ClaimRules m2mRules;
    private final OAuthRules oauthRules;
    private final @Nullable ApiClient api;
    private final @Nullable ApiClient machineApi;
    private final @Nullable String machineSecretKey;

    /**
     * Makes one.
     *
     * @param api where opaque tokens are verified, by the secret key; null if there is none
     * @param machineApi the same for M2M tokens, by one of the two keys; null if there is none
     * @param machineSecretKey the key to verify M2M tokens with instead, or null
     */
    MachineTokens(
            JwtVerifier m2m,
            JwtVerifier oauth,
            ClaimRules m2mRules,
            OAuthRules oauthRules,
            @Nullable ApiClient api,
            @Nullable ApiClient machineApi,
            @Nullable String machineSecretKey) {
        this.m2m = m2m;
        this.oauth = oauth;
        this.m2mRules = m2mRules;
        this.oauthRules = oauthRules;
        this.api = api;
        this.machineApi = machineApi;
        this.machineSecretKey = machineSecretKey;
    }

    /** The same for tokens that are meant for others. */
    MachineTokens meantFor(Set<String> audiences) {
        return new MachineTokens(
                m2m,
                oauth,
                m2mRules.of(null, audiences),
                new OAuthRules(oauthRules.claims(), audiences),
                api,
                machineApi,
                machineSecretKey);
    }

    /** Judges a token that looks like one of a kind. */
    RequestState judge(TokenType type, String token, Network network) {
        return TokenType.isOpaque(token) ? byClerk(type, token, network) : byItself(type, token, network);
    }

    private RequestState byItself(TokenType type, String token, Network network) {
        boolean machine = type == TokenType.M2M_TOKEN;
        try {
            var jwt = Jwt.decode(token);
            if (machine) {
                TokenCategory.requireMachine(jwt);
            }
        } catch (TokenVerificationException refused) {
            return refused(type, INVALID, refused.problem(), null).because(refused);
        }
        try {
            return signedIn(machine ? verifiedM2m(token, network) : verifiedOAuth(token, network));
        } catch (TokenVerificationException refused) {
            return refused(type, VERIFICATION_FAILED, refused.problem(), null).because(refused);
        }
    }

    private Auth verifiedM2m(String token, Network network) {
        return new M2mAuth(
                MachineToken.m2m(token, m2m.verify(token, m2mRules, network).claims()));
    }

    private Auth verifiedOAuth(String token, Network network) {
        var claims = oauth.verify(token, oauthRules.claims(), network).claims();
        oauthRules.checkAudience(JsonValue.of(claims.get("aud")));
        return new OAuthAuth(MachineToken.oauth(token, claims));
    }

    private RequestState byClerk(TokenType type, String token, Network network) {
        if (token.length() > MAX_LENGTH) {
            return refused(type, INVALID, "The token is longer than " + MAX_LENGTH + " characters.", null);
        }
        var client = type == TokenType.M2M_TOKEN ? machineApi : api;
        if (client == null) {
            return refused(
                    type, SECRET_KEY_INVALID, "Only Clerk can verify this token, and no secret key is set.", null);
        }
        ApiCall<JsonValue> call = call(client, type, token);
        var outcome = network.ask(type, call::executeAsync);
        return outcome.value() == null ? refused(type, outcome.failure()) : answered(type, token, outcome.value());
    }

    private ApiCall<JsonValue> call(ApiClient api, TokenType type, String token) {
        return switch (type) {
            case API_KEY ->
                api.post("apiKeys.verify", "/api_keys/verify")
                        .params(ApiKeyVerifyParams.of(p -> p.secret(token)))
                        .returns(Codecs.JSON);
            case M2M_TOKEN ->
                byMachineKey(api.post("m2mTokens.verify", "/m2m_tokens/verify")
                        .params(M2mTokenVerifyParams.of(p -> p.token(token)))
                        .returns(Codecs.JSON));
            default ->
                api.post("oauthAccessTokens.verify", "/oauth_applications/access_tokens/verify")
                        .params(OAuthAccessTokenVerifyParams.of(p -> p.accessToken(token)))
                        .returns(Codecs.JSON);
        };
    }

    private ApiCall<JsonValue> byMachineKey(ApiCall<JsonValue> call) {
        return machineSecretKey == null
                ? call
                : call.with(CallOptions.builder().bearer(machineSecretKey).build());
    }

    private RequestState answered(TokenType type, String token, JsonValue answer) {
        var verified = MachineToken.answered(token, answer);
        if (says(answer, "active", false) || says(answer, "revoked", true) || says(answer, "expired", true)) {
            return refused(type, INVALID, "The token is over: revoked, expired or not active.", 200);
        }
        if (verified == null) {
            return refused(type, UNEXPECTED, "Clerk's answer does not say whose token this is.", 200);
        }
        try {
            return signedIn(
                    switch (type) {
                        case API_KEY -> new ApiKeyAuth(verified);
                        case M2M_TOKEN -> new M2mAuth(verified);
                        default -> meantForUs(verified, answer);
                    });
        } catch (TokenVerificationException refused) {
            return refused(type, VERIFICATION_FAILED, refused.problem(), null).because(refused);
        }
    }

    private Auth meantForUs(MachineToken token, JsonValue answer) {
        oauthRules.checkAudience(answer.get("aud"));
        return new OAuthAuth(token);
    }

    private static boolean says(JsonValue answer, String name, boolean wanted) {
        var value = answer.isObject() ? answer.get(name) : null;
        return value != null && value.isBoolean() && value.asBoolean() == wanted;
    }

    private static RequestState refused(TokenType type, @Nullable Throwable failure) {
        if (!(failure instanceof ClerkApiException refusal)) {
            return refused(type, UNEXPECTED, "Clerk could not be asked about the token.", null)
                    .because(failure);
        }
        var state = switch (refusal.status()) {
            case 401 -> refused(type, SECRET_KEY_INVALID, "Clerk refused the secret key.", 401);
            case 404 -> refused(type, INVALID, name(type) + " not found", 404);
            default -> refused(type, UNEXPECTED, "Clerk did not say whether the token is good.", refusal.status());
        };
        return state.because(refusal);
    }

    private static String name(TokenType type) {
        return switch (type) {
            case API_KEY -> "API key";
            case M2M_TOKEN -> "Machine token";
            default -> "OAuth token";
        };
    }

    private static RequestState signedIn(Auth auth) {
        return new SignedIn(auth, Map.of());
    }

    private static SignedOut refused(TokenType type, String code, String problem, @Nullable Integer status) {
        var message = problem + " (code=" + code + ", status=" + (status == null ? "n/a" : status) + ")";
        return signedOut(type, AuthErrorReason.of(code), message);
    }

    /** The state of a request without a good token of a machine. */
    static SignedOut signedOut(@Nullable TokenType type, AuthErrorReason reason, String message) {
        var headers =
                new ResponseHeaders().status("signed-out", reason, message).build();
        return new SignedOut(type, reason, message, headers, null);
    }
}
