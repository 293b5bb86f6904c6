package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Verifications of addresses and numbers by a code or a link. A key names the thing that is verified: its id. The code
 * is kept apart from the resource, which APIs show.
 */
final class Verifications {
    /** The code that is accepted for every address and number, unless the settings are strict. */
    static final String FIXED_CODE = "424242";

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CODES = 1_000_000;
    /** A code that nobody enters is forgotten once there are so many newer ones. */
    private static final int KEPT_SECRETS = 5_000;

    private final Instance instance;
    private final Messages messages;

    Verifications(Instance instance) {
        this.instance = instance;
        this.messages = new Messages(instance);
    }

    /** Returns a verification in the state before it is tried. */
    JsonObject unverified(String strategy) {
        return verification("unverified", strategy);
    }

    /** Returns a verification that has succeeded. */
    JsonObject verified(String strategy) {
        return verification("verified", strategy);
    }

    private JsonObject verification(String status, String strategy) {
        var verification = new JsonObject();
        verification.addProperty("object", "verification");
        verification.addProperty("status", status);
        verification.addProperty("strategy", strategy);
        verification.addProperty("attempts", 0);
        verification.addProperty("expire_at", instance.now() + LIFETIME.toMillis());
        return verification;
    }

    /**
     * Sends a code.
     *
     * @param key the id of what is verified
     * @param strategy {@code email_code}, {@code phone_code}, or one of those for the reset of a password
     * @param to the address or number
     * @return the verification, not verified yet
     */
    JsonObject sendCode(String key, String strategy, String to) {
        var row = secret(strategy);
        var code = code();
        row.addProperty("code", code);
        keep(key, row);
        var slug = strategy.startsWith("reset_password") ? "reset_password_code" : "verification_code";
        messages.send(channel(strategy), to, slug, code, null);
        return unverified(strategy);
    }

    /**
     * Sends a link, which leads to the {@code redirect_url} of the call in the end. An app gives a proof key and a
     * {@code redirect_uri} in place of it (RFC 7636): a mail program opens the link in a browser, not in the app.
     *
     * @param slug the kind of the message
     * @param key the id of what is verified
     */
    JsonObject sendLink(FrontendCall call, String slug, String key, String to) {
        var row = secret("email_link");
        var token = instance.ids().key("");
        var challenge = call.form().trimmed("code_challenge");
        if (challenge != null && !"S256".equals(call.form().trimmed("code_challenge_method"))) {
            throw ErrorResponseException.invalid("code_challenge_method", "S256");
        }
        row.addProperty("token", token);
        row.add("code_challenge", Json.of(challenge));
        row.addProperty("redirect_url", call.requireTarget(challenge == null ? "redirect_url" : "redirect_uri"));
        keep(key, row);
        var url = call.baseUrl() + "/v1/verify";
        messages.send(Messages.Channel.EMAIL, to, slug, null, url + "?token=" + key + "." + token);
        return unverified("email_link");
    }

    private JsonObject secret(String strategy) {
        var row = new JsonObject();
        row.addProperty("strategy", strategy);
        row.addProperty("expire_at", instance.now() + LIFETIME.toMillis());
        return row;
    }

    private void keep(String key, JsonObject row) {
        var secrets = instance.table("verification secret");
        // A row that replaces another has the place of the old one.
        secrets.remove(key);
        secrets.put(key, row);
        secrets.keepLast(KEPT_SECRETS);
    }

    private String code() {
        var bytes = instance.ids().bytes(4);
        var number = ((bytes[0] & 0xff) << 16) | ((bytes[1] & 0xff) << 8) | (bytes[2] & 0xff);
        return String.format(Locale.ROOT, "%06d", number % CODES);
    }

    private static Messages.Channel channel(String strategy) {
        return strategy.contains("phone") ? Messages.Channel.SMS : Messages.Channel.EMAIL;
    }

    /**
     * Checks a code.
     *
     * @param key the id of what is verified
     * @throws ErrorResponseException if no code was sent, it has expired, or it is another one
     */
    void checkCode(String key, @Nullable String strategy, String code) {
        var row = instance.table("verification secret").find(key);
        if (row == null || (strategy != null && !strategy.equals(Json.text(row, "strategy")))) {
            throw new ErrorResponseException(
                    400, "verification_missing", "No code was sent. The verification must be prepared first.");
        }
        if (Json.number(row, "expire_at") <= instance.now()) {
            throw new ErrorResponseException(400, "verification_expired", "The code has expired. A new one is needed.");
        }
        var isFixed = code.equals(FIXED_CODE) && !instance.settings().strictCodes();
        if (!isFixed && !code.equals(Json.text(row, "code"))) {
            throw ErrorResponseException.unprocessable("form_code_incorrect", "The code is incorrect.", "code");
        }
        instance.table("verification secret").remove(key);
    }

    /**
     * Uses up the token of a link.
     *
     * @return the key of what is verified in {@code key}, and {@code redirect_url}; null if the link is unknown
     */
    @Nullable
    JsonObject useLink(String token) {
        var end = token.lastIndexOf('.');
        var key = end < 0 ? token : token.substring(0, end);
        var row = instance.table("verification secret").find(key);
        if (row == null || !token.substring(end + 1).equals(Json.text(row, "token"))) {
            return null;
        }
        instance.table("verification secret").remove(key);
        var used = row.deepCopy();
        used.remove("token");
        used.addProperty("key", key);
        used.addProperty("expired", Json.number(row, "expire_at") <= instance.now());
        return used;
    }

    /** Returns a verification as it is shown, or JSON null. */
    static JsonElement view(@Nullable JsonObject verification) {
        return verification == null ? JsonNull.INSTANCE : verification.deepCopy();
    }
}
