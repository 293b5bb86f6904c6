package com.clerk.sdk.testing.server.tokens;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Roles;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Map<String, JsonObject> templates;

    public SessionTokenMinter(Instance instance, TokenSigner signer, Map<String, JsonObject> templates) {
        this.instance = instance;
        this.signer = signer;
        this.roles = instance.roles();
        this.templates = templates;
    }

    public String sessionToken(JsonObject session, JsonObject body) {
        var userId = session.get("user_id").getAsString();
        var id = session.get("id").getAsString();
        var lifetime = Duration.ofSeconds(lifetimeSeconds(body));
        var organizationId = Json.text(session, "last_active_organization_id");
        return signer.sessionToken(new TokenSigner.Session(
                id, userId, minutesSinceSignIn(session), lifetime, organization(organizationId, userId)));
    }

    private int minutesSinceSignIn(JsonObject session) {
        return (int) Duration.ofMillis(instance.now() - Json.number(session, "created_at"))
                .toMinutes();
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

    public String templateToken(JsonObject session, String template, JsonObject body) {
        var custom = templates.get(template);
        if (custom == null) {
            throw new ErrorResponseException(
                    404,
                    "resource_not_found",
                    "There is no JWT template named " + template + ". Add it with ClerkServer.builder().jwtTemplate.");
        }
        var now = instance.clock().instant().getEpochSecond();
        var claims = new LinkedHashMap<String, JsonElement>();
        claims.put("iss", Json.of(signer.issuer()));
        claims.put("sub", session.get("user_id"));
        claims.put("jti", Json.of(instance.ids().tokenId()));
        claims.put("iat", Json.of(now));
        claims.put("nbf", Json.of(now - NOT_BEFORE_MARGIN_SECONDS));
        claims.put("exp", Json.of(now + lifetimeSeconds(body)));
        claims.putAll(custom.asMap());
        return signer.templateToken(claims);
    }

    private static long lifetimeSeconds(JsonObject body) {
        if (Json.value(body, "expires_in_seconds") == null) {
            return DEFAULT_SECONDS;
        }
        var seconds = Json.number(body, "expires_in_seconds");
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw ErrorResponseException.invalid("expires_in_seconds", MIN_SECONDS + " to " + MAX_SECONDS);
        }
        return seconds;
    }
}
