package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** The fields of a user about second factors. They follow from the factors that are set up. */
final class SecondFactorState {
    private SecondFactorState() {}

    /** Renews it after a factor was added or removed. */
    static void renew(Instance instance, JsonObject user) {
        var hasPhone = Json.objects(user, "phone_numbers").stream()
                .filter(phone -> Json.flag(phone, "reserved_for_second_factor"))
                .anyMatch(phone -> "verified".equals(Json.text(Json.object(phone, "verification"), "status")));
        var enabled = hasPhone || Json.flag(user, "totp_enabled");
        if (enabled == Json.flag(user, "two_factor_enabled")) {
            return;
        }
        user.addProperty("two_factor_enabled", enabled);
        user.addProperty(enabled ? "mfa_enabled_at" : "mfa_disabled_at", instance.now());
        if (enabled) {
            new Messages(instance).tell(user, "mfa_enabled");
        } else {
            user.addProperty("backup_code_enabled", false);
            user.add("mfa_enabled_at", JsonNull.INSTANCE);
        }
    }
}
