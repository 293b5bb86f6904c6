package com.clerk.sdk.auth.jwt;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token must say, now and to us. Apart from the signature, so that it can be asked again later.
 */
public final class ClaimRules {
    private static final double MILLIS = 1000.0;

    private final Set<String> audiences;
    private final Set<String> authorizedParties;
    private final Set<String> issuers;
    private final Duration skew;
    private final double skewMillis;
    private final Clock clock;

    public ClaimRules(Set<String> audiences, Set<String> authorizedParties, Set<String> issuers, Duration skew, Clock clock) {
        this.audiences = audiences;
        this.authorizedParties = authorizedParties;
        this.issuers = issuers;
        this.skew = skew;
        this.skewMillis = skew.getSeconds() * MILLIS + skew.getNano() / 1e6;
        this.clock = clock;
    }

    /** A copy that keeps the order, for messages that read the same every time. */
    public static Set<String> inOrder(Collection<String> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.copyOf(values)));
    }

    /** Checks what can be no origin, since it would lock everybody out, or let in tokens with an empty party. */
    public static Set<String> parties(Collection<String> parties) {
        for (var party : parties) {
            if (party.isBlank() || party.endsWith("/")) {
                throw new IllegalArgumentException("An authorized party is "
                        + (party.isBlank() ? "blank" : "written with a slash at its end")
                        + ". It must be an origin such as https://app.example.com.");
            }
        }
        return inOrder(parties);
    }

    public static Set<String> audiences(Collection<String> audiences) {
        return inOrder(audiences.stream().filter(name -> !name.isEmpty()).toList());
    }

    /** The same for other parties and audiences; null for the same ones. */
    public ClaimRules of(@Nullable Set<String> otherParties, @Nullable Set<String> otherAudiences) {
        return new ClaimRules(
                otherAudiences == null ? audiences : otherAudiences,
                otherParties == null ? authorizedParties : otherParties,
                issuers,
                skew,
                clock);
    }

    /** The same with another skew. */
    public ClaimRules within(Duration otherSkew) {
        return new ClaimRules(audiences, authorizedParties, issuers, otherSkew, clock);
    }

    public long nowMillis() {
        return clock.millis();
    }

    public void check(Claims claims) {
        checkSubject(claims);
        checkAudience(claims.get("aud"));
        checkAuthorizedParty(claims);
        checkIssuer(claims);
        checkTimes(claims, clock.millis());
    }

    private static void checkSubject(Claims claims) {
        if (claims.text("sub") == null) {
            throw failed("The token has no subject (sub), or one that is no text.");
        }
    }

    private void checkAudience(@Nullable Object audience) {
        if (audiences.isEmpty() || isNothing(audience)) {
            return;
        }
        boolean fits = audience instanceof List<?> several ? fits(several) : fits(audience);
        if (!fits) {
            throw failed("The token's audience (aud) is not " + LogSafe.values(audiences) + ".");
        }
    }

    private boolean fits(List<?> audience) {
        boolean all = true;
        boolean some = false;
        boolean fits = false;
        for (var one : audience) {
            if (!isNothing(one)) {
                some = true;
                all &= one instanceof String;
                fits |= fits(one);
            }
        }
        return !some || (all && fits);
    }

    private boolean fits(@Nullable Object audience) {
        return audience instanceof String text && audiences.contains(text);
    }

    /** An audience that names nobody counts as none. */
    private static boolean isNothing(@Nullable Object audience) {
        return audience == null
                || audience.equals("")
                || audience.equals(false)
                || (audience instanceof Number number && number.doubleValue() == 0);
    }

    private void checkAuthorizedParty(Claims claims) {
        if (authorizedParties.isEmpty()) {
            return;
        }
        var party = claims.text("azp");
        if (party == null || party.isEmpty() || !authorizedParties.contains(party)) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID_AUTHORIZED_PARTIES,
                    "The token's authorized party (azp) is " + LogSafe.value(claims.get("azp")) + ". Expected "
                            + LogSafe.values(authorizedParties) + ".");
        }
    }

    private void checkIssuer(Claims claims) {
        if (issuers.isEmpty()) {
            return;
        }
        var issuer = claims.text("iss");
        if (issuer == null || !issuers.contains(issuer)) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID_ISSUER,
                    "The token's issuer (iss) is " + LogSafe.value(claims.get("iss")) + ". Expected "
                            + LogSafe.values(issuers) + ".");
        }
    }

    private void checkTimes(Claims claims, long now) {
        if (millis(claims, "exp") <= now - skewMillis) {
            throw new JwtException(JwtError.TOKEN_EXPIRED, "The token has expired (exp).");
        }
        if (claims.has("nbf") && millis(claims, "nbf") > now + skewMillis) {
            throw new JwtException(
                    JwtError.TOKEN_NOT_ACTIVE_YET,
                    "The token is not valid yet (nbf).",
                    "Check this server's clock.");
        }
        if (claims.has("iat") && millis(claims, "iat") > now + skewMillis) {
            throw new JwtException(
                    JwtError.TOKEN_IAT_IN_THE_FUTURE,
                    "The token was issued in the future (iat).",
                    "Check this server's clock.");
        }
    }

    private static double millis(Claims claims, String name) {
        var seconds = claims.seconds(name);
        if (seconds == null) {
            throw failed("The token's time " + name + " is missing, or no number of seconds since 1970.");
        }
        return seconds * MILLIS;
    }

    private static JwtException failed(String problem) {
        return new JwtException(JwtError.TOKEN_VERIFICATION_FAILED, problem);
    }
}
