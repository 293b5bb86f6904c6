package com.clerk.sdk.client.steps;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a verification that choose the next step. Any of them may be missing or of a kind that is not known.
 */
record VerificationView(
        String status,
        String strategy,
        @Nullable Instant expiresAt,
        @Nullable String redirectUrl,
        @Nullable String errorCode,
        @Nullable String nonce) {
    private static final VerificationView NONE = new VerificationView("", "", null, null, null, null);

    /** Returns the verification in a property of an answer. */
    static VerificationView of(Model answer, String... path) {
        JsonValue value = JsonValue.parse(answer.toJson());
        for (var name : path) {
            var next = value.isObject() ? value.get(name) : null;
            value = next == null ? JsonValue.NULL : next;
        }
        return value.isObject() ? of(value) : NONE;
    }

    private static VerificationView of(JsonValue value) {
        var error = value.get("error");
        return new VerificationView(
                orEmpty(text(value, "status")),
                orEmpty(text(value, "strategy")),
                time(value.get("expire_at")),
                text(value, "external_verification_redirect_url"),
                error != null && error.isObject() ? code(error) : null,
                text(value, "nonce"));
    }

    private static @Nullable Instant time(@Nullable JsonValue millis) {
        return millis != null && millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }

    private static @Nullable String code(JsonValue error) {
        var code = text(error, "code");
        return code == null ? null : SafeText.of(code);
    }

    static @Nullable String text(JsonValue object, String name) {
        var value = object.get(name);
        return value != null && value.isString() ? value.asString() : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    boolean isVerified() {
        return status.equals("verified");
    }

    /**
     * Returns whether the account at a provider belongs to a sign-up where this is a sign-in, or the other way round.
     */
    boolean isTransferable() {
        return status.equals("transferable");
    }

    /** Returns whether the user refused at the provider. */
    boolean isCancelled() {
        return "oauth_access_denied".equals(errorCode);
    }

    /** Returns whether a message was sent by a strategy, and its code or link can still be used. */
    boolean isOpen(String by) {
        return status.equals("unverified")
                && strategy.equals(by)
                && (expiresAt == null || expiresAt.isAfter(Instant.now()));
    }

    @Override
    public String toString() {
        return "VerificationView(" + SafeText.of(strategy) + ", " + SafeText.of(status) + ")";
    }
}
