package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Machine-to-machine tokens, which machines create and verify with their secret keys. */
final class M2mTokensResource {
    private static final String TOKEN = "token";
    private static final int MILLIS = 1000;
    private static final List<String> RESERVED = List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final Backend backend;
    private final Instance instance;
    private final TokenSigner signer;
    private final Resource tokens;

    M2mTokensResource(Backend backend, TokenSigner signer) {
        this.backend = backend;
        this.instance = backend.instance();
        this.signer = signer;
        this.tokens = new Resource(backend, "m2mTokens", "M2mToken", "mt_").shownAs(this::current);
        tokens.table().index(TOKEN, row -> Lists.textsOf(row, TOKEN));
        tokens.table().index("subject", row -> Lists.textsOf(row, "subject"));
    }

    void register() {
        var operations = backend.operations();
        operations.add("m2mTokens.create", this::create);
        operations.addList("m2mTokens.list", this::list, this::withoutToken);
        tokens.action("revoke", M2mTokensResource::revoke);
        operations.add("m2mTokens.verify", this::verify);
    }

    private JsonObject current(JsonObject row) {
        row.addProperty("expired", Expiry.isOver(row, instance.now()));
        return row;
    }

    private JsonObject withoutToken(JsonObject row) {
        var shown = current(row).deepCopy();
        shown.remove(TOKEN);
        return shown;
    }

    private @Nullable JsonObject caller(CheckedRequest request) {
        var authorization = request.routed().request().header("authorization");
        var key = authorization == null ? "" : authorization.substring(authorization.indexOf(' ') + 1);
        return MachinesResource.bySecretKey(instance, key);
    }

    private JsonElement create(CheckedRequest request) {
        var machine = caller(request);
        if (machine == null) {
            throw new ErrorResponseException(
                    401,
                    "clerk_key_invalid",
                    "M2M tokens are created with the secret key of a machine, not with that of the instance.");
        }
        var body = request.body();
        var claims = Json.value(body, "claims");
        requireClaims(claims);
        var reused = reusable(machine, body);
        return reused == null ? create(machine, body, claims) : current(reused);
    }

    private static void requireClaims(@Nullable JsonElement claims) {
        if (claims == null) {
            return;
        }
        if (!claims.isJsonObject()) {
            throw ErrorResponseException.malformed("claims", "an object");
        }
        for (var name : RESERVED) {
            if (claims.getAsJsonObject().has(name)) {
                throw new ErrorResponseException(
                        400, "machine_token_reserved_claim", "The claim " + name + " is set by Clerk itself.");
            }
        }
    }

    /** Returns a token of the machine with the same claims that lives for the minimum that a body asks for, or null. */
    private @Nullable JsonObject reusable(JsonObject machine, JsonObject body) {
        if (Json.value(body, "min_remaining_ttl_seconds") == null) {
            return null;
        }
        var minimum = "min_remaining_ttl_seconds";
        var end = Expiry.end(minimum, Json.number(body, minimum), instance.now());
        var claims = Json.value(body, "claims");
        var isJwt = isJwt(body);
        return tokens.table().by("subject", Resource.id(machine)).stream()
                .filter(row -> !Json.flag(row, "revoked") && Objects.equals(Json.value(row, "claims"), claims))
                .filter(row -> row.get(TOKEN).getAsString().contains(".") == isJwt)
                .filter(row -> Json.value(row, "expiration") == null || Json.number(row, "expiration") >= end)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private static boolean isJwt(JsonObject body) {
        return "jwt".equals(Json.text(body, "token_format"));
    }

    /** Creates a token of a machine for a test. */
    JsonObject create(String machineId) {
        return create(instance.table("machine").get(machineId), new JsonObject(), null);
    }

    /** Creates a token of a machine, by default with the usual lifetime of its tokens. */
    private JsonObject create(JsonObject machine, JsonObject body, @Nullable JsonElement claims) {
        var row = backend.rows().make("M2mToken", instance.now());
        row.addProperty("id", "mt_" + instance.ids().traceId());
        row.add("subject", machine.get("id"));
        row.add("claims", claims == null ? JsonNull.INSTANCE : claims);
        row.add("scopes", machine.get("scoped_machines").deepCopy());
        if (Json.value(body, "seconds_until_expiration") == null) {
            Expiry.setSeconds(row, Json.number(machine, "default_token_ttl"), instance.now());
        } else {
            Expiry.set(row, body, instance.now());
        }
        row.addProperty(TOKEN, isJwt(body) ? jwt(row) : instance.ids().key("mt_"));
        return tokens.insert(row);
    }

    private String jwt(JsonObject row) {
        var claims = new LinkedHashMap<String, JsonElement>(
                Json.object(row, "claims").asMap());
        var seconds = instance.now() / MILLIS;
        claims.put("iss", Json.of(signer.issuer()));
        claims.put("sub", row.get("subject"));
        claims.put("jti", row.get("id"));
        claims.put("aud", row.get("scopes"));
        claims.put("scopes", Json.of(String.join(" ", Json.texts(row, "scopes"))));
        claims.put("iat", Json.of(seconds));
        claims.put("nbf", Json.of(seconds));
        claims.put("exp", Json.of(Json.number(row, "expiration") / MILLIS));
        return signer.machineToken(claims);
    }

    private List<JsonObject> list(CheckedRequest request) {
        var query = request.query();
        instance.table("machine").get(String.valueOf(query.first("subject")));
        var found = tokens.table().by("subject", String.valueOf(query.first("subject"))).stream()
                .map(this::current)
                .filter(row -> query.flag("revoked") == Json.flag(row, "revoked"))
                .filter(row -> query.flag("expired") == Json.flag(row, "expired"))
                .toList();
        return SortOrder.NEWEST_FIRST.sort(found, SortOrder.BY_CREATION);
    }

    private static void revoke(JsonObject row, CheckedRequest request) {
        row.addProperty("revoked", true);
        row.add("revocation_reason", Json.of(request.text("revocation_reason")));
    }

    private JsonElement verify(CheckedRequest request) {
        var row = tokens.table().firstBy(TOKEN, request.required(TOKEN));
        var machine = caller(request);
        if (row == null
                || Json.flag(row, "revoked")
                || Expiry.isOver(row, instance.now())
                || !mayVerify(machine, row)) {
            throw new ErrorResponseException(
                    404, "resource_not_found", "There is no valid M2M token of this text for the caller.");
        }
        row.addProperty("last_used_at", instance.now());
        return current(row);
    }

    /** The instance may verify any token; a machine its own, and those of machines that may call it. */
    private static boolean mayVerify(@Nullable JsonObject machine, JsonObject row) {
        return machine == null
                || machine.get("id").equals(row.get("subject"))
                || row.getAsJsonArray("scopes").contains(machine.get("id"));
    }
}
