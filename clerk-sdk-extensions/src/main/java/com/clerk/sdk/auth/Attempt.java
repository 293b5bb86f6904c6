package com.clerk.sdk.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request being judged: what it sends, by which rules, and the states that a session token can end in. */
final class Attempt {
    final Settings settings;
    final Incoming request;
    final ClaimRules rules;
    final MachineTokens machines;
    final Network network;
    private final boolean pendingSessions;
    private final List<JwtVerifier.Decoded> decoded = new ArrayList<>(2);
    private @Nullable SessionCookies cookies;

    Attempt(Settings settings, Incoming request, AuthenticateOptions options, Network network) {
        this.settings = settings;
        this.request = request;
        this.rules = options.rules(settings.rules());
        this.machines = options.machines(settings.machines());
        this.network = network;
        this.pendingSessions = options.pendingSessions(settings.pendingSessions());
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

    /** Takes a session token apart, without a word on whether to trust it. */
    Jwt decode(String token) {
        return decoded(token).jwt();
    }

    Jwt verify(String token) {
        return settings.sessions().verify(decoded(token), rules, network);
    }

    /** Both cookies of a session mostly hold one token, and it is looked at more than once. */
    private JwtVerifier.Decoded decoded(String token) {
        for (var known : decoded) {
            if (known.token().equals(token)) {
                return known;
            }
        }
        var fresh = settings.sessions().decode(token, rules);
        decoded.add(fresh);
        return fresh;
    }

    RequestState signedIn(String token, Jwt verified, Map<String, List<String>> headers) {
        var claims = verified.session();
        var auth = new SessionAuth(token, claims, settings.api());
        if (claims.isPending() && !pendingSessions) {
            return signedOut(AuthErrorReason.SESSION_PENDING, "", headers, auth);
        }
        return new SignedIn(auth, headers);
    }

    RequestState signedOut(AuthErrorReason reason) {
        return signedOut(reason, "", Map.of(), null);
    }

    RequestState signedOut(AuthErrorReason reason, String message) {
        return signedOut(reason, message, Map.of(), null);
    }

    RequestState signedOut(AuthErrorReason reason, Map<String, List<String>> headers) {
        return signedOut(reason, "", headers, null);
    }

    RequestState signedOut(TokenVerificationException refused, @Nullable TokenCarrier carrier) {
        var failure = carrier == null ? refused : refused.from(carrier);
        return signedOut(AuthErrorReason.of(failure.reason()), failure.line(), Map.of(), null)
                .because(failure);
    }

    private static SignedOut signedOut(
            AuthErrorReason reason, String message, Map<String, List<String>> more, @Nullable SessionAuth pending) {
        var headers = new ResponseHeaders()
                .addAll(more)
                .status("signed-out", reason, message)
                .build();
        return new SignedOut(TokenType.SESSION_TOKEN, reason, message, headers, pending);
    }
}
