package com.clerk.sdk.auth;

import com.clerk.sdk.auth.jwt.Claims;
import com.clerk.sdk.auth.jwt.OrganizationClaims;
import com.clerk.sdk.auth.jwt.ScopedItems;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified session token. Version 1 and version 2 of the token have the same accessors. A malformed
 * claim counts as absent, so it grants nothing.
 *
 * <p>Immutable and safe for use by several threads. The claims were true when the token was issued, usually less than a
 * minute ago. {@link #toString()} shows no personal data.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class SessionClaims {
    private static final long MICROS = 1_000_000L;

    private final Claims claims;

    /** Unpacked on first use. Several threads may unpack it at the same time, with equal results. */
    private @Nullable OrganizationClaims organization;

    SessionClaims(Claims claims) {
        this.claims = claims;
    }

    /**
     * Returns the user (claim {@code sub}).
     *
     * @return the id of the user
     */
    public String userId() {
        var subject = claims.text("sub");
        return subject == null ? "" : subject;
    }

    /**
     * Returns the same as {@link #userId()}, by its name in RFC 7519.
     *
     * @return the id of the user
     */
    public String subject() {
        return userId();
    }

    /**
     * Returns the session (claim {@code sid}).
     *
     * @return the id of the session, or null if the token does not belong to a session
     */
    public @Nullable String sessionId() {
        return claims.text("sid");
    }

    /**
     * Returns the issuer of the token (claim {@code iss}).
     *
     * @return the URL of the instance's Frontend API or of its proxy, or null if the token does not have it
     */
    public @Nullable String issuer() {
        return claims.text("iss");
    }

    /**
     * Returns the origin that the token was issued to (claim {@code azp}).
     *
     * @return an origin such as {@code https://app.example.com}, or null if the token does not have it
     */
    public @Nullable String authorizedParty() {
        return claims.text("azp");
    }

    /**
     * Returns the time when the token was issued (claim {@code iat}).
     *
     * @return the time, or null if the token does not have it
     */
    public @Nullable Instant issuedAt() {
        return time("iat");
    }

    /**
     * Returns the time when the token expires (claim {@code exp}).
     *
     * @return the time
     */
    public Instant expiresAt() {
        var time = time("exp");
        // A verified token always has exp; without it, the token counts as expired.
        return time == null ? Instant.EPOCH : time;
    }

    /**
     * Returns the time when the token becomes valid (claim {@code nbf}).
     *
     * @return the time, or null if the token does not have it
     */
    public @Nullable Instant notBefore() {
        return time("nbf");
    }

    /**
     * Returns the actor of the token (claim {@code act}), which is set while somebody impersonates the user.
     *
     * @return an object with the {@code sub} of the actor, or null if nobody impersonates the user
     */
    public @Nullable JsonValue actor() {
        var actor = claim("act");
        return actor != null && actor.isObject() ? actor : null;
    }

    /**
     * Returns the time since the last verification of the user's factors (claim {@code fva}).
     *
     * @return the age of both factors, or null if the token does not have it
     */
    public @Nullable FactorVerificationAge factorVerificationAge() {
        return FactorVerificationAge.parse(claims.get("fva"));
    }

    /**
     * Returns the status of the session (claim {@code sts}).
     *
     * @return a status such as {@code active} or {@code pending}, or null if the token does not have it
     */
    public @Nullable String sessionStatus() {
        return claims.text("sts");
    }

    /**
     * Tells whether the user has to complete a task before the session counts as signed in, such as to choose an
     * organization. Treat the user as signed out, except where they complete that task.
     *
     * @return true if the status is {@code pending}
     */
    public boolean isPending() {
        return "pending".equals(sessionStatus());
    }

    /**
     * Returns the active organization (claim {@code o.id} or {@code org_id}).
     *
     * @return the id of the organization, or null if none is active
     */
    public @Nullable String orgId() {
        return organization().id();
    }

    /**
     * Returns the slug of the active organization (claim {@code o.slg} or {@code org_slug}).
     *
     * @return the slug, or null if the token does not have it
     */
    public @Nullable String orgSlug() {
        return organization().slug();
    }

    /**
     * Returns the role of the user in the active organization (claim {@code o.rol} or {@code org_role}).
     *
     * @return a role such as {@code org:admin}, or null if no organization is active
     */
    public @Nullable String orgRole() {
        return organization().role();
    }

    /**
     * Returns the permissions of the user in the active organization (claim {@code o} with {@code fea}, or
     * {@code org_permissions}).
     *
     * @return an immutable list of permissions such as {@code org:invoices:read}; empty if no organization is active
     */
    public List<String> orgPermissions() {
        return organization().permissions();
    }

    /**
     * Returns the features of the user and of the active organization (claim {@code fea}).
     *
     * @return an immutable list of slugs with their scope, such as {@code o:invoices} or {@code u:dashboard}
     */
    public List<String> features() {
        return scoped("fea").all();
    }

    /**
     * Returns the plans of the user and of the active organization (claim {@code pla}).
     *
     * @return an immutable list of slugs with their scope, such as {@code o:business} or {@code u:pro}
     */
    public List<String> plans() {
        return scoped("pla").all();
    }

    /**
     * Returns any claim, including those that you added to the token.
     *
     * @param name name of the claim
     * @return the value, or null if the token does not have the claim
     */
    public @Nullable JsonValue claim(String name) {
        return claims.has(name) ? JsonValue.of(claims.get(name)) : null;
    }

    /**
     * Returns all claims.
     *
     * @return an object
     */
    @com.fasterxml.jackson.annotation.JsonValue
    public JsonValue json() {
        return JsonValue.of(claims.values());
    }

    /**
     * Binds all claims to a class of yours, as {@link JsonValue#as(Class)} does.
     *
     * @param type your class or record, with a field for each claim that you need
     * @return an instance of the class
     * @param <T> type of the instance
     * @throws ClerkDecodingException if the claims do not fit the class
     */
    public <T> T as(Class<T> type) {
        return json().as(type);
    }

    /**
     * Tells whether the session meets a requirement: {@code has(permission("org:invoices:read"))}.
     *
     * @param asked the requirement, made with {@link Has}; combine several with {@link Requirement#and}
     * @return true if the token shows that the requirement is met
     */
    public boolean has(Requirement asked) {
        return asked.isMetBy(this);
    }

    OrganizationClaims organization() {
        var unpacked = organization;
        if (unpacked == null) {
            unpacked = OrganizationClaims.of(claims);
            organization = unpacked;
        }
        return unpacked;
    }

    ScopedItems scoped(String claim) {
        return ScopedItems.parse(claims.get(claim));
    }

    /** Returns the claims as they were parsed. */
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
