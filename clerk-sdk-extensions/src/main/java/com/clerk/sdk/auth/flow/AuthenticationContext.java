package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The context of one request during its authentication: its parts, the rules for it, and the decisions that it can
 * have. For one thread at a time.
 */
public final class AuthenticationContext {
    final Settings settings;
    final RequestView request;
    final ClaimRules rules;
    final ClerkLookups lookups;
    final boolean redirects;
    private final boolean acceptPendingSessions;
    private final List<JwtVerifier.Decoded> decoded = new ArrayList<>(2);
    private @Nullable SessionCookies cookies;

    /**
     * Creates the context of one request.
     *
     * @param rules the rules for the claims of its session token
     * @param acceptPendingSessions whether a pending session counts as signed in
     * @param redirects whether the browser may be redirected
     */
    public AuthenticationContext(
            Settings settings,
            RequestView request,
            ClaimRules rules,
            boolean acceptPendingSessions,
            boolean redirects,
            ClerkLookups lookups) {
        this.settings = settings;
        this.request = request;
        this.rules = rules;
        this.acceptPendingSessions = acceptPendingSessions;
        this.redirects = redirects;
        this.lookups = lookups;
    }

    /** Tells whether the user has to complete a task before the session counts as signed in. */
    static boolean isPending(Jwt session) {
        return "pending".equals(session.claims().text("sts"));
    }

    /** Returns the organization, or the personal account, that the page belongs to; null for other pages. */
    OrganizationPatterns.@Nullable Target organization() {
        var page = settings.organizations().isEmpty() ? null : request.url();
        return page == null ? null : settings.organizations().target(page.encodedPath());
    }

    Instance instance() {
        return settings.instance();
    }

    SessionCookies cookies() {
        var read = cookies;
        if (read == null) {
            read = new SessionCookies(this);
            cookies = read;
        }
        return read;
    }

    /**
     * Tells whether the browser refuses the cookies of the instance: those of a production instance have the attribute
     * {@code Secure}, and the page was requested by plain http (RFC 6265 section 5.4).
     */
    boolean isRefusedCookies() {
        var page = settings.instance().production() ? request.url() : null;
        return page != null && !page.isHttps();
    }

    /** Tells whether the cookies brought a session, whatever became of it. */
    public boolean hasSessionCookie() {
        return !cookies().session().isEmpty();
    }

    /** Decodes a session token without verifying it. */
    Jwt decode(String token) {
        return decodeOnce(token).jwt();
    }

    Jwt verify(String token) {
        return settings.sessions().verify(decodeOnce(token), rules, lookups);
    }

    /** Decodes each token once: both cookies of a session usually have the same token, and it is read several times. */
    private JwtVerifier.Decoded decodeOnce(String token) {
        for (var known : decoded) {
            if (known.token().equals(token)) {
                return known;
            }
        }
        var fresh = settings.sessions().decode(token, rules);
        decoded.add(fresh);
        return fresh;
    }

    Decision signedIn(String token, Jwt verified, Map<String, List<String>> headers) {
        var session = new Decision.Session(token, verified, headers);
        if (acceptPendingSessions || !isPending(verified)) {
            return session;
        }
        return signedOut(Reason.SESSION_PENDING, "", headers, session);
    }

    Decision.SignedOut signedOut(String reason) {
        return signedOut(reason, "", Map.of(), null);
    }

    Decision.SignedOut signedOut(String reason, String message) {
        return signedOut(reason, message, Map.of(), null);
    }

    Decision.SignedOut signedOut(String reason, String message, Map<String, List<String>> headers) {
        return signedOut(reason, message, headers, null);
    }

    private static Decision.SignedOut signedOut(
            String reason, String message, Map<String, List<String>> more, Decision.@Nullable Session pending) {
        var text = Reason.message(reason, message);
        var headers = new ResponseHeaders()
                .addAll(more)
                .status("signed-out", reason, text)
                .build();
        return new Decision.SignedOut(reason, text, headers, pending, null, null);
    }
}
