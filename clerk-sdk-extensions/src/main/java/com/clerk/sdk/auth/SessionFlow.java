package com.clerk.sdk.auth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Judges a request by the session token in its header or its cookies. What is asked in which order decides what a
 * request ends as, and is the same in all of Clerk's SDKs.
 */
final class SessionFlow {
    private static final Logger LOG = System.getLogger("com.clerk.sdk.auth");

    private final Attempt attempt;
    private final Redirects redirects;
    private final AtomicBoolean warned;

    SessionFlow(Attempt attempt, AtomicBoolean warned) {
        this.attempt = attempt;
        this.redirects = new Redirects(attempt);
        this.warned = warned;
    }

    RequestState byHeader(String token) {
        try {
            if (isForeign(attempt.decode(token))) {
                return attempt.signedOut(AuthErrorReason.TOKEN_TYPE_MISMATCH);
            }
            return attempt.signedIn(token, attempt.verify(token), Map.of());
        } catch (TokenVerificationException refused) {
            return refused(token, refused, TokenCarrier.HEADER);
        }
    }

    RequestState byCookies() {
        var returned = new HandshakeReturn(attempt).resolve();
        if (returned != null) {
            return returned;
        }
        var synced = attempt.instance().satellite() ? bySatellite() : null;
        if (synced != null) {
            return synced;
        }
        var known = attempt.instance().development() ? byDevBrowser() : null;
        return known == null ? bySession() : known;
    }

    /** Whether a token is of another kind than a session's, whoever signed it. */
    private static boolean isForeign(Jwt jwt) {
        return TokenType.ofMachine(jwt) != null || TokenCategory.isForeign(jwt);
    }

    /** A satellite's first visit, and its return from the primary domain; null if it is neither. */
    private @Nullable RequestState bySatellite() {
        var synced = attempt.request.query(Redirects.SYNCED);
        if (!attempt.request.isDocument() || "true".equals(synced)) {
            return null;
        }
        boolean visited = "false".equals(synced);
        boolean unknown =
                attempt.cookies().session().isEmpty() && attempt.cookies().clientUat() == 0;
        if (unknown && !visited && !attempt.instance().autoSync()) {
            return attempt.signedOut(AuthErrorReason.SESSION_TOKEN_AND_UAT_MISSING);
        }
        return unknown || visited ? redirects.satellite() : null;
    }

    /** What only development instances need: their cookies cannot be shared between domains. */
    private @Nullable RequestState byDevBrowser() {
        if (!attempt.instance().satellite() && attempt.request.hasQuery(Redirects.REDIRECT_URL)) {
            return redirects.primary();
        }
        if (attempt.request.hasQuery(Instance.DEV_BROWSER)) {
            return redirects.handshake(AuthErrorReason.DEV_BROWSER_SYNC);
        }
        return attempt.cookies().devBrowser().isEmpty()
                ? redirects.handshake(AuthErrorReason.DEV_BROWSER_MISSING)
                : null;
    }

    private RequestState bySession() {
        var token = attempt.cookies().session();
        int clientUat = attempt.cookies().clientUat();
        if (clientUat == 0) {
            return token.isEmpty()
                    ? attempt.signedOut(AuthErrorReason.SESSION_TOKEN_AND_UAT_MISSING)
                    : redirects.handshake(AuthErrorReason.SESSION_TOKEN_BUT_NO_CLIENT_UAT);
        }
        return token.isEmpty()
                ? redirects.handshake(AuthErrorReason.CLIENT_UAT_BUT_NO_SESSION_TOKEN)
                : bySession(token, clientUat);
    }

    private RequestState bySession(String token, int clientUat) {
        try {
            var jwt = attempt.decode(token);
            if (isForeign(jwt)) {
                return attempt.signedOut(AuthErrorReason.TOKEN_TYPE_MISMATCH);
            }
            var issuedAt = jwt.claims().seconds("iat");
            if (issuedAt != null && issuedAt < clientUat) {
                return redirects.handshake(AuthErrorReason.SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT);
            }
            var verified = attempt.verify(token);
            warnOfMissingParty(verified);
            var elsewhere = elsewhere(verified.session());
            return elsewhere == null ? attempt.signedIn(token, verified, Map.of()) : elsewhere;
        } catch (TokenVerificationException refused) {
            return refused(token, refused, TokenCarrier.COOKIE);
        }
    }

    /**
     * Whether a good session must be renewed all the same, since something changed where this server did not see it.
     */
    private @Nullable RequestState elsewhere(SessionClaims claims) {
        if (isFromAnotherDomain()) {
            return redirects.handshake(
                    AuthErrorReason.PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC,
                    "The browser comes from another domain, where the session may have changed.",
                    null);
        }
        var organizations = attempt.settings.organizations();
        if (organizations.isEmpty() || !redirects.isPossible() || redirects.isLooping()) {
            return null;
        }
        var page = attempt.request.url();
        var target = page == null ? null : organizations.target(page.encodedPath());
        return target == null || target.isActiveIn(claims)
                ? null
                : redirects.handshake(AuthErrorReason.ACTIVE_ORGANIZATION_MISMATCH, "", target);
    }

    private boolean isFromAnotherDomain() {
        var key = attempt.instance().key();
        // Without a key the browser cannot be sent to Clerk, and a good session stays good.
        if (key == null || attempt.instance().satellite()) {
            return false;
        }
        if (!attempt.request.isDocument() || attempt.request.redirects() > 0) {
            return false;
        }
        var page = attempt.request.url();
        var referrer = HttpUrl.parse(attempt.request.header("referer"));
        return page != null
                && referrer != null
                && !Urls.origin(referrer).equals(Urls.origin(page))
                && !attempt.instance().isOurs(key, referrer);
    }

    private void warnOfMissingParty(Jwt verified) {
        if (!verified.claims().has("azp") && warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "A session cookie has no authorized party (azp), so nothing tells which application it was made "
                            + "for. Old versions of Clerk's frontend make such tokens; this is said once.");
        }
    }

    private RequestState refused(String token, TokenVerificationException refused, TokenCarrier carrier) {
        var reason = refused.reason();
        if (!reason.isAboutTime()) {
            return attempt.signedOut(refused, carrier);
        }
        var message = refused.from(carrier).line();
        if (reason.equals(TokenVerificationReason.TOKEN_NOT_ACTIVE_YET)) {
            return redirects.handshake(AuthErrorReason.SESSION_TOKEN_NBF, message, null);
        }
        if (reason.equals(TokenVerificationReason.TOKEN_IAT_IN_THE_FUTURE)) {
            return redirects.handshake(AuthErrorReason.SESSION_TOKEN_IAT_IN_THE_FUTURE, message, null);
        }
        var refresh = new Refresh(attempt).attempt(token);
        return refresh.state() == null
                ? redirects.handshake(AuthErrorReason.expired(refresh.error()), message, null)
                : refresh.state();
    }
}
