package com.clerk.sdk.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model as the templates render one. */
public final class Thing extends Model {
    public static final Codec<Thing> CODEC = new JsonCodec();

    private final @Nullable String id;
    private final @Nullable Instant createdAt;
    private final @Nullable List<String> tags;
    private final @Nullable JsonValue metadata;
    private final @Nullable Thing owner;

    private Thing(JsonSource in) {
        String id = null;
        Instant createdAt = null;
        List<String> tags = null;
        JsonValue metadata = null;
        Thing owner = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "id" -> id = in.string();
                case "created_at" -> createdAt = in.millis();
                case "tags" -> tags = in.list(Codecs.STRING);
                case "metadata" -> metadata = in.json();
                case "owner" -> owner = in.value(Thing.CODEC);
                default -> addExtra(in);
            }
        }
        in.endObject();
        this.id = id;
        this.createdAt = createdAt;
        this.tags = tags;
        this.metadata = metadata;
        this.owner = owner;
    }

    public String id() {
        return required(id, "Thing", "id");
    }

    public Instant createdAt() {
        return required(createdAt, "Thing", "created_at");
    }

    public @Nullable List<String> tags() {
        return tags;
    }

    public @Nullable JsonValue metadata() {
        return metadata;
    }

    public @Nullable Thing owner() {
        return owner;
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
                .value("owner", Thing.CODEC, owner);
    }

    private static final class JsonCodec extends ModelCodec<Thing> {
        @Override
        public Thing read(JsonSource in) {
            return new Thing(in);
        }
    }
}
