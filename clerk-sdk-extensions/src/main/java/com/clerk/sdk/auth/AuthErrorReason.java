package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.OpenEnum;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.HashMap;
import java.util.Map;

/**
 * The reason why a request is not signed in. Clerk's other SDKs use the same texts, unless a constant says otherwise.
 *
 * <p>There is a constant for every {@link TokenVerificationReason} too. {@code session-token-expired-refresh-} followed
 * by the error of the refresh, which may be an error code of Clerk's API, has none. So use {@link #known()} in a
 * {@code switch}. To tell an outage from a caller who is not signed in, ask {@link SignedOut#isOutage()}. Immutable.
 */
@JsonAdapter(GsonAdapter.class)
public final class AuthErrorReason extends OpenEnum {
    private static final Map<String, AuthErrorReason> CONSTANTS = new HashMap<>();

    /** The browser has a cookie that says somebody is signed in, but no session token. */
    public static final AuthErrorReason CLIENT_UAT_BUT_NO_SESSION_TOKEN =
            constant("client-uat-but-no-session-token", Known.CLIENT_UAT_BUT_NO_SESSION_TOKEN);

    /** The development instance does not know this browser yet. */
    public static final AuthErrorReason DEV_BROWSER_MISSING =
            constant("dev-browser-missing", Known.DEV_BROWSER_MISSING);

    /** The development instance has identified this browser in the URL, and the browser has to store that. */
    public static final AuthErrorReason DEV_BROWSER_SYNC = constant("dev-browser-sync", Known.DEV_BROWSER_SYNC);

    /** The primary domain of a development instance answers a satellite that asked for the session. */
    public static final AuthErrorReason PRIMARY_RESPONDS_TO_SYNCING =
            constant("primary-responds-to-syncing", Known.PRIMARY_RESPONDS_TO_SYNCING);

    /** The browser comes from another domain, where the session may have changed. */
    public static final AuthErrorReason PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC =
            constant("primary-domain-cross-origin-sync", Known.PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC);

    /** The satellite domain has to ask the primary domain for the session. */
    public static final AuthErrorReason SATELLITE_NEEDS_SYNCING =
            constant("satellite-needs-syncing", Known.SATELLITE_NEEDS_SYNCING);

    /** The request has no token: nobody is signed in. */
    public static final AuthErrorReason SESSION_TOKEN_AND_UAT_MISSING =
            constant("session-token-and-uat-missing", Known.SESSION_TOKEN_AND_UAT_MISSING);

    /** Clerk was asked for a session and sent none. */
    public static final AuthErrorReason SESSION_TOKEN_MISSING =
            constant("session-token-missing", Known.SESSION_TOKEN_MISSING);

    /** The session token has expired. */
    public static final AuthErrorReason SESSION_TOKEN_EXPIRED =
            constant("session-token-expired", Known.SESSION_TOKEN_EXPIRED);

    /** The session token is older than the last sign-in or sign-out of the browser. */
    public static final AuthErrorReason SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT =
            constant("session-token-iat-before-client-uat", Known.SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT);

    /** The session token is not valid yet. */
    public static final AuthErrorReason SESSION_TOKEN_NBF = constant("session-token-nbf", Known.SESSION_TOKEN_NBF);

    /** The session token was issued in the future, so the clocks differ. */
    public static final AuthErrorReason SESSION_TOKEN_IAT_IN_THE_FUTURE =
            constant("session-token-iat-in-the-future", Known.SESSION_TOKEN_IAT_IN_THE_FUTURE);

    /** The browser has a session token, but no cookie that says somebody is signed in. */
    public static final AuthErrorReason SESSION_TOKEN_BUT_NO_CLIENT_UAT =
            constant("session-token-but-no-client-uat", Known.SESSION_TOKEN_BUT_NO_CLIENT_UAT);

    /** The URL belongs to an organization that is not the active one of the session. */
    public static final AuthErrorReason ACTIVE_ORGANIZATION_MISMATCH =
            constant("active-organization-mismatch", Known.ACTIVE_ORGANIZATION_MISMATCH);

    /** The type of the token is not accepted. */
    public static final AuthErrorReason TOKEN_TYPE_MISMATCH =
            constant("token-type-mismatch", Known.TOKEN_TYPE_MISMATCH);

    /** Clerk could not verify the token, or the authentication failed unexpectedly. */
    public static final AuthErrorReason UNEXPECTED_ERROR = constant("unexpected-error", Known.UNEXPECTED_ERROR);

    /** The Authorization header has no token, and a machine token is required. */
    public static final AuthErrorReason NO_TOKEN_IN_HEADER = constant("No token in header", Known.NO_TOKEN_IN_HEADER);

    /** The user has to complete a task before the session counts as signed in. Only this SDK has this reason. */
    public static final AuthErrorReason SESSION_PENDING = constant("session-pending", Known.SESSION_PENDING);

    /** The token has expired. */
    public static final AuthErrorReason TOKEN_EXPIRED = constant("token-expired", Known.TOKEN_EXPIRED);

    /** The token is malformed, or has the wrong type or category. */
    public static final AuthErrorReason TOKEN_INVALID = constant("token-invalid", Known.TOKEN_INVALID);

    /** The algorithm of the token is not accepted. */
    public static final AuthErrorReason TOKEN_INVALID_ALGORITHM =
            constant("token-invalid-algorithm", Known.TOKEN_INVALID_ALGORITHM);

    /** The token was issued to an origin that is not an authorized party. */
    public static final AuthErrorReason TOKEN_INVALID_AUTHORIZED_PARTIES =
            constant("token-invalid-authorized-parties", Known.TOKEN_INVALID_AUTHORIZED_PARTIES);

    /** The token was issued by another instance. */
    public static final AuthErrorReason TOKEN_INVALID_ISSUER =
            constant("token-invalid-issuer", Known.TOKEN_INVALID_ISSUER);

    /** The signature does not match the token and the key. */
    public static final AuthErrorReason TOKEN_INVALID_SIGNATURE =
            constant("token-invalid-signature", Known.TOKEN_INVALID_SIGNATURE);

    /** The token is not valid yet. */
    public static final AuthErrorReason TOKEN_NOT_ACTIVE_YET =
            constant("token-not-active-yet", Known.TOKEN_NOT_ACTIVE_YET);

    /** The token was issued in the future, so the clocks differ. */
    public static final AuthErrorReason TOKEN_IAT_IN_THE_FUTURE =
            constant("token-iat-in-the-future", Known.TOKEN_IAT_IN_THE_FUTURE);

    /** A claim is missing, malformed or not accepted, or the verification itself failed. */
    public static final AuthErrorReason TOKEN_VERIFICATION_FAILED =
            constant("token-verification-failed", Known.TOKEN_VERIFICATION_FAILED);

    /** Clerk refused the secret key that was used to load the keys. */
    public static final AuthErrorReason SECRET_KEY_INVALID = constant("secret-key-invalid", Known.SECRET_KEY_INVALID);

    /** The configured key is empty. */
    public static final AuthErrorReason JWK_LOCAL_MISSING = constant("jwk-local-missing", Known.JWK_LOCAL_MISSING);

    /** Clerk's keys could not be loaded. */
    public static final AuthErrorReason JWK_REMOTE_FAILED_TO_LOAD =
            constant("jwk-remote-failed-to-load", Known.JWK_REMOTE_FAILED_TO_LOAD);

    /** Clerk's answer is not a key set. */
    public static final AuthErrorReason JWK_REMOTE_INVALID = constant("jwk-remote-invalid", Known.JWK_REMOTE_INVALID);

    /** Clerk's key set is empty. */
    public static final AuthErrorReason JWK_REMOTE_MISSING = constant("jwk-remote-missing", Known.JWK_REMOTE_MISSING);

    /** No key is set, and no secret key to load one with. */
    public static final AuthErrorReason JWK_FAILED_TO_RESOLVE =
            constant("jwk-failed-to-resolve", Known.JWK_FAILED_TO_RESOLVE);

    /** The token names a key that the instance does not have. */
    public static final AuthErrorReason JWK_KID_MISMATCH = constant("jwk-kid-mismatch", Known.JWK_KID_MISMATCH);

    private static final String EXPIRED = "session-token-expired";

    private final Known known;

    private AuthErrorReason(String value, Known known) {
        super(value);
        this.known = known;
    }

    /** Called by the initializers of this class alone, which fill the map before anyone reads it. */
    private static AuthErrorReason constant(String value, Known known) {
        var constant = new AuthErrorReason(value, known);
        CONSTANTS.put(value, constant);
        return constant;
    }

    /**
     * Returns the reason with this text.
     *
     * @param value the text, such as {@code dev-browser-missing}
     * @return the constant of this text, or a new reason that keeps the text
     */
    public static AuthErrorReason of(String value) {
        var constant = CONSTANTS.get(value);
        if (constant != null) {
            return constant;
        }
        return new AuthErrorReason(value, value.startsWith(EXPIRED) ? Known.SESSION_TOKEN_EXPIRED : Known.OTHER);
    }

    /**
     * Returns the reason as an enum constant, for a {@code switch}.
     *
     * @return the constant; {@link Known#SESSION_TOKEN_EXPIRED} for every error of the refresh; {@link Known#OTHER} for
     *     reasons that this version does not know
     */
    public Known known() {
        return known;
    }

    /** The reasons that this version knows. */
    public enum Known {
        /** The browser has a cookie that says somebody is signed in, but no session token. */
        CLIENT_UAT_BUT_NO_SESSION_TOKEN,

        /** The development instance does not know this browser yet. */
        DEV_BROWSER_MISSING,

        /** The development instance has identified this browser in the URL, and the browser has to store that. */
        DEV_BROWSER_SYNC,

        /** The primary domain of a development instance answers a satellite that asked for the session. */
        PRIMARY_RESPONDS_TO_SYNCING,

        /** The browser comes from another domain, where the session may have changed. */
        PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC,

        /** The satellite domain has to ask the primary domain for the session. */
        SATELLITE_NEEDS_SYNCING,

        /** The request has no token: nobody is signed in. */
        SESSION_TOKEN_AND_UAT_MISSING,

        /** Clerk was asked for a session and sent none. */
        SESSION_TOKEN_MISSING,

        /** The session token has expired. */
        SESSION_TOKEN_EXPIRED,

        /** The session token is older than the last sign-in or sign-out of the browser. */
        SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT,

        /** The session token is not valid yet. */
        SESSION_TOKEN_NBF,

        /** The session token was issued in the future, so the clocks differ. */
        SESSION_TOKEN_IAT_IN_THE_FUTURE,

        /** The browser has a session token, but no cookie that says somebody is signed in. */
        SESSION_TOKEN_BUT_NO_CLIENT_UAT,

        /** The URL belongs to an organization that is not the active one of the session. */
        ACTIVE_ORGANIZATION_MISMATCH,

        /** The type of the token is not accepted. */
        TOKEN_TYPE_MISMATCH,

        /** Clerk could not verify the token, or the authentication failed unexpectedly. */
        UNEXPECTED_ERROR,

        /** The Authorization header has no token, and a machine token is required. */
        NO_TOKEN_IN_HEADER,

        /** The user has to complete a task before the session counts as signed in. Only this SDK has this reason. */
        SESSION_PENDING,

        /** The token has expired. */
        TOKEN_EXPIRED,

        /** The token is malformed, or has the wrong type or category. */
        TOKEN_INVALID,

        /** The algorithm of the token is not accepted. */
        TOKEN_INVALID_ALGORITHM,

        /** The token was issued to an origin that is not an authorized party. */
        TOKEN_INVALID_AUTHORIZED_PARTIES,

        /** The token was issued by another instance. */
        TOKEN_INVALID_ISSUER,

        /** The signature does not match the token and the key. */
        TOKEN_INVALID_SIGNATURE,

        /** The token is not valid yet. */
        TOKEN_NOT_ACTIVE_YET,

        /** The token was issued in the future, so the clocks differ. */
        TOKEN_IAT_IN_THE_FUTURE,

        /** A claim is missing, malformed or not accepted, or the verification itself failed. */
        TOKEN_VERIFICATION_FAILED,

        /** Clerk refused the secret key that was used to load the keys. */
        SECRET_KEY_INVALID,

        /** The configured key is empty. */
        JWK_LOCAL_MISSING,

        /** Clerk's keys could not be loaded. */
        JWK_REMOTE_FAILED_TO_LOAD,

        /** Clerk's answer is not a key set. */
        JWK_REMOTE_INVALID,

        /** Clerk's key set is empty. */
        JWK_REMOTE_MISSING,

        /** No key is set, and no secret key to load one with. */
        JWK_FAILED_TO_RESOLVE,

        /** The token names a key that the instance does not have. */
        JWK_KID_MISMATCH,

        /** Any other reason. */
        OTHER
    }
}
