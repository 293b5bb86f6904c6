package com.clerk.sdk.testing.server.tokens;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.FactorTimes;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Roles;
import com.clerk.sdk.testing.server.state.Subscriptions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mints the tokens of the sessions that the in-process Clerk keeps. */
public final class SessionTokenMinter {
    private static final long DEFAULT_SECONDS = 60;
    private static final long MIN_SECONDS = 30;
    private static final long MAX_SECONDS = 315_360_000;
    private static final long NOT_BEFORE_MARGIN_SECONDS = 10;

    private final Instance instance;
    private final TokenSigner signer;
    private final Roles roles;
    private final TemplateClaims templateClaims;

    /** Makes the minter of an instance. */
    public SessionTokenMinter(Instance instance, TokenSigner signer) {
        this.instance = instance;
        this.signer = signer;
        this.roles = instance.roles();
        this.templateClaims = new TemplateClaims(instance);
    }

    /**
     * Mints a session token of the lifetime that a body of the Backend API asks for, and without an authorized party.
     *
     * @return signs the token; to be called outside the lock of the instance
     */
    public Supplier<String> sessionToken(JsonObject session, JsonObject body) {
        var organizationId = Json.text(session, "last_active_organization_id");
        return sessionToken(session, organizationId, null, Duration.ofSeconds(lifetimeSeconds(body, DEFAULT_SECONDS)));
    }

    /**
     * Mints a session token of the lifetime that the instance's settings say.
     *
     * @param organizationId the active organization, or null
     * @param origin the authorized party, or null
     * @return signs the token; to be called outside the lock of the instance
     */
    public Supplier<String> sessionToken(JsonObject session, @Nullable String organizationId, @Nullable String origin) {
        return sessionToken(session, organizationId, origin, instance.settings().tokenLifetime());
    }

    private Supplier<String> sessionToken(
            JsonObject session, @Nullable String organizationId, @Nullable String origin, Duration lifetime) {
        var userId = session.get("user_id").getAsString();
        var id = session.get("id").getAsString();
        var factors = new FactorTimes(instance);
        var actor = Json.value(session, "actor");
        var organization = organization(organizationId, userId);
        var bought = plans(userId, organization == null ? null : organization.id());
        var facts = new TokenSigner.Session(
                id,
                userId,
                session.get("status").getAsString(),
                origin,
                factors.minutesSinceFirst(session),
                factors.minutesSinceSecond(session),
                actor == null ? null : actor.getAsJsonObject().deepCopy(),
                lifetime,
                organization,
                scoped(bought, plan -> Stream.of(plan.get("slug"))),
                scoped(bought, plan -> Json.objects(plan, "features").stream().map(feature -> feature.get("slug"))));
        return () -> signer.sessionToken(facts);
    }

    /** Returns the plans of a user and of an organization, by their scope in tokens. */
    private Map<String, List<JsonObject>> plans(String userId, @Nullable String organizationId) {
        var subscriptions = new Subscriptions(instance);
        var plans = new LinkedHashMap<String, List<JsonObject>>();
        plans.put("u:", subscriptions.plansOf(userId));
        if (organizationId != null) {
            plans.put("o:", subscriptions.plansOf(organizationId));
        }
        return plans;
    }

    private static List<String> scoped(
            Map<String, List<JsonObject>> plans, Function<JsonObject, Stream<JsonElement>> names) {
        return plans.entrySet().stream()
                .flatMap(scope ->
                        scope.getValue().stream().flatMap(names).map(name -> scope.getKey() + name.getAsString()))
                .distinct()
                .toList();
    }

    private TokenSigner.@Nullable ActiveOrganization organization(@Nullable String organizationId, String userId) {
        if (organizationId == null) {
            return null;
        }
        var membership = instance.memberships().find(Memberships.key(organizationId, userId));
        if (membership == null) {
            return null;
        }
        var role = membership.get("role").getAsString();
        var slug = instance.organizations().get(organizationId).get("slug").getAsString();
        return new TokenSigner.ActiveOrganization(organizationId, slug, role, roles.permissionsInTokens(role));
    }

    /**
     * Mints a token of a JWT template.
     *
     * @return signs the token; to be called outside the lock of the instance
     */
    public Supplier<String> templateToken(JsonObject session, String template, JsonObject body) {
        var custom = instance.table("jwt template").firstBy("name", template);
        if (custom == null) {
            throw new ErrorResponseException(
                    404,
                    "resource_not_found",
                    "There is no JWT template named " + template
                            + ". Create it, or add it with ClerkServer.builder().jwtTemplate.");
        }
        var now = instance.clock().instant().getEpochSecond();
        var claims = new LinkedHashMap<String, JsonElement>();
        claims.put("iss", Json.of(signer.issuer()));
        claims.put("sub", session.get("user_id"));
        claims.put("jti", Json.of(instance.ids().tokenId()));
        claims.put("iat", Json.of(now));
        claims.put("nbf", Json.of(now - NOT_BEFORE_MARGIN_SECONDS));
        claims.put("exp", Json.of(now + lifetimeSeconds(body, Json.number(custom, "lifetime"))));
        claims.putAll(templateClaims.of(Json.object(custom, "claims"), session).asMap());
        return () -> signer.templateToken(claims);
    }

    private static long lifetimeSeconds(JsonObject body, long usual) {
        if (Json.value(body, "expires_in_seconds") == null) {
            return usual;
        }
        var seconds = Json.number(body, "expires_in_seconds");
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw ErrorResponseException.invalid("expires_in_seconds", MIN_SECONDS + " to " + MAX_SECONDS);
        }
        return seconds;
    }
}
