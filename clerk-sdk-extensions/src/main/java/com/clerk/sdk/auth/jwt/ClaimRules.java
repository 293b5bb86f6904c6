package com.clerk.sdk.auth.jwt;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the claims of a token: docs/behaviour.md, section 1.3, rules 4 to 10. They are separate from the
 * signature, because they are checked again when a token comes out of the cache. Immutable and safe for use by several
 * threads.
 */
public final class ClaimRules {
    private static final double MILLIS = 1000.0;

    /** RFC 6454 section 6.2. The scheme may also be that of an app or a browser extension. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+\\])(:[0-9]{1,5})?");

    private static final Pattern USUAL_PORT = Pattern.compile("https://.*:443|http://.*:80");

    private final Set<String> audiences;
    private final Set<String> authorizedParties;
    private final Set<String> issuers;
    private final Duration skew;
    private final double skewMillis;
    private final Clock clock;

    public ClaimRules(
            Set<String> audiences, Set<String> authorizedParties, Set<String> issuers, Duration skew, Clock clock) {
        this.audiences = audiences;
        this.authorizedParties = authorizedParties;
        this.issuers = issuers;
        this.skew = skew;
        this.skewMillis = skew.getSeconds() * MILLIS + skew.getNano() / 1e6;
        this.clock = clock;
    }

    /** Returns a copy that keeps the order, so that a message lists the values the same way every time. */
    public static Set<String> inOrder(Collection<String> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.copyOf(values)));
    }

    /**
     * Returns the authorized parties in order.
     *
     * @throws IllegalArgumentException if one is not an origin as browsers write it, so that no token could have it
     */
    public static Set<String> requireOrigins(Collection<String> parties) {
        for (var party : parties) {
            if (!ORIGIN.matcher(party).matches() || USUAL_PORT.matcher(party).matches()) {
                throw new IllegalArgumentException("An authorized party " + problem(party)
                        + ". It must be an origin such as https://app.example.com.");
            }
        }
        return inOrder(parties);
    }

    private static String problem(String party) {
        if (party.isBlank()) {
            return "is blank";
        }
        if (party.endsWith("/")) {
            return "has a slash at its end";
        }
        if (!party.contains("://")) {
            return "has no scheme";
        }
        if (USUAL_PORT.matcher(party).matches()) {
            return "has the usual port of its scheme, which browsers leave out";
        }
        return "is not a scheme and a host in lower case with an optional port";
    }

    /** Returns the audiences in order, without empty ones. */
    public static Set<String> audiences(Collection<String> audiences) {
        return inOrder(audiences.stream().filter(name -> !name.isEmpty()).toList());
    }

    /** Returns rules with other parties and audiences; null keeps the present ones. */
    public ClaimRules with(@Nullable Set<String> otherParties, @Nullable Set<String> otherAudiences) {
        return new ClaimRules(
                Objects.requireNonNullElse(otherAudiences, audiences),
                Objects.requireNonNullElse(otherParties, authorizedParties),
                issuers,
                skew,
                clock);
    }

    /** Returns rules with another clock skew. */
    public ClaimRules withSkew(Duration otherSkew) {
        return new ClaimRules(audiences, authorizedParties, issuers, otherSkew, clock);
    }

    public long nowMillis() {
        return clock.millis();
    }

    /**
     * Checks the claims of a token.
     *
     * @throws JwtException if a claim is not accepted; it is about the first such claim
     */
    public void check(Claims claims) {
        checkSubject(claims);
        checkAudience(claims.get("aud"));
        checkAuthorizedParty(claims);
        checkIssuer(claims);
        checkTimes(claims, clock.millis());
    }

    private static void checkSubject(Claims claims) {
        var subject = claims.text("sub");
        if (subject == null || subject.isEmpty()) {
            throw failed("The token's subject (sub) is missing, empty or not a string.");
        }
    }

    private void checkAudience(@Nullable Object audience) {
        if (audiences.isEmpty() || isAbsent(audience)) {
            return;
        }
        boolean accepted = audience instanceof List<?> several ? isAccepted(several) : isAccepted(audience);
        if (!accepted) {
            throw failed("The token's audience (aud) is not accepted. Expected " + LogSafe.values(audiences) + ".");
        }
    }

    private boolean isAccepted(List<?> audience) {
        boolean all = true;
        boolean some = false;
        boolean accepted = false;
        for (var one : audience) {
            if (!isAbsent(one)) {
                some = true;
                all &= one instanceof String;
                accepted |= isAccepted(one);
            }
        }
        return !some || (all && accepted);
    }

    private boolean isAccepted(@Nullable Object audience) {
        return audience instanceof String text && audiences.contains(text);
    }

    /** Tells whether an audience counts as absent: null, empty, false or zero (docs/behaviour.md, section 1.3). */
    private static boolean isAbsent(@Nullable Object audience) {
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
                    JwtError.TOKEN_NOT_ACTIVE_YET, "The token is not valid yet (nbf).", "Check this server's clock.");
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
            throw failed("The token's " + name + " is missing or not a number of seconds since 1970.");
        }
        return seconds * MILLIS;
    }

    private static JwtException failed(String problem) {
        return new JwtException(JwtError.TOKEN_VERIFICATION_FAILED, problem);
    }
}
