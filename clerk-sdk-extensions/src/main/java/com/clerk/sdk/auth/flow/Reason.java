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

    private static final String NOT_A_BROWSER =
            "A program that is not a browser sends its token in the Authorization header.";

    private Reason() {}

    /**
     * Returns a message about a reason: the given one, or if that is empty a sentence that says the same as the reason.
     */
    static String message(String reason, String message) {
        return message.isEmpty() ? sentence(reason) : message;
    }

    private static String sentence(String reason) {
        return switch (reason) {
            case CLIENT_UAT_BUT_NO_SESSION_TOKEN -> "The browser has the cookie __client_uat, but no session token.";
            case DEV_BROWSER_MISSING ->
                "This development instance does not know the browser: the cookie __clerk_db_jwt is missing. "
                        + NOT_A_BROWSER;
            case DEV_BROWSER_SYNC -> "The browser has to store the id that Clerk has put into the URL.";
            case PRIMARY_RESPONDS_TO_SYNCING -> "The primary domain answers a satellite that asked for the session.";
            case PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC ->
                "The browser comes from another domain, where the session may have changed.";
            case SATELLITE_NEEDS_SYNCING -> "The satellite domain has to ask the primary domain for the session.";
            case SESSION_TOKEN_AND_UAT_MISSING ->
                "The request has no session token, neither in the Authorization header nor in a cookie.";
            case SESSION_TOKEN_MISSING -> "Clerk sent the browser back without a session.";
            case SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT ->
                "The session token is older than the last sign-in or sign-out of the browser.";
            case SESSION_TOKEN_BUT_NO_CLIENT_UAT ->
                "The request has a session cookie, but not the cookie __client_uat. " + NOT_A_BROWSER;
            case ACTIVE_ORGANIZATION_MISMATCH -> "The page belongs to an organization that is not the active one.";
            case TOKEN_TYPE_MISMATCH ->
                "The request has no token of an accepted type. Send another token, or accept its type with"
                        + " acceptTokens(...).";
            case NO_TOKEN_IN_HEADER -> "The request has no token in the Authorization header.";
            case SESSION_PENDING -> "The user has to complete a task before the session counts as signed in.";
            default -> "";
        };
    }

    /** Returns the reason of an expired session token that was not refreshed because of this error. */
    static String expired(String refreshError) {
        return SESSION_TOKEN_EXPIRED + "-refresh-" + refreshError;
    }
}
