package com.clerk.sdk.runtime;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.StringReader;
import java.io.StringWriter;

/**
 * Converts between JSON and classes of users, by gson. It is loaded on the first such conversion.
 *
 * <p>Messages name classes and places, and never quote the JSON; the messages of gson do, so they are not passed on.
 */
final class JsonBinder {
    private static final Gson GSON = gson(true);

    private JsonBinder() {}

    /** Loaded on the first conversion without secrets. */
    private static final class WithoutSecrets {
        private static final Gson GSON = gson(false);
    }

    private static Gson gson(boolean withSecrets) {
        var gson = new GsonBuilder()
                .serializeNulls()
                .disableHtmlEscaping()
                .setObjectToNumberStrategy(in -> Numbers.exact(in.nextString()))
                .setNumberToNumberStrategy(in -> Numbers.exact(in.nextString()));
        ScalarAdapters.register(gson);
        // Gson asks the factory that was registered last first.
        return gson.registerTypeAdapterFactory(new SdkTypeAdapters(withSecrets))
                .registerTypeAdapterFactory(new BindingChecks())
                .create();
    }

    static <T> T fromJson(String json, Class<T> type) {
        T value;
        var in = new JsonReader(new StringReader(json));
        in.setNestingLimit(Limits.BINDING_DEPTH);
        // Any other reader takes a number that is too long for it for text.
        in.setStrictness(Strictness.STRICT);
        try {
            value = GSON.fromJson(in, type);
        } catch (BindingFailure e) {
            throw e.of(type);
        } catch (JsonIOException e) {
            throw BindingFailure.inaccessible("$").of(type);
        } catch (RuntimeException e) {
            throw failure(e, in.getPath()).of(type);
        }
        if (value == null) {
            throw BindingFailure.unfit("$", "expected a value, found null").of(type);
        }
        return value;
    }

    private static BindingFailure failure(RuntimeException cause, String path) {
        return isUnreadable(cause)
                ? BindingFailure.tooLarge(path)
                : BindingFailure.unfit("$", "it is of another shape");
    }

    /** Returns whether gson's reader did not take the text. The text is JSON, so it is too large for the reader. */
    static boolean isUnreadable(RuntimeException e) {
        return e.getCause() instanceof MalformedJsonException;
    }

    /** Writes a value as JSON text, with or without the secrets of the models in it. */
    static String toJson(Object value, boolean withSecrets) {
        // A constant with a body is of an anonymous class.
        var type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        if (type == Object.class || type.isHidden() || isInstanceBound(type)) {
            throw unwritable(type);
        }
        var text = new StringWriter();
        try {
            var gson = withSecrets ? GSON : WithoutSecrets.GSON;
            gson.toJson(value, type, new DepthLimitedWriter(text));
        } catch (JsonParseException | UnsupportedOperationException e) {
            throw unwritable(type);
        }
        return text.toString();
    }

    /** Gson leaves out anonymous classes and local classes that are not static. */
    private static boolean isInstanceBound(Class<?> type) {
        return type.isAnonymousClass() || (type.isLocalClass() && !type.isRecord() && !type.isEnum());
    }

    private static IllegalArgumentException unwritable(Class<?> type) {
        return new IllegalArgumentException("A " + type.getName()
                + " cannot be converted to JSON: use a record, a class with fields that gson can access, or a map");
    }
}
