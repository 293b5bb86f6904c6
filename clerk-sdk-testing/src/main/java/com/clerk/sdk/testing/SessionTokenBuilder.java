package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says what a session token shall hold, and mints it. What is not set is as in a token that Clerk issues now: signed
 * with RS256, of version 2, for a random session, valid for 60 seconds. Touches no network. Not safe for use by several
 * threads at once.
 */
public final class SessionTokenBuilder {
    static final String CATEGORY = "cl_B7d4PD111AAA";
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration NOT_BEFORE_MARGIN = Duration.ofSeconds(10);
    private static final Duration WELL_OFF = Duration.ofHours(1);

    private final Clock clock;
    private final Ids ids = new Ids();
    private final JsonObject header = new JsonObject();
    private final Map<String, JsonElement> claims = new LinkedHashMap<>();
    private final Set<String> withoutClaims = new LinkedHashSet<>();
    private final Set<String> features = new LinkedHashSet<>();
    private final Set<String> plans = new LinkedHashSet<>();
    private final List<String> permissions = new ArrayList<>();
    private TestKeys signer;
    private String issuer;
    private String userId;
    private String sessionId = ids.id("sess_");
    private String status = "active";
    private List<Integer> factorAges = List.of(0, -1);
    private int version = 2;
    private Duration lifetime = LIFETIME;
    private @Nullable Instant issuedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant notBefore;
    private @Nullable String organizationId;
    private @Nullable String organizationSlug;
    private @Nullable String organizationRole;
    private UnaryOperator<String> afterSigning = token -> token;

    SessionTokenBuilder(TestKeys keys, Clock clock, String issuer, String userId) {
        this.clock = clock;
        this.signer = keys;
        this.issuer = issuer;
        this.userId = Objects.requireNonNull(userId, "userId");
        header.addProperty("alg", "RS256");
        header.addProperty("cat", CATEGORY);
        header.addProperty("kid", keys.keyId());
        header.addProperty("typ", "JWT");
    }

    /**
     * Whose token it is.
     *
     * @param userId the claim {@code sub}
     * @return this builder
     */
    public SessionTokenBuilder userId(String userId) {
        this.userId = Objects.requireNonNull(userId, "userId");
        return this;
    }

    /**
     * The session that the token is of; random when not set.
     *
     * @param sessionId the claim {@code sid}
     * @return this builder
     */
    public SessionTokenBuilder sessionId(String sessionId) {
        this.sessionId = Objects.requireNonNull(sessionId, "sessionId");
        return this;
    }

    /**
     * Who issued the token.
     *
     * @param issuer the claim {@code iss}
     * @return this builder
     */
    public SessionTokenBuilder issuer(String issuer) {
        this.issuer = Objects.requireNonNull(issuer, "issuer");
        return this;
    }

    /**
     * The origin that the token was made for; not in the token when not set.
     *
     * @param origin the claim {@code azp}, such as {@code https://app.example.com}
     * @return this builder
     */
    public SessionTokenBuilder authorizedParty(String origin) {
        return claim("azp", Objects.requireNonNull(origin, "origin"));
    }

    /**
     * Whom the token is for; not in the token when not set.
     *
     * @param audiences the claim {@code aud}: one becomes text, several become an array
     * @return this builder
     */
    public SessionTokenBuilder audience(String... audiences) {
        return claim("aud", audiences.length == 1 ? audiences[0] : List.of(audiences));
    }

    /**
     * The state of the session; {@code active} when not set. Tokens of version 1 do not have it.
     *
     * @param status the claim {@code sts}: {@code active} or {@code pending}
     * @return this builder
     */
    public SessionTokenBuilder status(String status) {
        this.status = Objects.requireNonNull(status, "status");
        return this;
    }

    /**
     * How long ago the user proved who they are; 0 and -1 when not set.
     *
     * @param firstMinutes minutes since the first factor, -1 for never
     * @param secondMinutes minutes since the second factor, -1 for never
     * @return this builder
     */
    public SessionTokenBuilder factorAges(int firstMinutes, int secondMinutes) {
        factorAges = List.of(firstMinutes, secondMinutes);
        return this;
    }

    /**
     * The organization that is active in the session.
     *
     * @param id its id, such as {@code org_1}
     * @param slug its slug
     * @param role the user's role in it, such as {@code org:admin}
     * @return this builder
     */
    public SessionTokenBuilder organization(String id, String slug, String role) {
        organizationId = Objects.requireNonNull(id, "id");
        organizationSlug = Objects.requireNonNull(slug, "slug");
        organizationRole = Objects.requireNonNull(role, "role");
        return this;
    }

    /**
     * What the user may do in the active organization. A token of version 2 carries them as bit masks over its features
     * ({@code fea}, {@code o.per} and {@code o.fpm}), and the features they belong to are added to the token's.
     *
     * @param permissions such as {@code org:invoices:read}
     * @return this builder
     * @throws IllegalArgumentException when one is not of that form
     */
    public SessionTokenBuilder permissions(String... permissions) {
        for (var permission : permissions) {
            PermissionMasks.check(permission);
            this.permissions.add(permission);
        }
        return this;
    }

    /**
     * The features that the user or the active organization has by its plan. Tokens of version 1 do not have them.
     *
     * @param features each with its scope, such as {@code o:invoices}, {@code u:export} or {@code ou:search}
     * @return this builder
     */
    public SessionTokenBuilder features(String... features) {
        this.features.addAll(List.of(features));
        return this;
    }

    /**
     * The plans of the user or the active organization. Tokens of version 1 do not have them.
     *
     * @param plans each with its scope, such as {@code u:free} or {@code o:pro}
     * @return this builder
     */
    public SessionTokenBuilder plans(String... plans) {
        this.plans.addAll(List.of(plans));
        return this;
    }

    /**
     * Puts the claims in the older form: {@code org_id}, {@code org_slug}, {@code org_role} and {@code org_permissions}
     * instead of {@code o}, and no {@code v}, {@code sts}, {@code fea} and {@code pla}.
     *
     * @return this builder
     */
    public SessionTokenBuilder versionOne() {
        version = 1;
        return this;
    }

    /**
     * When the token was issued; now when not set. A token holds whole seconds.
     *
     * @param issuedAt the claim {@code iat}; {@code nbf} and {@code exp} follow it unless set
     * @return this builder
     */
    public SessionTokenBuilder issuedAt(Instant issuedAt) {
        this.issuedAt = Objects.requireNonNull(issuedAt, "issuedAt");
        return this;
    }

    /**
     * How long after its issue the token expires; 60 seconds when not set.
     *
     * @param lifetime whole seconds; less than zero makes a token that expired before its issue
     * @return this builder
     */
    public SessionTokenBuilder lifetime(Duration lifetime) {
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
        return this;
    }

    /**
     * When the token expires, whatever its lifetime.
     *
     * @param expiresAt the claim {@code exp}
     * @return this builder
     */
    public SessionTokenBuilder expiresAt(Instant expiresAt) {
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
        return this;
    }

    /**
     * From when on the token counts; 10 seconds before its issue when not set.
     *
     * @param notBefore the claim {@code nbf}
     * @return this builder
     */
    public SessionTokenBuilder notBefore(Instant notBefore) {
        this.notBefore = Objects.requireNonNull(notBefore, "notBefore");
        return this;
    }

    /**
     * Makes a token that expired an hour ago.
     *
     * @return this builder
     */
    public SessionTokenBuilder expired() {
        var expiry = clock.instant().minus(WELL_OFF);
        return issuedAt(expiry.minus(LIFETIME)).expiresAt(expiry);
    }

    /**
     * Makes a token that counts only in an hour.
     *
     * @return this builder
     */
    public SessionTokenBuilder notYetActive() {
        var start = clock.instant().plus(WELL_OFF);
        return notBefore(start).expiresAt(start.plus(LIFETIME));
    }

    /**
     * Makes a token that says it will be issued in an hour, though it counts from now on.
     *
     * @return this builder
     */
    public SessionTokenBuilder issuedInTheFuture() {
        var now = clock.instant();
        return issuedAt(now.plus(WELL_OFF)).notBefore(now.minus(NOT_BEFORE_MARGIN));
    }

    /**
     * Sets any claim, over what the builder would put there. Custom claims and malformed ones are made with this.
     *
     * @param name the name of the claim
     * @param value null, text, a number, a boolean, or a map or list of such
     * @return this builder
     * @throws IllegalArgumentException when the value has no JSON form
     */
    public SessionTokenBuilder claim(String name, @Nullable Object value) {
        withoutClaims.remove(name);
        claims.put(name, Json.of(value));
        return this;
    }

    /**
     * Leaves a claim out.
     *
     * @param name the name of the claim, such as {@code exp}
     * @return this builder
     */
    public SessionTokenBuilder withoutClaim(String name) {
        withoutClaims.add(name);
        return this;
    }

    /**
     * Sets any field of the header.
     *
     * @param name such as {@code typ} or {@code cat}
     * @param value null, text, a number, a boolean, or a map or list of such
     * @return this builder
     * @throws IllegalArgumentException when the value has no JSON form
     */
    public SessionTokenBuilder header(String name, @Nullable Object value) {
        header.add(name, Json.of(value));
        return this;
    }

    /**
     * Leaves a field out of the header.
     *
     * @param name such as {@code typ} or {@code cat}
     * @return this builder
     */
    public SessionTokenBuilder withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /**
     * Names another key than the one that signs.
     *
     * @param keyId the {@code kid} of the header
     * @return this builder
     */
    public SessionTokenBuilder keyId(String keyId) {
        return header("kid", keyId);
    }

    /**
     * Signs with another algorithm.
     *
     * @param algorithm RS256, RS384 or RS512
     * @return this builder
     */
    public SessionTokenBuilder algorithm(String algorithm) {
        return header("alg", algorithm);
    }

    /**
     * Signs with other keys under the key id of the right ones, as a forger would.
     *
     * @param forger the keys to sign with
     * @return this builder
     */
    public SessionTokenBuilder forgedBy(TestKeys forger) {
        signer = Objects.requireNonNull(forger, "forger");
        return this;
    }

    /**
     * Signs with HMAC, the public key's PEM text as the secret: the attack on verifiers that let a token choose its
     * algorithm.
     *
     * @return this builder
     */
    public SessionTokenBuilder signedWithThePublicKey() {
        return algorithm("HS256");
    }

    /**
     * Leaves the signature empty, under the algorithm {@code none}.
     *
     * @return this builder
     */
    public SessionTokenBuilder unsigned() {
        return algorithm("none");
    }

    /**
     * Damages the signature.
     *
     * @return this builder
     */
    public SessionTokenBuilder wrongSignature() {
        afterSigning = Jws::spoil;
        return this;
    }

    /**
     * Signs the token. Every call makes a new one, with its own {@code jti}.
     *
     * @return the token in compact form
     * @throws IllegalArgumentException when the header's {@code alg} is none that can be signed with
     */
    public String mint() {
        return afterSigning.apply(Jws.write(signer, header, payload()));
    }

    private JsonObject payload() {
        var payload = new JsonObject();
        var issued = issuedAt == null ? clock.instant() : issuedAt;
        payload.addProperty("iss", issuer);
        payload.addProperty("sub", userId);
        payload.addProperty("sid", sessionId);
        payload.addProperty("jti", ids.tokenId());
        payload.addProperty("iat", issued.getEpochSecond());
        payload.addProperty("nbf", (notBefore == null ? issued.minus(NOT_BEFORE_MARGIN) : notBefore).getEpochSecond());
        payload.addProperty("exp", (expiresAt == null ? issued.plus(lifetime) : expiresAt).getEpochSecond());
        payload.add("fva", Json.of(factorAges));
        if (version == 1) {
            addVersionOne(payload);
        } else {
            addVersionTwo(payload);
        }
        claims.forEach(payload::add);
        withoutClaims.forEach(payload::remove);
        return payload;
    }

    private void addVersionOne(JsonObject payload) {
        if (organizationId != null) {
            payload.addProperty("org_id", organizationId);
            payload.addProperty("org_slug", organizationSlug);
            payload.addProperty("org_role", organizationRole);
            payload.add("org_permissions", Json.arrayOfTexts(permissions));
        }
    }

    private void addVersionTwo(JsonObject payload) {
        payload.addProperty("v", 2);
        payload.addProperty("sts", status);
        var masks = PermissionMasks.of(permissions, features);
        if (!masks.features().isEmpty()) {
            payload.addProperty("fea", String.join(",", masks.features()));
        }
        if (!plans.isEmpty()) {
            payload.addProperty("pla", String.join(",", plans));
        }
        if (organizationId != null) {
            payload.add("o", organization(masks));
        }
    }

    private JsonObject organization(PermissionMasks masks) {
        var organization = new JsonObject();
        organization.addProperty("id", organizationId);
        organization.addProperty("slg", organizationSlug);
        organization.addProperty("rol", Objects.requireNonNull(organizationRole).replaceFirst("^org:", ""));
        if (!masks.permissions().isEmpty()) {
            organization.addProperty("per", String.join(",", masks.permissions()));
            organization.addProperty("fpm", String.join(",", masks.masks()));
        }
        return organization;
    }
}
