package com.clerk.sdk.webhooks;

import com.clerk.sdk.runtime.OpenEnum;

/** Why a delivery was refused. A later version may add some. */
public final class WebhookVerificationReason extends OpenEnum {
    /** The header with the id, the timestamp or the signatures is missing or blank. */
    public static final WebhookVerificationReason MISSING_HEADER = new WebhookVerificationReason("missing-header");

    /** One of these headers came twice, so that nobody can say which one was meant. */
    public static final WebhookVerificationReason DOUBLED_HEADER = new WebhookVerificationReason("doubled-header");

    /** One of these headers is longer than any that Clerk sends, or holds what no header may hold. */
    public static final WebhookVerificationReason INVALID_HEADER = new WebhookVerificationReason("invalid-header");

    /** The timestamp is no whole number of seconds since 1970. */
    public static final WebhookVerificationReason INVALID_TIMESTAMP =
            new WebhookVerificationReason("invalid-timestamp");

    /** The delivery was signed too long ago: somebody sends it again, or a clock is wrong. */
    public static final WebhookVerificationReason TIMESTAMP_TOO_OLD =
            new WebhookVerificationReason("timestamp-too-old");

    /** The delivery was signed too far in the future: a clock is wrong. */
    public static final WebhookVerificationReason TIMESTAMP_TOO_NEW =
            new WebhookVerificationReason("timestamp-too-new");

    /** No signature fits the delivery and a secret: forged, changed on its way, or for another endpoint. */
    public static final WebhookVerificationReason SIGNATURE_MISMATCH =
            new WebhookVerificationReason("signature-mismatch");

    /** The signature is good, and the body is empty. */
    public static final WebhookVerificationReason BODY_EMPTY = new WebhookVerificationReason("body-empty");

    /** The signature is good, and the body is no UTF-8. */
    public static final WebhookVerificationReason BODY_NOT_UTF8 = new WebhookVerificationReason("body-not-utf8");

    /** The signature is good, and the body is no JSON, or was cut off. */
    public static final WebhookVerificationReason BODY_NOT_JSON = new WebhookVerificationReason("body-not-json");

    /** The signature is good, and the body is JSON of something else than an event. */
    public static final WebhookVerificationReason BODY_NOT_EVENT = new WebhookVerificationReason("body-not-event");

    private WebhookVerificationReason(String value) {
        super(value);
    }

    /**
     * The reason with this text. No network.
     *
     * @param value the text, such as {@code signature-mismatch}
     * @return one of the constants when the text is known, else a new value that keeps it
     */
    public static WebhookVerificationReason of(String value) {
        return switch (value) {
            case "missing-header" -> MISSING_HEADER;
            case "doubled-header" -> DOUBLED_HEADER;
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
     * For a {@code switch}. No network.
     *
     * @return the constant, or {@link Known#OTHER} for every reason that this version does not know
     */
    public Known known() {
        return switch (value()) {
            case "missing-header" -> Known.MISSING_HEADER;
            case "doubled-header" -> Known.DOUBLED_HEADER;
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

        /** One of these headers came twice, so that nobody can say which one was meant. */
        DOUBLED_HEADER,

        /** One of these headers is longer than any that Clerk sends, or holds what no header may hold. */
        INVALID_HEADER,

        /** The timestamp is no whole number of seconds since 1970. */
        INVALID_TIMESTAMP,

        /** The delivery was signed too long ago: somebody sends it again, or a clock is wrong. */
        TIMESTAMP_TOO_OLD,

        /** The delivery was signed too far in the future: a clock is wrong. */
        TIMESTAMP_TOO_NEW,

        /** No signature fits the delivery and a secret: forged, changed on its way, or for another endpoint. */
        SIGNATURE_MISMATCH,

        /** The signature is good, and the body is empty. */
        BODY_EMPTY,

        /** The signature is good, and the body is no UTF-8. */
        BODY_NOT_UTF8,

        /** The signature is good, and the body is no JSON, or was cut off. */
        BODY_NOT_JSON,

        /** The signature is good, and the body is JSON of something else than an event. */
        BODY_NOT_EVENT,

        /** Any other reason. */
        OTHER
    }
}
