package com.clerk.sdk.errors;

import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.FieldNames;
import com.clerk.sdk.runtime.JsonSink;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.gson.annotations.JsonAdapter;
import org.jspecify.annotations.Nullable;

/** One error of an error response. Every field may be missing. Immutable. */
@JsonAdapter(GsonAdapter.class)
public final class ClerkError extends Model {
    /** Reads and writes an error as JSON. */
    public static final Codec<ClerkError> CODEC = new JsonCodec();

    private static final FieldNames FIELDS = FieldNames.of("code", "message", "long_message", "meta");

    private final @Nullable String code;
    private final @Nullable String message;
    private final @Nullable String longMessage;
    private final @Nullable JsonValue meta;

    @JsonCreator
    private ClerkError(JsonSource in) {
        String code = null;
        String message = null;
        String longMessage = null;
        JsonValue meta = null;
        long outer = in.beginModel();
        while (in.hasNext()) {
            switch (in.nextName(FIELDS)) {
                case "code" -> code = in.string();
                case "message" -> message = in.string();
                case "long_message" -> longMessage = in.string();
                case "meta" -> meta = in.json();
                default -> addExtra(in);
            }
        }
        endModel(in, outer);
        this.code = code;
        this.message = message;
        this.longMessage = longMessage;
        this.meta = meta;
    }

    /**
     * Returns the code of the error, for programs.
     *
     * @return the code, such as {@code form_identifier_exists}, or null
     */
    public @Nullable String code() {
        return code;
    }

    /**
     * Returns a short description.
     *
     * @return Clerk's text, or null
     */
    public @Nullable String message() {
        return message;
    }

    /**
     * Returns a long description.
     *
     * @return Clerk's text, or null
     */
    public @Nullable String longMessage() {
        return longMessage;
    }

    /**
     * Returns details of the error. They may contain personal data: think before you log them.
     *
     * @return a JSON object, or null
     */
    public @Nullable JsonValue meta() {
        return meta;
    }

    /**
     * Returns the name of the request's field at fault.
     *
     * @return the name as sent, such as {@code email_address}, or null
     */
    public @Nullable String paramName() {
        var name = meta == null ? null : meta.get("param_name");
        return name != null && name.isString() ? name.asString() : null;
    }

    @Override
    protected void writeFields(JsonSink out) {
        out.string("code", code)
                .string("message", message)
                .string("long_message", longMessage)
                .json("meta", meta);
    }

    private static final class JsonCodec extends ModelCodec<ClerkError> {
        @Override
        public ClerkError read(JsonSource in) {
            return new ClerkError(in);
        }
    }
}
