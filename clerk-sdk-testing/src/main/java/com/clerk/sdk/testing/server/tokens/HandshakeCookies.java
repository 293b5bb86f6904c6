package com.clerk.sdk.testing.server.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookies by which an application's server knows a browser, as texts for {@code Set-Cookie}: each under its plain
 * name, and under the name with the suffix of the instance, so that two instances at one host do not disturb each
 * other.
 */
public final class HandshakeCookies {
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final String EXPIRED = "Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    private static final int SUFFIX_LENGTH = 8;

    private final String suffix;
    private final Clock clock;

    /** Makes the cookies of an instance. */
    public HandshakeCookies(String publishableKey, Clock clock) {
        this.suffix = suffix(publishableKey);
        this.clock = clock;
    }

    private static String suffix(String publishableKey) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest(publishableKey.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, SUFFIX_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime does not support SHA-1", e);
        }
    }

    /** Returns the suffix of the instance's cookies. */
    public String suffix() {
        return suffix;
    }

    /**
     * Returns the cookies of a browser.
     *
     * @param url the URL that the cookies are for
     * @param devBrowser the id of the development browser, or null for a production instance
     * @param clientUat the time of the client's last change in seconds; 0 if nobody is signed in
     * @param session the session token; empty if nobody is signed in
     * @param refreshToken the refresh token of the session, or null
     */
    public List<String> directives(
            String url, @Nullable String devBrowser, long clientUat, String session, @Nullable String refreshToken) {
        var directives = new ArrayList<String>();
        var secure = secure(url);
        var year = "; Path=/; " + inOneYear() + "; SameSite=Lax" + secure;
        if (devBrowser != null) {
            addBoth(directives, "__clerk_db_jwt", devBrowser + year);
        }
        addBoth(directives, "__client_uat", clientUat + year);
        var expired = "; Path=/; " + EXPIRED + "; SameSite=Lax" + secure;
        addBoth(directives, "__session", session.isEmpty() ? expired : session + year);
        if (refreshToken != null) {
            directives.add("__refresh_" + suffix + "=" + refreshToken + "; HttpOnly" + year);
        }
        return directives;
    }

    /** Returns the cookies that replace an expired session token. */
    public List<String> sessionDirectives(String url, String session) {
        var directives = new ArrayList<String>();
        addBoth(directives, "__session", session + "; Path=/; " + inOneYear() + "; SameSite=Lax" + secure(url));
        return directives;
    }

    private static String secure(String url) {
        return url.startsWith("https:") ? "; Secure" : "";
    }

    private String inOneYear() {
        var time = ZonedDateTime.now(clock).withZoneSameInstant(ZoneOffset.UTC).plus(LIFETIME);
        return "Expires=" + DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
    }

    private void addBoth(List<String> directives, String name, String rest) {
        directives.add(name + "=" + rest);
        directives.add(name + "_" + suffix + "=" + rest);
    }
}
