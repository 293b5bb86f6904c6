package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The return of a browser from Clerk: it brings cookies to set, the session token among them (section 2.8). */
final class HandshakeReturn {
    private static final Duration DEVELOPMENT_SKEW = Duration.ofDays(1);
    private static final List<String> PARAMETERS =
            List.of(Instance.HANDSHAKE, "__clerk_help", Instance.DEV_BROWSER, Instance.HANDSHAKE_NONCE);

    private final AuthenticationContext context;

    HandshakeReturn(AuthenticationContext context) {
        this.context = context;
    }

    /** Returns the decision that the return leads to, or null if this is not a return, or a bad one. */
    @Nullable
    Decision resolve() {
        var nonce = parameter(Instance.HANDSHAKE_NONCE);
        var token = parameter(Instance.HANDSHAKE);
        if (context.request.url() == null || (nonce.isEmpty() && token.isEmpty())) {
            return null;
        }
        try {
            return resolve(nonce.isEmpty() ? verify(token) : fetch(nonce));
        } catch (JwtException refused) {
            // On a developer's machine this is a mistake in the setup, and going on would redirect in circles.
            return context.instance().production() ? null : context.signedOut(explained(refused), null);
        }
    }

    private static JwtException explained(JwtException refused) {
        return new JwtException(
                refused.error(),
                refused.problem(),
                "The handshake token of this development instance is invalid. If several applications run at localhost,"
                        + " delete its cookies and try again.",
                refused);
    }

    private String parameter(String name) {
        var inUrl = context.request.query(name);
        return inUrl == null || inUrl.isEmpty() ? context.request.cookies().text(name) : inUrl;
    }

    private List<String> verify(String token) {
        var jwt = context.settings.handshakes().verifySignature(token, Jwt.decode(token), context.lookups);
        return SetCookies.in(JsonValue.of(jwt.claims().values()), "handshake");
    }

    /** Fetches the cookies from Clerk; returns none if Clerk does not answer. */
    private List<String> fetch(String nonce) {
        var api = context.settings.api();
        if (api == null) {
            return List.of();
        }
        var call = api.get("clients.getHandshakePayload", "/clients/handshake_payload")
                .query("nonce", nonce)
                .returns(Codecs.JSON);
        var answer = context.lookups.lookup("handshake", call::executeAsync).value();
        return answer == null ? List.of() : SetCookies.in(answer, "directives");
    }

    private Decision resolve(List<String> directives) {
        var headers = headers(directives);
        var token = SetCookies.session(directives);
        if (token.isEmpty()) {
            return context.signedOut(Reason.SESSION_TOKEN_MISSING, headers);
        }
        return context.signedIn(token, verifySession(token), headers);
    }

    private Map<String, List<String>> headers(List<String> directives) {
        var headers = new ResponseHeaders()
                .add("access-control-allow-origin", "null")
                .add("access-control-allow-credentials", "true");
        directives.forEach(directive -> headers.add("set-cookie", directive));
        if (context.instance().development()) {
            var page = Objects.requireNonNull(context.request.url(), "a page has a URL");
            headers.add("location", Redirects.without(page, PARAMETERS).toString())
                    .add("cache-control", "no-store");
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
            // The clocks of developers' machines are off by whole hours, mostly by their time zones.
            return context.settings.sessions().verify(token, context.rules.within(DEVELOPMENT_SKEW), context.lookups);
        }
    }
}
