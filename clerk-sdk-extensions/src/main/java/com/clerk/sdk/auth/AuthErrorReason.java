package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.OpenEnum;

/**
 * The reason why a request is not signed in. Clerk's other SDKs use the same texts, unless a constant says otherwise.
 *
 * <p>There is a constant for every {@link TokenVerificationReason} too. {@code session-token-expired-refresh-} followed
 * by the error of the refresh, which may be an error code of Clerk's API, has none. So use {@link #known()} in a
 * {@code switch}. To tell an outage from a caller who is not signed in, ask {@link SignedOut#isOutage()}. Immutable.
 */
public final class AuthErrorReason extends OpenEnum {
    /** The browser has a cookie that says somebody is signed in, but no session token. */
    public static final AuthErrorReason CLIENT_UAT_BUT_NO_SESSION_TOKEN =
            new AuthErrorReason("client-uat-but-no-session-token");

    /** The development instance does not know this browser yet. */
    public static final AuthErrorReason DEV_BROWSER_MISSING = new AuthErrorReason("dev-browser-missing");

    /** The development instance has identified this browser in the URL, and the browser has to store that. */
    public static final AuthErrorReason DEV_BROWSER_SYNC = new AuthErrorReason("dev-browser-sync");

    /** The primary domain of a development instance answers a satellite that asked for the session. */
    public static final AuthErrorReason PRIMARY_RESPONDS_TO_SYNCING =
            new AuthErrorReason("primary-responds-to-syncing");

    /** The browser comes from another domain, where the session may have changed. */
    public static final AuthErrorReason PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC =
            new AuthErrorReason("primary-domain-cross-origin-sync");

    /** The satellite domain has to ask the primary domain for the session. */
    public static final AuthErrorReason SATELLITE_NEEDS_SYNCING = new AuthErrorReason("satellite-needs-syncing");

    /** The request has no token: nobody is signed in. */
    public static final AuthErrorReason SESSION_TOKEN_AND_UAT_MISSING =
            new AuthErrorReason("session-token-and-uat-missing");

    /** Clerk was asked for a session and sent none. */
    public static final AuthErrorReason SESSION_TOKEN_MISSING = new AuthErrorReason("session-token-missing");

    /** The session token has expired. */
    public static final AuthErrorReason SESSION_TOKEN_EXPIRED = new AuthErrorReason("session-token-expired");

    /** The session token is older than the last sign-in or sign-out of the browser. */
    public static final AuthErrorReason SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT =
            new AuthErrorReason("session-token-iat-before-client-uat");

    /** The session token is not valid yet. */
    public static final AuthErrorReason SESSION_TOKEN_NBF = new AuthErrorReason("session-token-nbf");

    /** The session token was issued in the future, so the clocks differ. */
    public static final AuthErrorReason SESSION_TOKEN_IAT_IN_THE_FUTURE =
            new AuthErrorReason("session-token-iat-in-the-future");

    /** The browser has a session token, but no cookie that says somebody is signed in. */
    public static final AuthErrorReason SESSION_TOKEN_BUT_NO_CLIENT_UAT =
            new AuthErrorReason("session-token-but-no-client-uat");

    /** The URL belongs to an organization that is not the active one of the session. */
    public static final AuthErrorReason ACTIVE_ORGANIZATION_MISMATCH =
            new AuthErrorReason("active-organization-mismatch");

    /** The type of the token is not accepted. */
    public static final AuthErrorReason TOKEN_TYPE_MISMATCH = new AuthErrorReason("token-type-mismatch");

    /** Clerk could not verify the token, or the authentication failed unexpectedly. */
    public static final AuthErrorReason UNEXPECTED_ERROR = new AuthErrorReason("unexpected-error");

    /** The Authorization header has no token, and a machine token is required. */
    public static final AuthErrorReason NO_TOKEN_IN_HEADER = new AuthErrorReason("No token in header");

    /** The user has to complete a task before the session counts as signed in. Only this SDK has this reason. */
    public static final AuthErrorReason SESSION_PENDING = new AuthErrorReason("session-pending");

    /** The token has expired. */
    public static final AuthErrorReason TOKEN_EXPIRED = new AuthErrorReason("token-expired");

    /** The token is malformed, or has the wrong type or category. */
    public static final AuthErrorReason TOKEN_INVALID = new AuthErrorReason("token-invalid");

    /** The algorithm of the token is not accepted. */
    public static final AuthErrorReason TOKEN_INVALID_ALGORITHM = new AuthErrorReason("token-invalid-algorithm");

    /** The token was issued to an origin that is not an authorized party. */
    public static final AuthErrorReason TOKEN_INVALID_AUTHORIZED_PARTIES =
            new AuthErrorReason("token-invalid-authorized-parties");

    /** The token was issued by another instance. */
    public static final AuthErrorReason TOKEN_INVALID_ISSUER = new AuthErrorReason("token-invalid-issuer");

    /** The signature does not match the token and the key. */
    public static final AuthErrorReason TOKEN_INVALID_SIGNATURE = new AuthErrorReason("token-invalid-signature");

    /** The token is not valid yet. */
    public static final AuthErrorReason TOKEN_NOT_ACTIVE_YET = new AuthErrorReason("token-not-active-yet");

    /** The token was issued in the future, so the clocks differ. */
    public static final AuthErrorReason TOKEN_IAT_IN_THE_FUTURE = new AuthErrorReason("token-iat-in-the-future");

    /** A claim is missing, malformed or not accepted, or the verification itself failed. */
    public static final AuthErrorReason TOKEN_VERIFICATION_FAILED = new AuthErrorReason("token-verification-failed");

    /** Clerk refused the secret key that was used to load the keys. */
    public static final AuthErrorReason SECRET_KEY_INVALID = new AuthErrorReason("secret-key-invalid");

    /** The configured key is empty. */
    public static final AuthErrorReason JWK_LOCAL_MISSING = new AuthErrorReason("jwk-local-missing");

    /** Clerk's keys could not be loaded. */
    public static final AuthErrorReason JWK_REMOTE_FAILED_TO_LOAD = new AuthErrorReason("jwk-remote-failed-to-load");

    /** Clerk's answer is not a key set. */
    public static final AuthErrorReason JWK_REMOTE_INVALID = new AuthErrorReason("jwk-remote-invalid");

    /** Clerk's key set is empty. */
    public static final AuthErrorReason JWK_REMOTE_MISSING = new AuthErrorReason("jwk-remote-missing");

    /** No key is set, and no secret key to load one with. */
    public static final AuthErrorReason JWK_FAILED_TO_RESOLVE = new AuthErrorReason("jwk-failed-to-resolve");

    /** The token names a key that the instance does not have. */
    public static final AuthErrorReason JWK_KID_MISMATCH = new AuthErrorReason("jwk-kid-mismatch");

    private static final String EXPIRED = "session-token-expired";

    private AuthErrorReason(String value) {
        super(value);
    }

    /**
     * Returns the reason with this text.
     *
     * @param value the text, such as {@code dev-browser-missing}
     * @return a reason that equals the constant of this text, or a new one that keeps the text
     */
    public static AuthErrorReason of(String value) {
        return new AuthErrorReason(value);
    }

    /**
     * Returns the reason as an enum constant, for a {@code switch}.
     *
     * @return the constant; {@link Known#SESSION_TOKEN_EXPIRED} for every error of the refresh; {@link Known#OTHER} for
     *     reasons that this version does not know
     */
    public Known known() {
        return switch (value()) {
            case "client-uat-but-no-session-token" -> Known.CLIENT_UAT_BUT_NO_SESSION_TOKEN;
            case "dev-browser-missing" -> Known.DEV_BROWSER_MISSING;
            case "dev-browser-sync" -> Known.DEV_BROWSER_SYNC;
            case "primary-responds-to-syncing" -> Known.PRIMARY_RESPONDS_TO_SYNCING;
            case "primary-domain-cross-origin-sync" -> Known.PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC;
            case "satellite-needs-syncing" -> Known.SATELLITE_NEEDS_SYNCING;
            case "session-token-and-uat-missing" -> Known.SESSION_TOKEN_AND_UAT_MISSING;
            case "session-token-missing" -> Known.SESSION_TOKEN_MISSING;
            case "session-token-expired" -> Known.SESSION_TOKEN_EXPIRED;
            case "session-token-iat-before-client-uat" -> Known.SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT;
            case "session-token-nbf" -> Known.SESSION_TOKEN_NBF;
            case "session-token-iat-in-the-future" -> Known.SESSION_TOKEN_IAT_IN_THE_FUTURE;
            case "session-token-but-no-client-uat" -> Known.SESSION_TOKEN_BUT_NO_CLIENT_UAT;
            case "active-organization-mismatch" -> Known.ACTIVE_ORGANIZATION_MISMATCH;
            case "token-type-mismatch" -> Known.TOKEN_TYPE_MISMATCH;
            case "unexpected-error" -> Known.UNEXPECTED_ERROR;
            case "No token in header" -> Known.NO_TOKEN_IN_HEADER;
            case "session-pending" -> Known.SESSION_PENDING;
            case "token-expired" -> Known.TOKEN_EXPIRED;
            case "token-invalid" -> Known.TOKEN_INVALID;
            case "token-invalid-algorithm" -> Known.TOKEN_INVALID_ALGORITHM;
            case "token-invalid-authorized-parties" -> Known.TOKEN_INVALID_AUTHORIZED_PARTIES;
            case "token-invalid-issuer" -> Known.TOKEN_INVALID_ISSUER;
            case "token-invalid-signature" -> Known.TOKEN_INVALID_SIGNATURE;
            case "token-not-active-yet" -> Known.TOKEN_NOT_ACTIVE_YET;
            case "token-iat-in-the-future" -> Known.TOKEN_IAT_IN_THE_FUTURE;
            case "token-verification-failed" -> Known.TOKEN_VERIFICATION_FAILED;
            case "secret-key-invalid" -> Known.SECRET_KEY_INVALID;
            case "jwk-local-missing" -> Known.JWK_LOCAL_MISSING;
            case "jwk-remote-failed-to-load" -> Known.JWK_REMOTE_FAILED_TO_LOAD;
            case "jwk-remote-invalid" -> Known.JWK_REMOTE_INVALID;
            case "jwk-remote-missing" -> Known.JWK_REMOTE_MISSING;
            case "jwk-failed-to-resolve" -> Known.JWK_FAILED_TO_RESOLVE;
            case "jwk-kid-mismatch" -> Known.JWK_KID_MISMATCH;
            default -> value().startsWith(EXPIRED) ? Known.SESSION_TOKEN_EXPIRED : Known.OTHER;
        };
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
