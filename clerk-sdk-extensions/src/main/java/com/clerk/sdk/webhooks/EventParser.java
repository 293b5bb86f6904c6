package com.clerk.sdk.webhooks;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parses the event in the body of a delivery. */
final class EventParser {
    private EventParser() {}

    static WebhookEvent parse(@Nullable String id, byte[] body) {
        var text = decode(body);
        try {
            return parse(id, text);
        } catch (ClerkDecodingException e) {
            throw unreadable(text, e);
        }
    }

    private static WebhookEvent parse(@Nullable String id, String text) {
        var event = WebhookEvent.read(id, text);
        if (event.type().isEmpty()) {
            throw new ClerkDecodingException("expected the type of an event, found an empty text", "$.type");
        }
        return event;
    }

    private static String decode(byte[] body) {
        if (body.length == 0) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.BODY_EMPTY,
                    "The body is empty. Check that no filter or parser reads it before you do.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.BODY_NOT_UTF8, "The body is not valid UTF-8.", e);
        }
    }

    private static WebhookVerificationException unreadable(String text, ClerkDecodingException problem) {
        return isJson(text)
                ? new WebhookVerificationException(
                        WebhookVerificationReason.BODY_NOT_EVENT,
                        "The body is valid JSON, but not an event that this version of the SDK can read.",
                        problem)
                : new WebhookVerificationException(
                        WebhookVerificationReason.BODY_NOT_JSON, "The body is not valid JSON.", problem);
    }

    private static boolean isJson(String text) {
        try {
            JsonValue.parse(text);
            return true;
        } catch (ClerkDecodingException e) {
            return false;
        }
    }
}
