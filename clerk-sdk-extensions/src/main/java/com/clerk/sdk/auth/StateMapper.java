package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.Decision;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The translation of decisions of the package {@code flow} into the states that users see. Immutable. */
record StateMapper(@Nullable ApiClient api) {
    /**
     * Returns the state for a decision.
     *
     * @param type the type of the deciding token, or null if several types are accepted and none was found
     * @param carrier the place of that token, or null if the request has none
     */
    RequestState state(Decision decision, @Nullable TokenType type, @Nullable TokenCarrier carrier) {
        if (decision instanceof Decision.Session session) {
            return new SignedIn(
                    auth(session), Objects.requireNonNullElse(carrier, TokenCarrier.COOKIE), session.headers());
        }
        if (decision instanceof Decision.Machine machine) {
            return new SignedIn(auth(machine), TokenCarrier.HEADER, Map.of());
        }
        if (decision instanceof Decision.Redirect redirect) {
            return new Handshake(
                    carrier, AuthErrorReason.of(redirect.reason()), redirect.message(), redirect.headers());
        }
        return signedOut((Decision.SignedOut) decision, type, carrier);
    }

    private SignedOut signedOut(Decision.SignedOut decision, @Nullable TokenType type, @Nullable TokenCarrier carrier) {
        var pending = decision.pending();
        return new SignedOut(
                type,
                carrier,
                AuthErrorReason.of(decision.reason()),
                decision.message(),
                decision.headers(),
                pending == null ? null : auth(pending),
                cause(decision));
    }

    private static @Nullable Throwable cause(Decision.SignedOut decision) {
        return decision.cause() instanceof JwtException failure
                ? TokenVerificationException.of(failure, decision.carrier())
                : decision.cause();
    }

    private SessionAuth auth(Decision.Session session) {
        var claims = session.jwt().view(SessionClaims.class, SessionClaims::new);
        return new SessionAuth(session.token(), claims, api);
    }

    private static Auth auth(Decision.Machine machine) {
        return switch (machine.kind()) {
            case API_KEY -> new ApiKeyAuth(machine.token());
            case M2M_TOKEN -> new M2mAuth(machine.token());
            case OAUTH_TOKEN -> new OAuthAuth(machine.token());
        };
    }
}
