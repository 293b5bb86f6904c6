package com.clerk.sdk.webhooks;

import com.clerk.sdk.runtime.OpenEnum;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.HashMap;
import java.util.Map;

/** The reason why a delivery was refused. A later version may add reasons. */
@JsonAdapter(GsonAdapter.class)
public final class WebhookVerificationReason extends OpenEnum {
    private static final Map<String, WebhookVerificationReason> CONSTANTS = new HashMap<>();

    /** The header with the id, the timestamp or the signatures is missing or blank. */
    public static final WebhookVerificationReason MISSING_HEADER = constant("missing-header", Known.MISSING_HEADER);

    /** One of these headers is there more than once. */
    public static final WebhookVerificationReason DUPLICATE_HEADER =
            constant("duplicate-header", Known.DUPLICATE_HEADER);

    /** One of these headers is too long, or contains characters outside printable ASCII. */
    public static final WebhookVerificationReason INVALID_HEADER = constant("invalid-header", Known.INVALID_HEADER);

    /** The timestamp is not a whole number of seconds since 1970. */
    public static final WebhookVerificationReason INVALID_TIMESTAMP =
            constant("invalid-timestamp", Known.INVALID_TIMESTAMP);

    /** The delivery was signed too long ago: it is a replay, or a clock is wrong. */
    public static final WebhookVerificationReason TIMESTAMP_TOO_OLD =
            constant("timestamp-too-old", Known.TIMESTAMP_TOO_OLD);

    /** The delivery was signed too far in the future: a clock is wrong. */
    public static final WebhookVerificationReason TIMESTAMP_TOO_NEW =
            constant("timestamp-too-new", Known.TIMESTAMP_TOO_NEW);

    /** No signature matches: the delivery is forged, was changed on its way, or is for another endpoint. */
    public static final WebhookVerificationReason SIGNATURE_MISMATCH =
            constant("signature-mismatch", Known.SIGNATURE_MISMATCH);

    /** The signature is valid, but the body is empty. */
    public static final WebhookVerificationReason BODY_EMPTY = constant("body-empty", Known.BODY_EMPTY);

    /** The signature is valid, but the body is not valid UTF-8. */
    public static final WebhookVerificationReason BODY_NOT_UTF8 = constant("body-not-utf8", Known.BODY_NOT_UTF8);

    /** The signature is valid, but the body is not valid JSON, or is truncated. */
    public static final WebhookVerificationReason BODY_NOT_JSON = constant("body-not-json", Known.BODY_NOT_JSON);

    /** The signature is valid, but the body is not an event. */
    public static final WebhookVerificationReason BODY_NOT_EVENT = constant("body-not-event", Known.BODY_NOT_EVENT);

    private final Known known;

    private WebhookVerificationReason(String value, Known known) {
        super(value);
        this.known = known;
    }

    /** Called by the initializers of this class alone, which fill the map before anyone reads it. */
    private static WebhookVerificationReason constant(String value, Known known) {
        var constant = new WebhookVerificationReason(value, known);
        CONSTANTS.put(value, constant);
        return constant;
    }

    /**
     * Returns the reason with a text.
     *
     * @param value the text, such as {@code signature-mismatch}
     * @return one of the constants if the text is known, otherwise a new reason that keeps the text
     */
    public static WebhookVerificationReason of(String value) {
        var constant = CONSTANTS.get(value);
        return constant == null ? new WebhookVerificationReason(value, Known.OTHER) : constant;
    }

    /**
     * Returns the reason as an enum constant, for a {@code switch}.
     *
     * @return the constant, or {@link Known#OTHER} if this version does not know the reason
     */
    public Known known() {
        return known;
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
