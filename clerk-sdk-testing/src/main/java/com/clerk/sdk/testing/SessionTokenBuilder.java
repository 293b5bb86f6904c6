package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.IdGenerator;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds a session token. If nothing is set, the token is like one that Clerk issues now: of version 2, signed with
 * RS256, for a random session, valid for 60 seconds. Not safe for use by several threads at once.
 */
public final class SessionTokenBuilder {
    static final String CATEGORY = "cl_B7d4PD111AAA";
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final Duration NOT_BEFORE_MARGIN = Duration.ofSeconds(10);
    private static final Duration ONE_HOUR = Duration.ofHours(1);
    private static final Pattern SCOPED = Pattern.compile("(?:o|u|ou|uo):[^:,\\s]+");

    private final Clock clock;
    private final IdGenerator ids = new IdGenerator();
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
     * Sets the user.
     *
     * @param userId the claim {@code sub}
     * @return this builder
     */
    public SessionTokenBuilder userId(String userId) {
        this.userId = Objects.requireNonNull(userId, "userId");
        return this;
    }

    /**
     * Sets the session. The default is a random id.
     *
     * @param sessionId the claim {@code sid}
     * @return this builder
     */
    public SessionTokenBuilder sessionId(String sessionId) {
        this.sessionId = Objects.requireNonNull(sessionId, "sessionId");
        return this;
    }

    /**
     * Sets the issuer.
     *
     * @param issuer the claim {@code iss}
     * @return this builder
     */
    public SessionTokenBuilder issuer(String issuer) {
        this.issuer = Objects.requireNonNull(issuer, "issuer");
        return this;
    }

    /**
     * Sets the origin that the token was issued for. By default the token does not name one.
     *
     * @param origin the claim {@code azp}, such as {@code https://app.example.com}
     * @return this builder
     */
    public SessionTokenBuilder authorizedParty(String origin) {
        return claim("azp", Objects.requireNonNull(origin, "origin"));
    }

    /**
     * Sets the audience. By default the token has no audience.
     *
     * @param audiences the claim {@code aud}: a string if there is one, else an array
     * @return this builder
     */
    public SessionTokenBuilder audience(String... audiences) {
        return claim("aud", audiences.length == 1 ? audiences[0] : List.of(audiences));
    }

    /**
     * Sets the status of the session. The default is {@code active}. Tokens of version 1 do not carry it.
     *
     * @param status the claim {@code sts}: {@code active} or {@code pending}
     * @return this builder
     */
    public SessionTokenBuilder status(String status) {
        this.status = Objects.requireNonNull(status, "status");
        return this;
    }

    /**
     * Sets the claim {@code fva}: how long ago the user verified each factor. The default is 0 and -1.
     *
     * @param firstMinutes minutes since the first factor was verified, -1 for never
     * @param secondMinutes minutes since the second factor was verified, -1 for never
     * @return this builder
     */
    public SessionTokenBuilder factorAges(int firstMinutes, int secondMinutes) {
        factorAges = List.of(firstMinutes, secondMinutes);
        return this;
    }

    /**
     * Sets the active organization. By default there is none.
     *
     * @param id the id of the organization, such as {@code org_1}
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
     * Adds permissions in the active organization. A token of version 2 carries them as bit masks over its features
     * ({@code fea}, {@code o.per} and {@code o.fpm}); the features of the permissions are added to the token.
     *
     * @param permissions the permissions, each of the form {@code org:feature:name}, such as {@code org:invoices:read}
     * @return this builder
     * @throws IllegalArgumentException if a permission is not of that form
     */
    public SessionTokenBuilder permissions(String... permissions) {
        for (var permission : permissions) {
            PermissionMasks.check(permission);
            this.permissions.add(permission);
        }
        return this;
    }

    /**
     * Adds features of the user or the active organization. Tokens of version 1 do not carry them.
     *
     * @param features the features, each with its scope, such as {@code o:invoices}, {@code u:export} or
     *     {@code ou:search}
     * @return this builder
     * @throws IllegalArgumentException if a feature has no scope: nobody would have it
     */
    public SessionTokenBuilder features(String... features) {
        this.features.addAll(scoped("feature", features));
        return this;
    }

    /**
     * Adds plans of the user or the active organization. Tokens of version 1 do not carry them.
     *
     * @param plans the plans, each with its scope, such as {@code u:free} or {@code o:pro}
     * @return this builder
     * @throws IllegalArgumentException if a plan has no scope: nobody would have it
     */
    public SessionTokenBuilder plans(String... plans) {
        this.plans.addAll(scoped("plan", plans));
        return this;
    }

    private static List<String> scoped(String what, String... items) {
        for (var item : items) {
            if (!SCOPED.matcher(item).matches()) {
                throw new IllegalArgumentException(
                        "The " + what + " '" + item
                                + "' has no scope. Write o:name for the organization, u:name for the user, or ou:name for both.");
            }
        }
        return List.of(items);
    }

    /**
     * Makes a token of version 1: it has {@code org_id}, {@code org_slug}, {@code org_role} and {@code org_permissions}
     * instead of {@code o}, and does not have {@code v}, {@code sts}, {@code fea} and {@code pla}.
     *
     * @return this builder
     */
    public SessionTokenBuilder versionOne() {
        version = 1;
        return this;
    }

    /**
     * Sets the time of issue. The default is now.
     *
     * @param issuedAt the claim {@code iat}, cut to whole seconds; {@code nbf} and {@code exp} follow it unless set
     * @return this builder
     */
    public SessionTokenBuilder issuedAt(Instant issuedAt) {
        this.issuedAt = Objects.requireNonNull(issuedAt, "issuedAt");
        return this;
    }

    /**
     * Sets the time between issue and expiry. The default is 60 seconds.
     *
     * @param lifetime the lifetime in whole seconds; a negative one makes a token that expired before its issue
     * @return this builder
     */
    public SessionTokenBuilder lifetime(Duration lifetime) {
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
        return this;
    }

    /**
     * Sets the time of expiry. Overrides the lifetime.
     *
     * @param expiresAt the claim {@code exp}
     * @return this builder
     */
    public SessionTokenBuilder expiresAt(Instant expiresAt) {
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
        return this;
    }

    /**
     * Sets the time before which the token is not valid. The default is 10 seconds before its issue.
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
        var expiry = clock.instant().minus(ONE_HOUR);
        return issuedAt(expiry.minus(LIFETIME)).expiresAt(expiry);
    }

    /**
     * Makes a token that becomes valid in an hour.
     *
     * @return this builder
     */
    public SessionTokenBuilder notYetActive() {
        var start = clock.instant().plus(ONE_HOUR);
        return notBefore(start).expiresAt(start.plus(LIFETIME));
    }

    /**
     * Makes a token whose time of issue is in an hour, though it is valid from now on.
     *
     * @return this builder
     */
    public SessionTokenBuilder issuedInTheFuture() {
        var now = clock.instant();
        return issuedAt(now.plus(ONE_HOUR)).notBefore(now.minus(NOT_BEFORE_MARGIN));
    }

    /**
     * Sets any claim. Overrides the value that the builder would set. Use it for custom and for malformed claims.
     *
     * @param name the name of the claim
     * @param value the value: null, text, a number, a boolean, or a map or list of such
     * @return this builder
     * @throws IllegalArgumentException if the value has no JSON form
     */
    public SessionTokenBuilder claim(String name, @Nullable Object value) {
        withoutClaims.remove(name);
        claims.put(name, Json.of(value));
        return this;
    }

    /**
     * Omits a claim.
     *
     * @param name the name of the claim, such as {@code exp}
     * @return this builder
     */
    public SessionTokenBuilder withoutClaim(String name) {
        withoutClaims.add(name);
        return this;
    }

    /**
     * Sets any header parameter.
     *
     * @param name the name, such as {@code typ} or {@code cat}
     * @param value the value: null, text, a number, a boolean, or a map or list of such
     * @return this builder
     * @throws IllegalArgumentException if the value has no JSON form
     */
    public SessionTokenBuilder header(String name, @Nullable Object value) {
        header.add(name, Json.of(value));
        return this;
    }

    /**
     * Omits a header parameter.
     *
     * @param name the name, such as {@code typ} or {@code cat}
     * @return this builder
     */
    public SessionTokenBuilder withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    /**
     * Sets the key id, without a change of the key that signs.
     *
     * @param keyId the header {@code kid}
     * @return this builder
     */
    public SessionTokenBuilder keyId(String keyId) {
        return header("kid", keyId);
    }

    /**
     * Sets the signature algorithm.
     *
     * @param algorithm the header {@code alg}: RS256, RS384 or RS512
     * @return this builder
     */
    public SessionTokenBuilder algorithm(String algorithm) {
        return header("alg", algorithm);
    }

    /**
     * Signs with other keys, but keeps the key id of the original ones, as a forger would.
     *
     * @param forger the keys to sign with
     * @return this builder
     */
    public SessionTokenBuilder forgedBy(TestKeys forger) {
        signer = Objects.requireNonNull(forger, "forger");
        return this;
    }

    /**
     * Signs with HMAC and uses the public key's PEM text as the secret: the attack on verifiers that let a token choose
     * its algorithm.
     *
     * @return this builder
     */
    public SessionTokenBuilder hmacSignedWithPublicKey() {
        return algorithm("HS256");
    }

    /**
     * Sets the algorithm {@code none} and leaves the signature empty.
     *
     * @return this builder
     */
    public SessionTokenBuilder unsigned() {
        return algorithm("none");
    }

    /**
     * Corrupts the signature.
     *
     * @return this builder
     */
    public SessionTokenBuilder wrongSignature() {
        afterSigning = JwtWriter::corruptSignature;
        return this;
    }

    /**
     * Signs and returns the token. Each call makes a new one, with its own {@code jti}.
     *
     * @return the token in compact form
     * @throws IllegalArgumentException if the header's {@code alg} is not RS256, RS384, RS512, HS256 or {@code none}
     */
    public String mint() {
        return afterSigning.apply(JwtWriter.write(signer, header, payload()));
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
