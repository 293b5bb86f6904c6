package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a browser brings back from Clerk: cookies to set, the session token among them. */
final class HandshakeReturn {
    private static final Duration DEVELOPMENT_SKEW = Duration.ofDays(1);
    private static final List<String> PARAMETERS =
            List.of(Instance.HANDSHAKE, "__clerk_help", Instance.DEV_BROWSER, Instance.HANDSHAKE_NONCE);

    private final Attempt attempt;

    HandshakeReturn(Attempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Gives the state that the browser's return leads to, or null if it does not return or what it brings is no good.
     */
    @Nullable
    RequestState resolve() {
        var nonce = brought(Instance.HANDSHAKE_NONCE);
        var token = brought(Instance.HANDSHAKE);
        if (attempt.request.url() == null || (nonce.isEmpty() && token.isEmpty())) {
            return null;
        }
        try {
            return resolve(nonce.isEmpty() ? verified(token) : fetched(nonce));
        } catch (TokenVerificationException refused) {
            // On a developer's machine this is a mistake in the setup, and going on would redirect in circles.
            return attempt.instance().production() ? null : attempt.signedOut(explained(refused), null);
        }
    }

    private static TokenVerificationException explained(TokenVerificationException refused) {
        return new TokenVerificationException(
                refused.reason(),
                refused.problem(),
                "The handshake token of this development instance is no good. If several applications run at "
                        + "localhost, delete its cookies and try again.",
                null,
                refused);
    }

    private String brought(String name) {
        var inUrl = attempt.request.query(name);
        return inUrl == null || inUrl.isEmpty() ? attempt.request.cookies().text(name) : inUrl;
    }

    private List<String> verified(String token) {
        var jwt = attempt.settings.handshakes().signed(token, Jwt.decode(token), attempt.network);
        return SetCookies.in(JsonValue.of(jwt.claims().values()), "handshake");
    }

    /** Asks Clerk for the cookies; without an answer there are none. */
    private List<String> fetched(String nonce) {
        var api = attempt.settings.api();
        if (api == null) {
            return List.of();
        }
        var call = api.get("clients.getHandshakePayload", "/clients/handshake_payload")
                .query("nonce", nonce)
                .returns(Codecs.JSON);
        var answer = attempt.network.ask("handshake", call::executeAsync).value();
        return answer == null ? List.of() : SetCookies.in(answer, "directives");
    }

    private RequestState resolve(List<String> directives) {
        var headers = headers(directives);
        var token = SetCookies.session(directives);
        if (token.isEmpty()) {
            return attempt.signedOut(AuthErrorReason.SESSION_TOKEN_MISSING, headers);
        }
        return attempt.signedIn(token, verify(token), headers);
    }

    private Map<String, List<String>> headers(List<String> directives) {
        var headers = new ResponseHeaders()
                .add("access-control-allow-origin", "null")
                .add("access-control-allow-credentials", "true");
        directives.forEach(directive -> headers.add("set-cookie", directive));
        if (attempt.instance().development()) {
            var page = Objects.requireNonNull(attempt.request.url(), "a page has a URL");
            headers.add("location", Redirects.without(page, PARAMETERS).toString())
                    .add("cache-control", "no-store");
        }
        return headers.build();
    }

    private Jwt verify(String token) {
        try {
            return attempt.verify(token);
        } catch (TokenVerificationException refused) {
            if (attempt.instance().production() || !refused.reason().isAboutTime()) {
                throw refused;
            }
            // The clocks of developers' machines are off by whole hours, mostly by their time zones.
            return attempt.settings.sessions().verify(token, attempt.rules.within(DEVELOPMENT_SKEW), attempt.network);
        }
    }
}
