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

/**
 * The return of a browser from a handshake with Clerk, which brings cookies to set, among them the session token:
 * docs/behaviour.md, section 2.8.
 */
final class HandshakeReturn {
    private static final Duration DEVELOPMENT_SKEW = Duration.ofDays(1);
    private static final List<String> PARAMETERS =
            List.of(Instance.HANDSHAKE, "__clerk_help", Instance.DEV_BROWSER, Instance.HANDSHAKE_NONCE);

    private final AuthenticationContext context;

    HandshakeReturn(AuthenticationContext context) {
        this.context = context;
    }

    /** Returns the decision, or null if this is not a return or not a valid one. */
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
            // Section 2.8: on a development instance this is a mistake in the setup, and another handshake would fail
            // too.
            return context.instance().production() ? null : context.signedOut(explained(refused), null);
        }
    }

    private static JwtException explained(JwtException refused) {
        return new JwtException(
                refused.error(),
                refused.problem(),
                "The handshake token of this development instance is invalid. If several applications run on localhost,"
                        + " delete the cookies of localhost and try again.",
                refused);
    }

    private String parameter(String name) {
        var inUrl = context.request.query(name);
        return inUrl == null || inUrl.isEmpty() ? context.request.cookies().text(name) : inUrl;
    }

    private List<String> verify(String token) {
        var jwt = context.settings.handshakes().verifySignature(token, Jwt.decode(token), context.lookups);
        return SetCookies.list(JsonValue.of(jwt.claims().values()), "handshake");
    }

    /** Fetches the cookies from Clerk; returns an empty list if Clerk does not answer. */
    private List<String> fetch(String nonce) {
        var api = context.settings.api();
        if (api == null) {
            return List.of();
        }
        var call = api.get("clients.getHandshakePayload", "/clients/handshake_payload")
                .query("nonce", nonce)
                .returns(Codecs.JSON);
        var answer = context.lookups.lookup("handshake", call::executeAsync).value();
        return answer == null ? List.of() : SetCookies.list(answer, "directives");
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
