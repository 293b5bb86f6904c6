package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/**
 * Writes states, callers and claims when a user's gson writes them, by their {@code json()}. Gson finds it by the
 * annotations of the types.
 */
final class AuthTypeAdapter extends TypeAdapter<Object> {
    private final GsonAdapter values = new GsonAdapter();

    AuthTypeAdapter() {}

    @Override
    public void write(JsonWriter out, Object value) throws IOException {
        values.write(out, json(value));
    }

    private static JsonValue json(Object value) {
        if (value instanceof RequestState state) {
            return state.json();
        }
        return value instanceof Auth auth ? auth.json() : ((SessionClaims) value).json();
    }

    @Override
    public Object read(JsonReader in) {
        throw new JsonParseException("JSON cannot say who is signed in: authenticate the request, or verify the token");
    }
}
