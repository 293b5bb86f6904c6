package com.clerk.sdk.webhooks;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the events in bodies. */
final class EventBody {
    private EventBody() {}

    static WebhookEvent read(@Nullable String id, byte[] body) {
        var text = text(body);
        try {
            return event(id, text);
        } catch (ClerkDecodingException e) {
            throw unreadable(text, e);
        }
    }

    private static WebhookEvent event(@Nullable String id, String text) {
        var in = JsonSource.of(text);
        var event = WebhookEvent.read(id, in);
        in.endDocument();
        if (event.type().isEmpty()) {
            throw new ClerkDecodingException("expected the type of an event, found no text in it", "$.type");
        }
        return event;
    }

    private static String text(byte[] body) {
        if (body.length == 0) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.BODY_EMPTY,
                    "The delivery has no body. Was it read before, by a filter or a parser?");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.BODY_NOT_UTF8, "The delivery's body is no UTF-8.", e);
        }
    }

    private static WebhookVerificationException unreadable(String text, ClerkDecodingException problem) {
        return isJson(text)
                ? new WebhookVerificationException(
                        WebhookVerificationReason.BODY_NOT_EVENT,
                        "The delivery's body is JSON, but no event as this version knows it.",
                        problem)
                : new WebhookVerificationException(
                        WebhookVerificationReason.BODY_NOT_JSON, "The delivery's body is no JSON.", problem);
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
