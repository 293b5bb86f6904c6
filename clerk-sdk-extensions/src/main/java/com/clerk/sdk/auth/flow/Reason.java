package com.clerk.sdk.auth.flow;

/** The reasons why a request is not signed in, spelled as in Clerk's SDKs: docs/behaviour.md, section 2.9. */
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

    /** A reason of this SDK only: Clerk's other SDKs have none for it. */
    public static final String SESSION_PENDING = "session-pending";

    private Reason() {}

    /** Returns the reason of an expired session token that was not refreshed because of this error. */
    static String expired(String refreshError) {
        return SESSION_TOKEN_EXPIRED + "-refresh-" + refreshError;
    }
}
