package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonObject;

/** Prepares and attempts second factors: of sign-ins, and of sessions that are verified again. */
final class SecondFactors {
    private final Verifications verifications;
    private final Credentials credentials;

    SecondFactors(Instance instance) {
        this.verifications = new Verifications(instance);
        this.credentials = new Credentials(instance);
    }

    /**
     * Sends a code to a phone that is a second factor.
     *
     * @param key the id of what is verified
     */
    JsonObject prepare(JsonObject user, String key, Form form) {
        var strategy = form.require("strategy");
        if (!strategy.equals("phone_code")) {
            throw invalid(strategy);
        }
        var id = form.text("phone_number_id");
        var phone = Json.objects(user, "phone_numbers").stream()
                .filter(one -> Json.flag(one, "reserved_for_second_factor"))
                .filter(one -> id == null || id.equals(Json.text(one, "id")))
                .findFirst()
                .orElseThrow(() -> new ErrorResponseException(
                        400, "no_second_factors", "The user has no phone number that is a second factor."));
        return verifications.sendCode(key, strategy, phone.get("phone_number").getAsString());
    }

    /**
     * Checks a code.
     *
     * @return the strategy by which it was proved
     */
    String attempt(JsonObject user, String key, Form form) {
        var strategy = form.require("strategy");
        var code = form.require("code");
        var userId = user.get("id").getAsString();
        switch (strategy) {
            case "phone_code" -> verifications.checkCode(key, strategy, code);
            case "totp" -> checkTotp(userId, code);
            case "backup_code" -> {
                if (!credentials.useBackupCode(userId, code)) {
                    throw incorrect();
                }
            }
            default -> throw invalid(strategy);
        }
        return strategy;
    }

    private void checkTotp(String userId, String code) {
        if (credentials.totp(userId) == null) {
            throw new ErrorResponseException(400, "totp_disabled", "The user has no authenticator app.");
        }
        if (!credentials.totpMatches(userId, code)) {
            throw incorrect();
        }
    }

    private static ErrorResponseException incorrect() {
        return ErrorResponseException.unprocessable("form_code_incorrect", "The code is incorrect.", "code");
    }

    private static ErrorResponseException invalid(String strategy) {
        return new ErrorResponseException(
                400, "verification_strategy_invalid", strategy + " is not a second factor that this call takes.");
    }
}
