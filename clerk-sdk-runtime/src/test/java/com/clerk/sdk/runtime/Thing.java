package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.gson.annotations.JsonAdapter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as the templates render one. */
@JsonAdapter(GsonAdapter.class)
public final class Thing extends Model {
    public static final Codec<Thing> CODEC = new JsonCodec();

    private static final FieldNames FIELDS = FieldNames.of("id", "created_at", "tags", "metadata", "owner", "token");

    private final @Nullable String id;
    private final @Nullable Instant createdAt;
    private final @Nullable List<String> tags;
    private final @Nullable JsonValue metadata;
    private final @Nullable Thing owner;
    private final @Nullable String token;

    @JsonCreator
    private Thing(JsonSource in) {
        String id = null;
        Instant createdAt = null;
        List<String> tags = null;
        JsonValue metadata = null;
        Thing owner = null;
        String token = null;
        long outer = in.beginModel();
        while (in.hasNext()) {
            switch (in.nextName(FIELDS)) {
                case "id" -> id = in.string();
                case "created_at" -> createdAt = in.millis();
                case "tags" -> tags = in.list(Codecs.STRING);
                case "metadata" -> metadata = in.json();
                case "owner" -> owner = in.value(Thing.CODEC);
                case "token" -> token = in.string();
                default -> addExtra(in);
            }
        }
        endModel(in, outer);
        this.id = id;
        this.createdAt = createdAt;
        this.tags = tags;
        this.metadata = metadata;
        this.owner = owner;
        this.token = token;
    }

    public String id() {
        return required(id, "id");
    }

    public Instant createdAt() {
        return required(createdAt, "created_at");
    }

    public List<String> tags() {
        return list(tags, "tags");
    }

    public JsonValue metadata() {
        return json(metadata);
    }

    public @Nullable Thing owner() {
        return optional(owner, "owner");
    }

    public @Nullable String token() {
        return optional(token, "token");
    }

    @Override
    protected @Nullable String cursor() {
        return id;
    }

    @Override
    protected void writeFields(JsonSink out) {
        out.string("id", id)
                .millis("created_at", createdAt)
                .list("tags", Codecs.STRING, tags)
                .json("metadata", metadata)
                .value("owner", Thing.CODEC, owner)
                .secret()
                .string("token", token);
    }

    private static final class JsonCodec extends ModelCodec<Thing> {
        @Override
        public Thing read(JsonSource in) {
            return new Thing(in);
        }
    }
}
