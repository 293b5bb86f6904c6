package com.clerk.sdk.auth.flow;

/** The reasons for which a request is not signed in, as Clerk's SDKs spell them (behaviour.md, section 2.9). */
public final class Reason {
    public static final String CLIENT_UAT_BUT_NO_SESSION_TOKEN = "client-uat-but-no-session-token";
    public static final String DEV_BROWSER_MISSING = "dev-browser-missing";
    public static final String DEV_BROWSER_SYNC = "dev-browser-sync";
    public static final String PRIMARY_RESPONDS_TO_SYNCING = "primary-responds-to-syncing";
    public static final String PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC = "primary-domain-cross-origin-sync";
    public static final String SATELLITE_NEEDS_SYNCING = "satellite-needs-syncing";
    public static final String SESSION_TOKEN_AND_UAT_MISSING = "session-token-and-uat-missing";
    public static final String SESSION_TOKEN_MISSING = "session-token-missing";
    public static final String SESSION_TOKEN_EXPIRED = "session-token-expired";
    public static final String SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT = "session-token-iat-before-client-uat";
    public static final String SESSION_TOKEN_NBF = "session-token-nbf";
    public static final String SESSION_TOKEN_IAT_IN_THE_FUTURE = "session-token-iat-in-the-future";
    public static final String SESSION_TOKEN_BUT_NO_CLIENT_UAT = "session-token-but-no-client-uat";
    public static final String ACTIVE_ORGANIZATION_MISMATCH = "active-organization-mismatch";
    public static final String TOKEN_TYPE_MISMATCH = "token-type-mismatch";
    public static final String UNEXPECTED_ERROR = "unexpected-error";
    public static final String NO_TOKEN_IN_HEADER = "No token in header";

    /** This SDK's own: Clerk's SDKs have no reason for it. */
    public static final String SESSION_PENDING = "session-pending";

    private Reason() {}

    /** The session token has expired, and was not renewed because of this error. */
    static String expired(String refreshError) {
        return SESSION_TOKEN_EXPIRED + "-refresh-" + refreshError;
    }
}
