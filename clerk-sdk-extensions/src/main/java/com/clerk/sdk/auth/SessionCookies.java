package com.clerk.sdk.auth;

import org.jspecify.annotations.Nullable;

/**
 * The cookies about the session: those with the suffix of this instance, or those without, which another instance on
 * the same domain may have set, or an older version of Clerk's frontend. The choice trusts no signature, since it only
 * chooses what is verified then.
 */
final class SessionCookies {
    private static final String SIGNED_OUT = "0";

    private final Attempt attempt;
    private final Incoming request;
    private final Instance instance;
    private final boolean suffixed;

    SessionCookies(Attempt attempt) {
        this.attempt = attempt;
        this.request = attempt.request;
        this.instance = attempt.instance();
        this.suffixed = instance.key() != null && chooseSuffixed(instance.key());
    }

    /** Whether the cookies with the suffix are the ones that count. */
    boolean suffixed() {
        return suffixed;
    }

    /** The session token, or empty. */
    String session() {
        return chosen(Instance.SESSION);
    }

    /** When the browser last signed in or out, in seconds since 1970; 0 if nobody is signed in. */
    int clientUat() {
        return Incoming.wholeNumber(chosen(Instance.CLIENT_UAT));
    }

    /** What a development instance knows this browser by, or empty. */
    String devBrowser() {
        var inUrl = request.query(Instance.DEV_BROWSER);
        return inUrl == null || inUrl.isEmpty() ? chosen(Instance.DEV_BROWSER) : inUrl;
    }

    /** What an expired session can be renewed with, or empty. */
    String refresh() {
        return instance.key() == null ? "" : request.cookies().text(instance.suffixed(Instance.REFRESH));
    }

    private String chosen(String name) {
        return request.cookies().text(suffixed ? instance.suffixed(name) : name);
    }

    private boolean chooseSuffixed(PublishableKey key) {
        var cookies = request.cookies();
        var plainSession = cookies.text(Instance.SESSION);
        var session = cookies.text(instance.suffixed(Instance.SESSION));
        var plain = plainSession.isEmpty() ? null : decode(plainSession);
        if (!plainSession.isEmpty()) {
            var issuer = plain == null ? null : plain.claims().get("iss");
            if (issuer == null || issuer.equals("")) {
                return false;
            }
            if (!isOf(key, issuer)) {
                return true;
            }
        }
        var uat = cookies.text(instance.suffixed(Instance.CLIENT_UAT));
        if (uat.isEmpty() && session.isEmpty()) {
            return false;
        }
        var plainUat = cookies.text(Instance.CLIENT_UAT);
        var own = session.isEmpty() ? null : decode(session);
        boolean signedOut = uat.equals(SIGNED_OUT);
        boolean plainSignedOut = plainUat.equals(SIGNED_OUT);
        if (!signedOut && !plainSignedOut && issuedAt(plain) > issuedAt(own)) {
            return false;
        }
        if (signedOut && !plainSignedOut) {
            return false;
        }
        if (instance.development() && !signedOut && plainSignedOut && isOver(own)) {
            return false;
        }
        return !(uat.isEmpty() && !session.isEmpty());
    }

    private @Nullable Jwt decode(String token) {
        try {
            return attempt.decode(token);
        } catch (TokenVerificationException e) {
            return null;
        }
    }

    private static boolean isOf(PublishableKey key, Object issuer) {
        return issuer instanceof String text
                && (text.equals(key.issuer()) || text.equals("http://" + key.frontendApi()));
    }

    private static double issuedAt(@Nullable Jwt jwt) {
        var seconds = jwt == null ? null : jwt.claims().seconds("iat");
        return seconds == null ? 0 : seconds;
    }

    private boolean isOver(@Nullable Jwt jwt) {
        var seconds = jwt == null ? null : jwt.claims().seconds("exp");
        return seconds != null && seconds <= Math.floorDiv(attempt.rules.nowMillis(), 1000L);
    }
}
