package com.clerk.sdk.runtime;

import com.google.gson.Gson;
import com.google.gson.JsonIOException;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what gson would take silently: a missing component of a record that cannot be null, null for a primitive type,
 * and an unknown constant of an enum. Failures of gson become failures that name the place.
 */
final class BindingChecks implements TypeAdapterFactory {
    private static final List<Class<?>> OPTIONALS =
            List.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    @Override
    @SuppressWarnings("unchecked") // the raw type of a TypeToken<T> is a Class<T>
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        var delegate = gson.getDelegateAdapter(this, type);
        return new Checked<>(delegate, (Class<T>) type.getRawType());
    }

    private static final class Checked<T> extends TypeAdapter<T> {
        private final TypeAdapter<T> delegate;
        private final Class<T> type;

        Checked(TypeAdapter<T> delegate, Class<T> type) {
            this.delegate = delegate;
            this.type = type;
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            delegate.write(out, value);
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            var path = in.getPath();
            var token = in.peek();
            if (token == JsonToken.NULL && type.isPrimitive()) {
                throw missing(path, "null", type);
            }
            T value = type.isRecord() && token == JsonToken.BEGIN_OBJECT
                    ? readRecord(in, path)
                    : readAny(in, path, token);
            if (value == null && token != JsonToken.NULL && type.isEnum()) {
                throw token == JsonToken.STRING
                        ? BindingFailure.unfit(path, "expected one of " + constants() + ", found other text")
                        : unfit(path, token);
            }
            return value;
        }

        private @Nullable T readAny(JsonReader in, String path, JsonToken token) throws IOException {
            try {
                return delegate.read(in);
            } catch (BindingFailure e) {
                throw e;
            } catch (JsonIOException e) {
                throw BindingFailure.inaccessible(path);
            } catch (JsonParseException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
                throw JsonBinder.isUnreadable(e) ? e : unfit(path, token);
            } catch (RuntimeException e) {
                throw refused(path);
            }
        }

        /** The exception of gson quotes the values, so it is not passed on. */
        private BindingFailure refused(String path) {
            return BindingFailure.unfit(
                    path,
                    "expected " + type.getSimpleName() + ", found values that its constructor or adapter refused");
        }

        private BindingFailure unfit(String path, JsonToken found) {
            return BindingFailure.unfit(
                    path,
                    "expected " + type.getSimpleName() + ", found "
                            + com.clerk.sdk.runtime.internal.JsonToken.valueOf(found.name())
                                    .description());
        }

        private @Nullable T readRecord(JsonReader in, String path) {
            var json = JsonParser.parseReader(in).getAsJsonObject();
            for (var component : type.getRecordComponents()) {
                checkPresent(json, component, path);
            }
            try {
                return delegate.fromJsonTree(json);
            } catch (BindingFailure e) {
                throw e.within(path);
            } catch (JsonIOException e) {
                throw BindingFailure.inaccessible(path);
            } catch (RuntimeException e) {
                throw refused(path);
            }
        }

        private void checkPresent(JsonObject json, RecordComponent component, String path) {
            var names = names(component);
            if (names.stream().anyMatch(json::has)) {
                return;
            }
            if (OPTIONALS.contains(component.getType())) {
                json.add(names.get(0), JsonNull.INSTANCE);
            } else if (component.getType().isPrimitive()) {
                throw missing(path + "." + names.get(0), "nothing", component.getType());
            }
        }

        /** Returns the names of a component in the JSON. */
        private List<String> names(RecordComponent component) {
            try {
                var name = type.getDeclaredField(component.getName()).getAnnotation(SerializedName.class);
                if (name == null) {
                    return List.of(component.getName());
                }
                var names = new ArrayList<>(List.of(name.value()));
                names.addAll(List.of(name.alternate()));
                return names;
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("a component of a record has a field", e);
            }
        }

        private static BindingFailure missing(String path, String found, Class<?> type) {
            return new BindingFailure(
                    path,
                    "expected " + type.getSimpleName() + ", found " + found,
                    "declare it as a type that may be null, such as Integer, or as an Optional, or set the value");
        }

        private String constants() {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
        }
    }
}
