package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.OpenEnum;

/**
 * Why a request is not signed in. The texts are those of Clerk's other SDKs, except where one says otherwise. Any
 * {@link TokenVerificationReason} can be one too, as can {@code session-token-expired-refresh-} with what went wrong
 * with the refresh, a code of Clerk's among them; so compare {@link #value()} or use {@link #known()}.
 */
public final class AuthErrorReason extends OpenEnum {
    /** The browser says that somebody is signed in, and sends no session token. */
    public static final AuthErrorReason CLIENT_UAT_BUT_NO_SESSION_TOKEN =
            new AuthErrorReason("client-uat-but-no-session-token");

    /** A development instance does not know this browser yet. */
    public static final AuthErrorReason DEV_BROWSER_MISSING = new AuthErrorReason("dev-browser-missing");

    /** A development instance got to know this browser by the URL, and has to remember it. */
    public static final AuthErrorReason DEV_BROWSER_SYNC = new AuthErrorReason("dev-browser-sync");

    /** The primary domain answers a satellite that asked for the session, on a development instance. */
    public static final AuthErrorReason PRIMARY_RESPONDS_TO_SYNCING =
            new AuthErrorReason("primary-responds-to-syncing");

    /** The browser comes from another domain, where the session may have changed. */
    public static final AuthErrorReason PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC =
            new AuthErrorReason("primary-domain-cross-origin-sync");

    /** A satellite domain has to ask the primary domain for the session. */
    public static final AuthErrorReason SATELLITE_NEEDS_SYNCING = new AuthErrorReason("satellite-needs-syncing");

    /** Nobody is signed in. */
    public static final AuthErrorReason SESSION_TOKEN_AND_UAT_MISSING =
            new AuthErrorReason("session-token-and-uat-missing");

    /** Clerk was asked for a session, and there is none. */
    public static final AuthErrorReason SESSION_TOKEN_MISSING = new AuthErrorReason("session-token-missing");

    /** The session token has expired. */
    public static final AuthErrorReason SESSION_TOKEN_EXPIRED = new AuthErrorReason("session-token-expired");

    /** The session token is older than the last sign-in or sign-out of the browser. */
    public static final AuthErrorReason SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT =
            new AuthErrorReason("session-token-iat-before-client-uat");

    /** The session token's time has not begun. */
    public static final AuthErrorReason SESSION_TOKEN_NBF = new AuthErrorReason("session-token-nbf");

    /** The session token was issued later than now, so the two clocks differ. */
    public static final AuthErrorReason SESSION_TOKEN_IAT_IN_THE_FUTURE =
            new AuthErrorReason("session-token-iat-in-the-future");

    /** The browser sends a session token, and does not say that anybody is signed in. */
    public static final AuthErrorReason SESSION_TOKEN_BUT_NO_CLIENT_UAT =
            new AuthErrorReason("session-token-but-no-client-uat");

    /** The URL belongs to another organization than the session's active one. */
    public static final AuthErrorReason ACTIVE_ORGANIZATION_MISMATCH =
            new AuthErrorReason("active-organization-mismatch");

    /** The token is of another kind than is accepted. */
    public static final AuthErrorReason TOKEN_TYPE_MISMATCH = new AuthErrorReason("token-type-mismatch");

    /** Clerk could not say whether the token is good, or something else went wrong. */
    public static final AuthErrorReason UNEXPECTED_ERROR = new AuthErrorReason("unexpected-error");

    /** A token of a machine is needed in the Authorization header, and there is none. */
    public static final AuthErrorReason NO_TOKEN_IN_HEADER = new AuthErrorReason("No token in header");

    /** The session waits for something that the user has to do first; this SDK's own word. */
    public static final AuthErrorReason SESSION_PENDING = new AuthErrorReason("session-pending");

    private static final String EXPIRED = "session-token-expired";

    private AuthErrorReason(String value) {
        super(value);
    }

    /**
     * The reason with this text. No network.
     *
     * @param value the text, such as {@code dev-browser-missing}
     * @return one that is equal to the constant when the text is known, else one that keeps the text
     */
    public static AuthErrorReason of(String value) {
        return new AuthErrorReason(value);
    }

    /**
     * For a {@code switch}. No network.
     *
     * @return the constant; {@link Known#SESSION_TOKEN_EXPIRED} whatever became of the refresh; {@link Known#OTHER} for
     *     the reasons of tokens, and for every reason that this version does not know
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
            default -> value().startsWith(EXPIRED) ? Known.SESSION_TOKEN_EXPIRED : Known.OTHER;
        };
    }

    /** The reasons that this version knows. */
    public enum Known {
        /** The browser says that somebody is signed in, and sends no session token. */
        CLIENT_UAT_BUT_NO_SESSION_TOKEN,

        /** A development instance does not know this browser yet. */
        DEV_BROWSER_MISSING,

        /** A development instance got to know this browser by the URL, and has to remember it. */
        DEV_BROWSER_SYNC,

        /** The primary domain answers a satellite that asked for the session, on a development instance. */
        PRIMARY_RESPONDS_TO_SYNCING,

        /** The browser comes from another domain, where the session may have changed. */
        PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC,

        /** A satellite domain has to ask the primary domain for the session. */
        SATELLITE_NEEDS_SYNCING,

        /** Nobody is signed in. */
        SESSION_TOKEN_AND_UAT_MISSING,

        /** Clerk was asked for a session, and there is none. */
        SESSION_TOKEN_MISSING,

        /** The session token has expired. */
        SESSION_TOKEN_EXPIRED,

        /** The session token is older than the last sign-in or sign-out of the browser. */
        SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT,

        /** The session token's time has not begun. */
        SESSION_TOKEN_NBF,

        /** The session token was issued later than now, so the two clocks differ. */
        SESSION_TOKEN_IAT_IN_THE_FUTURE,

        /** The browser sends a session token, and does not say that anybody is signed in. */
        SESSION_TOKEN_BUT_NO_CLIENT_UAT,

        /** The URL belongs to another organization than the session's active one. */
        ACTIVE_ORGANIZATION_MISMATCH,

        /** The token is of another kind than is accepted. */
        TOKEN_TYPE_MISMATCH,

        /** Clerk could not say whether the token is good, or something else went wrong. */
        UNEXPECTED_ERROR,

        /** A token of a machine is needed in the Authorization header, and there is none. */
        NO_TOKEN_IN_HEADER,

        /** The session waits for something that the user has to do first; this SDK's own word. */
        SESSION_PENDING,

        /** Any other reason. */
        OTHER
    }
}
