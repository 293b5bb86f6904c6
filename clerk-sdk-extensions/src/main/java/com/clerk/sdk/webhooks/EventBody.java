package com.clerk.sdk.webhooks;

import com.clerk.sdk.runtime.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the event in a body. What is no event ends in a reason of its own. */
final class EventBody {
    private EventBody() {}

    static WebhookEvent read(@Nullable String id, byte[] body) {
        var text = text(body);
        try {
            var event = WebhookEvent.read(id, JsonSource.of(text));
            // What has no type is no event; asking for it says so.
            Objects.requireNonNull(event.type(), "type");
            return event;
        } catch (ClerkDecodingException e) {
            throw unreadable(text, e);
        }
    }

    private static String text(byte[] body) {
        if (body.length == 0) {
            throw new WebhookVerificationException(WebhookVerificationReason.BODY_EMPTY, "The delivery has no body.");
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
        boolean json = isJson(text);
        return new WebhookVerificationException(
                json ? WebhookVerificationReason.BODY_NOT_AN_EVENT : WebhookVerificationReason.BODY_NOT_JSON,
                json
                        ? "The delivery's body is JSON of something else than an event."
                        : "The delivery's body is no JSON.",
                problem);
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
