package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.JsonToken;
import com.clerk.sdk.runtime.internal.NameTable;
import com.clerk.sdk.runtime.internal.Utf8JsonReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the JSON object in a header, a payload or a key, with the strict {@link Utf8JsonReader} of the runtime.
 * It refuses duplicate names (RFC 8725 section 2.4: two parsers could read two different tokens), and limits the depth
 * and the length of numbers.
 *
 * <p>It returns maps, lists, strings, booleans, null and numbers: a {@link Long} if that is sufficient, else a
 * {@link BigDecimal}.
 */
final class ClaimsReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 64;
    // The maps of Clerk's tokens need not grow, and have few free slots.
    private static final int MAX_CAPACITY = 32;
    private static final int NESTED_CAPACITY = 8;
    private static final int BYTES_PER_CLAIM = 16;

    /** The names in Clerk's tokens and keys. */
    private static final NameTable NAMES = new NameTable(List.of(("alg cat kid typ azp exp fea fva iat iss jti nbf o id"
                    + " per rol slg fpm pla sid sts sub v act aud org_id org_permissions org_role org_slug email scope e"
                    + " kty n use")
            .split(" ")));

    private ClaimsReader() {}

    /** Reads an object in UTF-8, and nothing after it. */
    static Map<String, @Nullable Object> read(byte[] utf8) throws MalformedException {
        try {
            var in = Utf8JsonReader.of(utf8, MAX_DEPTH);
            var object = object(in, Math.min(MAX_CAPACITY, utf8.length / BYTES_PER_CLAIM));
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw in.unexpected("nothing more");
            }
            return object;
        } catch (ClerkDecodingException e) {
            throw new MalformedException(e.problem());
        }
    }

    private static Map<String, @Nullable Object> object(Utf8JsonReader in, int capacity) throws MalformedException {
        in.beginObject();
        var object = new LinkedHashMap<String, @Nullable Object>(capacity);
        while (in.hasNext()) {
            int index = in.nextName(NAMES, NameTable.UNKNOWN);
            var name = index == NameTable.UNKNOWN ? in.nextName() : NAMES.name(index);
            // put() returns null both for a new name and for a null value, so compare sizes.
            int before = object.size();
            object.put(name, value(in));
            if (object.size() == before) {
                throw new MalformedException("a name is there twice");
            }
        }
        in.endObject();
        return object;
    }

    private static List<@Nullable Object> array(Utf8JsonReader in) throws MalformedException {
        in.beginArray();
        var array = new ArrayList<@Nullable Object>();
        while (in.hasNext()) {
            array.add(value(in));
        }
        in.endArray();
        return array;
    }

    private static @Nullable Object value(Utf8JsonReader in) throws MalformedException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> object(in, NESTED_CAPACITY);
            case BEGIN_ARRAY -> array(in);
            case STRING -> in.nextString();
            case BOOLEAN -> in.nextBoolean();
            case NUMBER -> in.nextWhole() ? (Number) in.whole() : decimal(in.nextNumber());
            case NULL -> {
                in.nextNull();
                yield null;
            }
            default -> throw in.unexpected("a value");
        };
    }

    private static BigDecimal decimal(String number) throws MalformedException {
        if (number.length() > MAX_NUMBER) {
            throw new MalformedException("a number is longer than " + MAX_NUMBER + " characters");
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw new MalformedException("a number is too large");
        }
    }
}
