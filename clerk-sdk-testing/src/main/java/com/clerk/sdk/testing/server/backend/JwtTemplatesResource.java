package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** JWT templates, whose claims the tokens of sessions carry. */
final class JwtTemplatesResource {
    private static final List<String> RESERVED =
            List.of("azp", "exp", "iat", "iss", "jti", "nbf", "sid", "sub", "v", "fva", "sts");
    private static final int LIFETIME_SECONDS = 60;
    private static final int CLOCK_SKEW_SECONDS = 5;

    private final Resource templates;

    JwtTemplatesResource(Backend backend, Map<String, JsonObject> given) {
        templates = new Resource(backend, "jwtTemplates", "JwtTemplate", "jtmp_")
                .unique("name")
                .onCreate((row, request) -> complete(row, request.body()))
                .onChange(this::change);
        backend.instance()
                .seed(() -> given.forEach((name, claims) -> {
                    var row = backend.rows()
                            .make("JwtTemplate", backend.instance().now());
                    row.addProperty("id", backend.instance().ids().id("jtmp_"));
                    row.addProperty("name", name);
                    row.add("claims", claims.deepCopy());
                    complete(row, new JsonObject());
                    templates.insert(row);
                }));
    }

    void register() {
        templates.register();
    }

    private static void complete(JsonObject row, JsonObject body) {
        if (Json.value(body, "lifetime") == null) {
            row.addProperty("lifetime", LIFETIME_SECONDS);
        }
        if (Json.value(body, "allowed_clock_skew") == null) {
            row.addProperty("allowed_clock_skew", CLOCK_SKEW_SECONDS);
        }
        if (Json.value(body, "signing_algorithm") == null) {
            row.addProperty("signing_algorithm", "RS256");
        }
    }

    private void change(JsonObject row, CheckedRequest request) {
        for (var claim : request.body().getAsJsonObject("claims").keySet()) {
            if (RESERVED.contains(claim)) {
                throw new ErrorResponseException(
                        400, "jwt_template_reserved_claim", "The claim " + claim + " is set by Clerk itself.");
            }
        }
        if (Json.flag(row, "custom_signing_key") && request.text("signing_key") == null) {
            throw ErrorResponseException.missing("signing_key");
        }
    }
}
