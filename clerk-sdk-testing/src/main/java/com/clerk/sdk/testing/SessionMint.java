package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the tokens of sessions that the in-process Clerk keeps. */
final class SessionMint {
    private static final String TEMPLATE_CATEGORY = "cl_B7d4PD222AAA";
    private static final long DEFAULT_SECONDS = 60;
    private static final long MIN_SECONDS = 30;
    private static final long MAX_SECONDS = 315_360_000;

    private final Store store;
    private final Signing signing;
    private final Roles roles;
    private final Map<String, JsonObject> templates;

    SessionMint(Store store, Signing signing, Roles roles, Map<String, JsonObject> templates) {
        this.store = store;
        this.signing = signing;
        this.roles = roles;
        this.templates = templates;
    }

    String sessionToken(JsonObject session, JsonObject body) {
        var userId = session.get("user_id").getAsString();
        var token = signing.sessionTokens()
                .forUser(userId)
                .sessionId(session.get("id").getAsString())
                .factorAges(minutesSince(session), -1)
                .lifetime(Duration.ofSeconds(seconds(body)));
        var organizationId = Json.text(session, "last_active_organization_id");
        if (organizationId != null) {
            addOrganization(token, organizationId, userId);
        }
        return token.mint();
    }

    private int minutesSince(JsonObject session) {
        return (int) Duration.ofMillis(store.now() - Json.number(session, "created_at"))
                .toMinutes();
    }

    private void addOrganization(SessionTokenBuilder token, String organizationId, String userId) {
        var membership = store.memberships().find(Memberships.key(organizationId, userId));
        if (membership != null) {
            var role = membership.get("role").getAsString();
            var slug = store.organizations().get(organizationId).get("slug").getAsString();
            token.organization(organizationId, slug, role).permissions(roles.permissionsInTokens(role));
        }
    }

    String templateToken(JsonObject session, String template, JsonObject body) {
        var custom = templates.get(template);
        if (custom == null) {
            throw new Problem(
                    404,
                    "resource_not_found",
                    "There is no JWT template named " + template + "; ClerkServer.builder().jwtTemplate adds one.");
        }
        var keys = signing.current();
        var header = new LinkedHashMap<String, JsonElement>();
        header.put("alg", Json.of("RS256"));
        header.put("cat", Json.of(TEMPLATE_CATEGORY));
        header.put("kid", Json.of(keys.keyId()));
        header.put("typ", Json.of("JWT"));
        var now = store.clock().instant().getEpochSecond();
        var claims = new LinkedHashMap<String, JsonElement>();
        claims.put("iss", Json.of(signing.issuer()));
        claims.put("sub", session.get("user_id"));
        claims.put("jti", Json.of(store.ids().tokenId()));
        claims.put("iat", Json.of(now));
        claims.put("nbf", Json.of(now - 10));
        claims.put("exp", Json.of(now + seconds(body)));
        claims.putAll(custom.asMap());
        return keys.jwt(header, claims);
    }

    private static long seconds(JsonObject body) {
        if (Json.value(body, "expires_in_seconds") == null) {
            return DEFAULT_SECONDS;
        }
        var seconds = Json.number(body, "expires_in_seconds");
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw Problem.invalid("expires_in_seconds", MIN_SECONDS + " to " + MAX_SECONDS);
        }
        return seconds;
    }
}
