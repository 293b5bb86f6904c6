package com.clerk.sdk.webhooks;

import com.clerk.sdk.runtime.OpenEnum;

/** The reason why a delivery was refused. A later version may add reasons. */
public final class WebhookVerificationReason extends OpenEnum {
    /** The header with the id, the timestamp or the signatures is missing or blank. */
    public static final WebhookVerificationReason MISSING_HEADER = new WebhookVerificationReason("missing-header");

    /** One of these headers is there more than once. */
    public static final WebhookVerificationReason DUPLICATE_HEADER = new WebhookVerificationReason("duplicate-header");

    /** One of these headers is too long, or contains characters outside printable ASCII. */
    public static final WebhookVerificationReason INVALID_HEADER = new WebhookVerificationReason("invalid-header");

    /** The timestamp is not a whole number of seconds since 1970. */
    public static final WebhookVerificationReason INVALID_TIMESTAMP =
            new WebhookVerificationReason("invalid-timestamp");

    /** The delivery was signed too long ago: it is a replay, or a clock is wrong. */
    public static final WebhookVerificationReason TIMESTAMP_TOO_OLD =
            new WebhookVerificationReason("timestamp-too-old");

    /** The delivery was signed too far in the future: a clock is wrong. */
    public static final WebhookVerificationReason TIMESTAMP_TOO_NEW =
            new WebhookVerificationReason("timestamp-too-new");

    /** No signature matches: the delivery is forged, was changed on its way, or is for another endpoint. */
    public static final WebhookVerificationReason SIGNATURE_MISMATCH =
            new WebhookVerificationReason("signature-mismatch");

    /** The signature is valid, but the body is empty. */
    public static final WebhookVerificationReason BODY_EMPTY = new WebhookVerificationReason("body-empty");

    /** The signature is valid, but the body is not valid UTF-8. */
    public static final WebhookVerificationReason BODY_NOT_UTF8 = new WebhookVerificationReason("body-not-utf8");

    /** The signature is valid, but the body is not valid JSON, or is truncated. */
    public static final WebhookVerificationReason BODY_NOT_JSON = new WebhookVerificationReason("body-not-json");

    /** The signature is valid, but the body is not an event. */
    public static final WebhookVerificationReason BODY_NOT_EVENT = new WebhookVerificationReason("body-not-event");

    private WebhookVerificationReason(String value) {
        super(value);
    }

    /**
     * Returns the reason with a text.
     *
     * @param value the text, such as {@code signature-mismatch}
     * @return one of the constants if the text is known, otherwise a new reason that keeps the text
     */
    public static WebhookVerificationReason of(String value) {
        return switch (value) {
            case "missing-header" -> MISSING_HEADER;
            case "duplicate-header" -> DUPLICATE_HEADER;
            case "invalid-header" -> INVALID_HEADER;
            case "invalid-timestamp" -> INVALID_TIMESTAMP;
            case "timestamp-too-old" -> TIMESTAMP_TOO_OLD;
            case "timestamp-too-new" -> TIMESTAMP_TOO_NEW;
            case "signature-mismatch" -> SIGNATURE_MISMATCH;
            case "body-empty" -> BODY_EMPTY;
            case "body-not-utf8" -> BODY_NOT_UTF8;
            case "body-not-json" -> BODY_NOT_JSON;
            case "body-not-event" -> BODY_NOT_EVENT;
            default -> new WebhookVerificationReason(value);
        };
    }

    /**
     * Returns the reason as an enum constant, for a {@code switch}.
     *
     * @return the constant, or {@link Known#OTHER} if this version does not know the reason
     */
    public Known known() {
        return switch (value()) {
            case "missing-header" -> Known.MISSING_HEADER;
            case "duplicate-header" -> Known.DUPLICATE_HEADER;
            case "invalid-header" -> Known.INVALID_HEADER;
            case "invalid-timestamp" -> Known.INVALID_TIMESTAMP;
            case "timestamp-too-old" -> Known.TIMESTAMP_TOO_OLD;
            case "timestamp-too-new" -> Known.TIMESTAMP_TOO_NEW;
            case "signature-mismatch" -> Known.SIGNATURE_MISMATCH;
            case "body-empty" -> Known.BODY_EMPTY;
            case "body-not-utf8" -> Known.BODY_NOT_UTF8;
            case "body-not-json" -> Known.BODY_NOT_JSON;
            case "body-not-event" -> Known.BODY_NOT_EVENT;
            default -> Known.OTHER;
        };
    }

    /** The reasons that this version knows. */
    public enum Known {
        /** The header with the id, the timestamp or the signatures is missing or blank. */
        MISSING_HEADER,

        /** One of these headers is there more than once. */
        DUPLICATE_HEADER,

        /** One of these headers is too long, or contains characters outside printable ASCII. */
        INVALID_HEADER,

        /** The timestamp is not a whole number of seconds since 1970. */
        INVALID_TIMESTAMP,

        /** The delivery was signed too long ago: it is a replay, or a clock is wrong. */
        TIMESTAMP_TOO_OLD,

        /** The delivery was signed too far in the future: a clock is wrong. */
        TIMESTAMP_TOO_NEW,

        /** No signature matches: the delivery is forged, was changed on its way, or is for another endpoint. */
        SIGNATURE_MISMATCH,

        /** The signature is valid, but the body is empty. */
        BODY_EMPTY,

        /** The signature is valid, but the body is not valid UTF-8. */
        BODY_NOT_UTF8,

        /** The signature is valid, but the body is not valid JSON, or is truncated. */
        BODY_NOT_JSON,

        /** The signature is valid, but the body is not an event. */
        BODY_NOT_EVENT,

        /** Any other reason. */
        OTHER
    }
}
