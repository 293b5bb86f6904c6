package com.clerk.sdk.runtime;

import java.util.List;
import java.util.function.Consumer;

/** Params as the templates render them, with a setter for every place a value can go to. */
public final class ThingParams extends Params {
    private ThingParams(Builder builder, String... required) {
        super(builder, required);
    }

    public static ThingParams of(Consumer<Builder> params) {
        var builder = new Builder();
        params.accept(builder);
        return builder.build();
    }

    public static final class Builder extends Params.Builder<Builder> {
        public Builder() {}

        public Builder inQuery(String name, Object value) {
            return query(name, value);
        }

        public Builder joinedInQuery(String name, List<?> values) {
            return query(name, ",", values);
        }

        public Builder inBody(String name, Object value) {
            return body(name, value);
        }

        public Builder inHeader(String name, Object value) {
            return header(name, value);
        }

        public Builder cleared(String name) {
            return clear(name);
        }

        public Builder asItems(List<?> items) {
            return items("items", items);
        }

        public Builder file(String name, Upload upload) {
            return upload(name, upload);
        }

        public ThingParams build(String... required) {
            return new ThingParams(this, required);
        }
    }
}
