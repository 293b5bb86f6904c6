package com.clerk.sdk.runtime;

/** An open enum as the templates render one. */
public final class Color extends OpenEnum {
    public static final Color RED = new Color("red");
    public static final Codec<Color> CODEC = new JsonCodec();

    private Color(String value) {
        super(value);
    }

    public static Color of(String value) {
        return value.equals("red") ? RED : new Color(value);
    }

    private static final class JsonCodec extends EnumCodec<Color> {
        @Override
        protected Color of(String value) {
            return Color.of(value);
        }
    }
}
