package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The return of a browser from a handshake with Clerk, which brings cookies to set, among them the session token:
 * docs/behaviour.md, section 2.8.
 */
final class HandshakeReturn {
    private static final Duration DEVELOPMENT_SKEW = Duration.ofDays(1);
    private static final List<String> PARAMETERS =
            List.of(Instance.HANDSHAKE, "__clerk_help", Instance.DEV_BROWSER, Instance.HANDSHAKE_NONCE);

    /** Longer and with more kinds of character than Clerk's nonces. */
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

    private final AuthenticationContext context;
    private @Nullable Throwable failure;

    HandshakeReturn(AuthenticationContext context) {
        this.context = context;
    }

    /** Returns the decision, or null if this is not a return or not a valid one. */
    @Nullable
    Decision resolve() {
        if (context.request.url() == null || !context.redirects) {
            return null;
        }
        var nonce = nonce();
        if (!nonce.isEmpty()) {
            return fetch(nonce);
        }
        var token = parameter(Instance.HANDSHAKE);
        return token.isEmpty() ? null : verify(token);
    }

    /** Returns the decision by the cookies, with the failure that left it to them if they have no session. */
    Decision explained(Decision byCookies) {
        return byCookies instanceof Decision.SignedOut out && out.cause() == null && out.pending() == null
                ? out.withCause(failure)
                : byCookies;
    }

    /**
     * Returns the nonce, or an empty string. Section 2.10: anybody can make up a nonce, and each costs a call with the
     * secret key, so only one that Clerk can have made counts, and only where a browser opens a page.
     */
    private String nonce() {
        var nonce = context.request.isNavigation() ? parameter(Instance.HANDSHAKE_NONCE) : "";
        return NONCE.matcher(nonce).matches() ? nonce : "";
    }

    /**
     * Returns the value in the URL, or else in the cookie. Clerk appends to the URL of the page, which may have an old
     * value if it was opened again, so the last one counts.
     */
    private String parameter(String name) {
        var page = Objects.requireNonNull(context.request.url(), "a page has a URL");
        var values = page.queryParameterValues(name);
        var last = values.isEmpty() ? null : values.get(values.size() - 1);
        return last == null || last.isEmpty() ? context.request.cookies().text(name) : last;
    }

    private @Nullable Decision verify(String token) {
        Jwt jwt;
        try {
            jwt = context.settings.handshakes().verifySignature(token, Jwt.decode(token), context.lookups);
        } catch (JwtException refused) {
            return unverified(refused);
        }
        return resolve(SetCookies.list(JsonValue.of(jwt.claims().values()), "handshake"));
    }

    private @Nullable Decision unverified(JwtException refused) {
        if (refused.error().isOutage()) {
            return Decision.SignedOut.of(refused, null); // the token may be good: nobody could verify it
        }
        // Section 2.8: on a development instance this is a mistake in the setup, and another handshake would fail too.
        return context.instance().production() ? null : Decision.SignedOut.of(explained(refused), null);
    }

    private static JwtException explained(JwtException refused) {
        return new JwtException(
                refused.error(),
                refused.problem(),
                "The handshake token of this development instance is invalid. If several applications run on localhost,"
                        + " delete the cookies of localhost and try again.",
                refused);
    }

    /** Fetches the cookies from Clerk. */
    private @Nullable Decision fetch(String nonce) {
        var api = context.settings.api();
        if (api == null) {
            return unfetched(
                    "The handshake nonce was not fetched, because no secret key is set. Set secretKey(...)"
                            + " (CLERK_SECRET_KEY).",
                    null);
        }
        var call = api.get("clients.getHandshakePayload", "/clients/handshake_payload")
                .query("nonce", nonce)
                .returns(Codecs.JSON);
        var gate = context.settings.gates().handshakes();
        var outcome = context.lookups.lookup("handshake", () -> gate.call(call::executeAsync));
        return outcome.value() == null
                ? unfetched(outcome.failure())
                : resolve(SetCookies.list(outcome.value(), "directives"));
    }

    private @Nullable Decision unfetched(@Nullable Throwable failure) {
        var problem = failure instanceof ClerkApiException refusal
                ? "the answer has the status " + refusal.status()
                : "there was no usable answer from Clerk";
        return unfetched("The session of the handshake could not be fetched: " + problem + ".", failure);
    }

    /**
     * Leaves the decision to the cookies of a browser that has a session. Its nonce may be spent, because the page was
     * opened again, or made up by the author of a link; and others may keep Clerk or the gate busy. None of that signs
     * anybody out.
     */
    private @Nullable Decision unfetched(String message, @Nullable Throwable failure) {
        this.failure = failure;
        return context.hasSessionCookie()
                ? null
                : context.signedOut(Reason.SESSION_TOKEN_MISSING, message, headers(List.of()))
                        .withCause(failure);
    }

    private @Nullable Decision resolve(List<String> directives) {
        var token = SetCookies.session(directives);
        if (token.isEmpty()) {
            return context.signedOut(Reason.SESSION_TOKEN_MISSING, "", headers(directives));
        }
        try {
            return context.signedIn(token, verifySession(token), headers(directives));
        } catch (JwtException refused) {
            // Section 2.8: the cookies that the browser has decide.
            return refused.error().isOutage() ? Decision.SignedOut.of(refused, Carrier.COOKIE) : null;
        }
    }

    private Map<String, List<String>> headers(List<String> directives) {
        var headers = new ResponseHeaders()
                .add("access-control-allow-origin", "null")
                .add("access-control-allow-credentials", "true");
        directives.forEach(directive -> headers.add("set-cookie", directive));
        if (context.instance().development()) {
            var page = Objects.requireNonNull(context.request.url(), "a page has a URL");
            headers.add("location", Redirects.without(page, PARAMETERS).toString());
        }
        return headers.build();
    }

    private Jwt verifySession(String token) {
        try {
            return context.verify(token);
        } catch (JwtException refused) {
            if (context.instance().production() || !refused.error().isAboutTime()) {
                throw refused;
            }
            // Section 2.8: the clocks of developers' machines may be off by hours, often by a time zone.
            return context.settings.sessions().verify(token, context.rules.withSkew(DEVELOPMENT_SKEW), context.lookups);
        }
    }
}
