package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.internal.FrontendResponse.Content;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client and the errors from the body of an answer:
 *
 * <ul>
 *   <li>{@code client} beside {@code response}; null says nothing, unless there is no response either
 *   <li>{@code response}, where an operation returns the client itself
 *   <li>{@code meta.client} in a refusal
 * </ul>
 *
 * <p>A body of another shape says nothing about the client.
 */
final class FrontendResponseReader {
    private final boolean returnsClient;
    private @Nullable Client client;
    private @Nullable Client returned;
    private boolean hasClient;
    private boolean hasResponse;
    private @Nullable String code;

    private FrontendResponseReader(boolean returnsClient) {
        this.returnsClient = returnsClient;
    }

    /**
     * Reads a body.
     *
     * @param body the body
     * @param returnsClient whether the operation returns the client
     */
    static Content read(byte[] body, boolean returnsClient) {
        var reader = new FrontendResponseReader(returnsClient);
        try {
            reader.readBody(JsonSource.of(body));
            return reader.content();
        } catch (ClerkDecodingException e) {
            return Content.NOTHING;
        }
    }

    private void readBody(JsonSource in) {
        if (!in.atObject()) {
            return;
        }
        in.beginObject();
        while (in.hasNext()) {
            readField(in.nextName(), in);
        }
        in.endObject();
        in.endDocument();
    }

    private void readField(String name, JsonSource in) {
        switch (name) {
            case "client" -> {
                hasClient = true;
                client = in.value(Client.CODEC);
            }
            case "response" -> readResponse(in);
            case "errors" -> code = firstCode(in.json());
            case "meta" -> readMeta(in.json());
            default -> in.skip();
        }
    }

    private void readResponse(JsonSource in) {
        hasResponse = in.atObject() || in.atArray();
        if (returnsClient) {
            hasClient = true;
            returned = in.value(Client.CODEC);
        } else {
            in.skip();
        }
    }

    private void readMeta(JsonValue meta) {
        var inMeta = meta.isObject() ? meta.get("client") : null;
        if (inMeta != null && inMeta.isObject()) {
            client = inMeta.as(Client.CODEC);
        }
    }

    private static @Nullable String firstCode(JsonValue errors) {
        var first = errors.isArray() && !errors.items().isEmpty() ? errors.at(0) : JsonValue.NULL;
        var value = first.isObject() ? first.get("code") : null;
        return value != null && value.isString() ? value.asString() : null;
    }

    private Content content() {
        var found = client == null ? returned : client;
        if (found != null) {
            found.id(); // an answer without it says nothing
        }
        return new Content(found, found == null && hasClient && !hasResponse && code == null, code);
    }
}
