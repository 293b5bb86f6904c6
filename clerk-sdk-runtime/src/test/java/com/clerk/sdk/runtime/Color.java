package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.gson.annotations.JsonAdapter;

/** An open enum as the templates render one. */
@JsonAdapter(GsonAdapter.class)
public final class Color extends OpenEnum {
    public static final Color RED = new Color("red", true);
    public static final Codec<Color> CODEC = new JsonCodec();

    private Color(String value, boolean known) {
        super(value);
    }

    public static Color of(String value) {
        return value.equals("red") ? RED : new Color(value, false);
    }

    @JsonCreator
    static Color read(JsonSource in) {
        return CODEC.read(in);
    }

    private static final class JsonCodec extends EnumCodec<Color> {
        @Override
        protected Color of(String value) {
            return Color.of(value);
        }
    }
}
