package com.clerk.sdk.webhooks;

/** Why a delivery was refused. A later version may add some, so end a {@code switch} with {@code default}. */
public enum WebhookVerificationReason {
    /** A header with the id, the timestamp or the signatures is missing or blank. */
    MISSING_HEADER("missing-header"),

    /** One of these headers came twice, so nobody can say which one was meant. */
    DOUBLED_HEADER("doubled-header"),

    /** One of these headers is longer than any that Clerk sends, or holds characters that no header has. */
    INVALID_HEADER("invalid-header"),

    /** The timestamp is no whole number of seconds since 1970. */
    INVALID_TIMESTAMP("invalid-timestamp"),

    /** The delivery was signed too long ago: a replay, or a clock that is wrong. */
    TIMESTAMP_TOO_OLD("timestamp-too-old"),

    /** The delivery was signed too far in the future: a clock is wrong. */
    TIMESTAMP_TOO_NEW("timestamp-too-new"),

    /** No signature fits the delivery and a secret: it is not from Clerk, was changed, or is for another endpoint. */
    SIGNATURE_MISMATCH("signature-mismatch"),

    /** The signature is good, and the body is empty. */
    BODY_EMPTY("body-empty"),

    /** The signature is good, and the body is no UTF-8. */
    BODY_NOT_UTF8("body-not-utf8"),

    /** The signature is good, and the body is no JSON, or was cut off. */
    BODY_NOT_JSON("body-not-json"),

    /** The signature is good, and the body is JSON of something else than an event. */
    BODY_NOT_AN_EVENT("body-not-an-event");

    private final String value;

    WebhookVerificationReason(String value) {
        this.value = value;
    }

    /**
     * The reason as a word for logs and metrics. No network.
     *
     * @return such as {@code signature-mismatch}
     */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
