package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.OrganizationClaims;
import com.clerk.sdk.auth.jwt.TokenCategory;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of a request by the session token in its header or its cookies: docs/behaviour.md, sections 2.3
 * and 2.5. The order of the checks decides the result, and is the same in all of Clerk's SDKs.
 */
public final class SessionFlow {
    private final AuthenticationContext context;
    private final Redirects redirects;
    private final Warnings warnings;

    /**
     * Creates the flow of one request.
     *
     * @param warnings the warnings about the setup; shared by all requests
     */
    public SessionFlow(AuthenticationContext context, Warnings warnings) {
        this.context = context;
        this.redirects = new Redirects(context);
        this.warnings = warnings;
    }

    /** Decides by the token in the {@code Authorization} header. */
    public Decision authenticateHeaderToken(String token) {
        try {
            if (isOtherKind(context.decode(token))) {
                return context.signedOut(Reason.TOKEN_TYPE_MISMATCH);
            }
            return context.signedIn(token, context.verify(token), Map.of());
        } catch (JwtException refused) {
            return refused(token, refused, Carrier.HEADER);
        }
    }

    /** Decides by the cookies. */
    public Decision authenticateCookies() {
        if (context.isRefusedCookies() && context.request.isNavigation()) {
            warnings.plainHttp();
        }
        var handshake = new HandshakeReturn(context);
        var returned = handshake.resolve();
        return returned == null ? handshake.explained(authenticateOwnCookies()) : returned;
    }

    private Decision authenticateOwnCookies() {
        var synced = context.instance().satellite() ? authenticateSatellite() : null;
        if (synced != null) {
            return synced;
        }
        var unknownBrowser = context.instance().development() ? syncDevBrowser() : null;
        return unknownBrowser == null ? authenticateSession() : unknownBrowser;
    }

    /** Tells whether a token is not a session token, by its unverified content. */
    private static boolean isOtherKind(Jwt jwt) {
        return MachineTokenKind.of(jwt) != null || TokenCategory.hasOtherCategory(jwt);
    }

    /**
     * Decides about the first visit to a satellite and the return from the primary domain (rows 1 and 2); null for
     * other visits.
     */
    private @Nullable Decision authenticateSatellite() {
        var synced = context.request.query(Redirects.SYNCED);
        if (!context.request.isDocument() || "true".equals(synced)) {
            return null;
        }
        boolean returns = "false".equals(synced);
        boolean unknown =
                context.cookies().session().isEmpty() && context.cookies().clientUat() == 0;
        if (unknown && !returns && !context.instance().autoSync()) {
            return context.signedOut(Reason.SESSION_TOKEN_AND_UAT_MISSING);
        }
        return unknown || returns ? redirects.satellite() : null;
    }

    /**
     * Decides about the browser of a development instance, whose cookies cannot be shared between domains (rows 3 to
     * 5).
     */
    private @Nullable Decision syncDevBrowser() {
        var satellite = context.request.query(Redirects.REDIRECT_URL);
        if (!context.instance().satellite() && satellite != null && !satellite.isEmpty()) {
            return redirects.primary(satellite);
        }
        if (context.request.hasQuery(Instance.DEV_BROWSER)) {
            return redirects.handshake(Reason.DEV_BROWSER_SYNC);
        }
        return context.cookies().devBrowser().isEmpty() ? redirects.handshake(Reason.DEV_BROWSER_MISSING) : null;
    }

    /** Decides by the presence of the cookies (rows 6 to 8). */
    private Decision authenticateSession() {
        var token = context.cookies().session();
        int clientUat = context.cookies().clientUat();
        if (token.isEmpty()) {
            return clientUat == 0
                    ? context.signedOut(Reason.SESSION_TOKEN_AND_UAT_MISSING)
                    : redirects.handshake(Reason.CLIENT_UAT_BUT_NO_SESSION_TOKEN);
        }
        return clientUat == 0
                ? redirects.handshake(Reason.SESSION_TOKEN_BUT_NO_CLIENT_UAT)
                : authenticateSession(token, clientUat);
    }

    /** Decides by the session token (rows 9 to 16). */
    private Decision authenticateSession(String token, int clientUat) {
        try {
            var jwt = context.decode(token);
            if (isOtherKind(jwt)) {
                return context.signedOut(Reason.TOKEN_TYPE_MISMATCH);
            }
            var issuedAt = jwt.claims().seconds("iat");
            if (issuedAt != null && issuedAt < clientUat) {
                return redirects.handshake(Reason.SESSION_TOKEN_IAT_BEFORE_CLIENT_UAT);
            }
            var verified = context.verify(token);
            warnOfMissingParty(verified);
            var stale = staleSessionRedirect(verified);
            return stale == null ? context.signedIn(token, verified, Map.of()) : stale;
        } catch (JwtException refused) {
            return refused(token, refused, Carrier.COOKIE);
        }
    }

    /**
     * Renews a valid session that may have changed on another domain or for another organization (rows 14 and 15); null
     * for others.
     */
    private @Nullable Decision staleSessionRedirect(Jwt verified) {
        if (isFromAnotherDomain()) {
            return redirects.handshake(Reason.PRIMARY_DOMAIN_CROSS_ORIGIN_SYNC);
        }
        // A user with a pending session has to choose an organization first.
        if (AuthenticationContext.isPending(verified) || !redirects.isPossible() || redirects.isLooping()) {
            return null;
        }
        var target = context.organization();
        return target == null || target.isActive(OrganizationClaims.of(verified.claims()))
                ? null
                : redirects.handshake(Reason.ACTIVE_ORGANIZATION_MISMATCH);
    }

    private boolean isFromAnotherDomain() {
        if (context.instance().satellite() || !redirects.isPossible()) {
            return false;
        }
        if (!context.request.isDocument() || context.request.redirects() > 0) {
            return false;
        }
        var page = context.request.url();
        var referrer = HttpUrl.parse(context.request.header("referer"));
        // Row 14 needs the publishable key: without it no browser can be sent to Clerk, and the session stays valid.
        return page != null
                && context.instance().knowsFrontendApi(page)
                && referrer != null
                && !Urls.origin(referrer).equals(Urls.origin(page))
                && !context.instance().isClerkPage(referrer, page);
    }

    private void warnOfMissingParty(Jwt verified) {
        if (!verified.claims().has("azp")) {
            warnings.missingParty();
        }
    }

    /**
     * Decides about an invalid token: docs/behaviour.md, section 2.6. A token that fails only by time may be renewed.
     */
    private Decision refused(String token, JwtException refused, Carrier carrier) {
        if (!refused.error().isAboutTime()) {
            return Decision.SignedOut.of(refused, carrier);
        }
        var message = refused.line(carrier.value());
        if (refused.error() == JwtError.TOKEN_NOT_ACTIVE_YET) {
            return redirects.handshake(Reason.SESSION_TOKEN_NBF, message);
        }
        if (refused.error() == JwtError.TOKEN_IAT_IN_THE_FUTURE) {
            return redirects.handshake(Reason.SESSION_TOKEN_IAT_IN_THE_FUTURE, message);
        }
        if (!context.request.hasMethod()) {
            return context.signedOut(
                    Reason.SESSION_TOKEN_EXPIRED, message); // it can be neither refreshed nor redirected
        }
        var refresh = new Refresh(context).attempt(token);
        return refresh.decision() == null ? redirects.unrefreshed(refresh, message) : refresh.decision();
    }
}
