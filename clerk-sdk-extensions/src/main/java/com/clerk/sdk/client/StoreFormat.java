package com.clerk.sdk.client;

import com.clerk.sdk.client.TokenStoreException.Reason;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The JSON in the file of a {@link FileTokenStore}. A later version of the format gets a higher number. */
final class StoreFormat {
    /** More than any content that {@link #write} returns: four texts, in which each character may be escaped. */
    static final int MAX_BYTES = 256 << 10;

    private static final int MAX_TEXT = 16_384;
    private static final long VERSION = 1;

    private final Path file;

    StoreFormat(Path file) {
        this.file = file;
    }

    /** Returns the new content of the file, which {@link #read} accepts. */
    byte[] write(String instance, StoredClient client) {
        requireText("instance", instance);
        requireText("device id", client.deviceId());
        requireText("token", client.token());
        requireText("client id", client.clientId());
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("version", VERSION);
        fields.put("instance", instance);
        fields.put("device_id", client.deviceId());
        fields.put("token", client.token());
        fields.put("client_id", client.clientId());
        return JsonValue.of(fields).toJson().getBytes(StandardCharsets.UTF_8);
    }

    StoredClient read(String instance, byte[] content) {
        var fields = parse(content);
        requireVersion(fields);
        if (!instance.equals(text(fields, "instance"))) {
            throw new TokenStoreException(
                    Reason.OTHER_INSTANCE,
                    "The token store " + file + " belongs to another instance than " + instance
                            + ". Use one file for each instance, or the publishable key of the other one.",
                    null);
        }
        var deviceId = text(fields, "device_id");
        if (deviceId == null) {
            throw damaged("it has no device id", null);
        }
        return new StoredClient(deviceId, text(fields, "token"), text(fields, "client_id"));
    }

    private JsonValue parse(byte[] content) {
        JsonValue json;
        try {
            json = JsonValue.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException | ClerkDecodingException e) {
            throw damaged("it is cut off or not JSON", e);
        }
        if (!json.isObject()) {
            throw damaged("it is not a JSON object", null);
        }
        return json;
    }

    private void requireVersion(JsonValue fields) {
        var version = fields.get("version");
        if (version == null || !version.isNumber()) {
            throw damaged("it has no version", null);
        }
        if (version.asDouble() > VERSION) {
            throw new TokenStoreException(
                    Reason.NEWER_VERSION,
                    "The token store " + file + " was written by a newer version of the SDK. Use that version, or"
                            + " another file.",
                    null);
        }
    }

    /** Returns a text that can be sent in a header, or null if the field is null or missing. */
    private @Nullable String text(JsonValue fields, String name) {
        var value = fields.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || !isText(value.asString())) {
            throw damaged("its " + name + " is not a text that a store has", null);
        }
        return value.asString();
    }

    private void requireText(String name, @Nullable String value) {
        if (value != null && !isText(value)) {
            throw new TokenStoreException(
                    Reason.UNAVAILABLE,
                    "The token store " + file + " cannot be written: the new " + name + " is empty, is longer than "
                            + MAX_TEXT + " characters, or has blanks or other characters that a store does not have."
                            + " Check the program or the proxy that it comes from.",
                    null);
        }
    }

    private static boolean isText(String value) {
        return !value.isEmpty() && value.length() <= MAX_TEXT && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private TokenStoreException damaged(String problem, @Nullable Throwable cause) {
        return new TokenStoreException(
                Reason.DAMAGED,
                "The token store " + file + " cannot be used: " + problem + ". Put the file away and sign in again.",
                cause);
    }
}
