package com.clerk.sdk.auth;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verified session token says: who, since when, in which organization, and what they may do. Version 1 and
 * version 2 of the token read the same here. A claim that is malformed is as good as absent, so it grants nothing.
 *
 * <p>Immutable and safe for all threads; nothing here touches the network. It says what was true when the token was
 * issued, which is at most a minute ago. {@link #toString()} holds no personal data.
 */
public final class SessionClaims {
    private static final long MICROS = 1_000_000L;

    private final Claims claims;

    /** Unpacked when it is first asked for; two threads may unpack two that are alike. */
    private @Nullable Organization organization;

    SessionClaims(Claims claims) {
        this.claims = claims;
    }

    /**
     * The user (claim {@code sub}).
     *
     * @return their id
     */
    public String userId() {
        var subject = claims.text("sub");
        return subject == null ? "" : subject;
    }

    /**
     * The same as {@link #userId()}, by its name in RFC 7519.
     *
     * @return the id of the user
     */
    public String subject() {
        return userId();
    }

    /**
     * The session (claim {@code sid}).
     *
     * @return its id, or null if the token belongs to none
     */
    public @Nullable String sessionId() {
        return claims.text("sid");
    }

    /**
     * Who issued the token (claim {@code iss}).
     *
     * @return the URL of the instance's Frontend API or of its proxy, or null
     */
    public @Nullable String issuer() {
        return claims.text("iss");
    }

    /**
     * The origin that the token was issued to (claim {@code azp}).
     *
     * @return an origin such as {@code https://app.example.com}, or null
     */
    public @Nullable String authorizedParty() {
        return claims.text("azp");
    }

    /**
     * When the token was issued (claim {@code iat}).
     *
     * @return the time, or null if the token does not say
     */
    public @Nullable Instant issuedAt() {
        return time("iat");
    }

    /**
     * When the token ends (claim {@code exp}).
     *
     * @return the time
     */
    public Instant expiresAt() {
        var time = time("exp");
        // A verified token always says; one that did not would be over.
        return time == null ? Instant.EPOCH : time;
    }

    /**
     * When the token begins (claim {@code nbf}).
     *
     * @return the time, or null if the token does not say
     */
    public @Nullable Instant notBefore() {
        return time("nbf");
    }

    /**
     * Who acts as this user (claim {@code act}): then somebody is impersonating them.
     *
     * @return an object with the {@code sub} of the one who acts, or null if the user acts themself
     */
    public @Nullable JsonValue actor() {
        var actor = claim("act");
        return actor != null && actor.isObject() ? actor : null;
    }

    /**
     * How long ago the user last proved who they are (claim {@code fva}).
     *
     * @return the age of both factors, or null if the token does not say
     */
    public @Nullable FactorVerificationAge factorVerificationAge() {
        return FactorVerificationAge.parse(claims.get("fva"));
    }

    /**
     * Where the session stands (claim {@code sts}).
     *
     * @return a word such as {@code active} or {@code pending}, or null if the token does not say
     */
    public @Nullable String sessionStatus() {
        return claims.text("sts");
    }

    /**
     * Whether the session waits for something that the user has to do first, such as to choose an organization. Treat
     * it as signed out, unless that very step is being done.
     *
     * @return true if the status is {@code pending}
     */
    public boolean isPending() {
        return "pending".equals(sessionStatus());
    }

    /**
     * The active organization (claim {@code o.id} or {@code org_id}).
     *
     * @return its id, or null if there is none
     */
    public @Nullable String orgId() {
        return organization().id();
    }

    /**
     * The active organization's slug (claim {@code o.slg} or {@code org_slug}).
     *
     * @return the slug, or null if there is none
     */
    public @Nullable String orgSlug() {
        return organization().slug();
    }

    /**
     * The user's role in the active organization (claim {@code o.rol} or {@code org_role}).
     *
     * @return a role such as {@code org:admin}, or null if there is none
     */
    public @Nullable String orgRole() {
        return organization().role();
    }

    /**
     * The user's permissions in the active organization (claim {@code o} with {@code fea}, or {@code org_permissions}).
     *
     * @return an immutable list of permissions such as {@code org:invoices:read}; empty without an organization
     */
    public List<String> orgPermissions() {
        return organization().permissions();
    }

    /**
     * The features that the user and the active organization have (claim {@code fea}).
     *
     * @return an immutable list of slugs with their scope, such as {@code o:invoices} or {@code u:dashboard}
     */
    public List<String> features() {
        return scoped("fea").all();
    }

    /**
     * The plans that the user and the active organization have (claim {@code pla}).
     *
     * @return an immutable list of slugs with their scope, such as {@code o:business} or {@code u:pro}
     */
    public List<String> plans() {
        return scoped("pla").all();
    }

    /**
     * Any claim, also those that you added to the token yourself.
     *
     * @param name name of the claim
     * @return its value, or null if the token does not have it
     */
    public @Nullable JsonValue claim(String name) {
        return claims.has(name) ? JsonValue.of(claims.get(name)) : null;
    }

    /**
     * All claims.
     *
     * @return an object
     */
    public JsonValue json() {
        return JsonValue.of(claims.values());
    }

    /**
     * Binds all claims to a class of yours, as {@link JsonValue#as(Class)} does.
     *
     * @param type your class or record, with a field for each claim that you want
     * @return an instance of it
     * @param <T> type of the instance
     * @throws ClerkDecodingException if the claims do not fit the class
     */
    public <T> T as(Class<T> type) {
        return json().as(type);
    }

    /**
     * Whether the user may do something: {@code has(permission("org:invoices:read"))}.
     *
     * @param asked what is needed, from {@link Has}; several at once with {@link Authorization#and}
     * @return true if the token says so
     */
    public boolean has(Authorization asked) {
        return asked.isMetBy(this);
    }

    Organization organization() {
        var unpacked = organization;
        if (unpacked == null) {
            unpacked = Organization.of(claims);
            organization = unpacked;
        }
        return unpacked;
    }

    ScopedItems scoped(String claim) {
        return ScopedItems.parse(claims.get(claim));
    }

    /** What the token says, for checks that have to be made again. */
    Claims claims() {
        return claims;
    }

    private @Nullable Instant time(String name) {
        var seconds = claims.seconds(name);
        if (seconds == null) {
            return null;
        }
        long micros = Math.round(seconds * MICROS);
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
    }

    @Override
    public String toString() {
        return "SessionClaims(" + claims.values().size() + " claims)";
    }
}
