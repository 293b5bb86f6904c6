package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The part of a list that a request asks for with {@code limit} and {@code offset}.
 *
 * @param limit the maximum number of entries
 * @param offset the number of entries to skip
 */
public record PageRange(int limit, long offset) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 500;

    /**
     * Reads the range from a query.
     *
     * @throws ErrorResponseException if the limit is below 1 or the offset is negative
     */
    public static PageRange of(Query query) {
        var limit = query.number("limit").orElse(DEFAULT_LIMIT);
        var offset = query.number("offset").orElse(0);
        if (limit < 1) {
            throw ErrorResponseException.invalid("limit", "1 to " + MAX_LIMIT);
        }
        if (offset < 0) {
            throw ErrorResponseException.invalid("offset", "0 or more");
        }
        // Clerk does not reject a larger limit: it responds as if the request had none.
        return new PageRange(limit > MAX_LIMIT ? DEFAULT_LIMIT : (int) limit, offset);
    }

    /** Returns the entries of the range, and reads no others. */
    public List<JsonObject> slice(List<JsonObject> all) {
        var start = (int) Math.min(offset, all.size());
        return List.copyOf(all.subList(start, start + Math.min(limit, all.size() - start)));
    }

    /**
     * Returns an object with the entries of the range in {@code data} and the size of the list in {@code total_count}.
     */
    public JsonElement pageOf(List<JsonObject> all) {
        var page = new JsonObject();
        page.add("data", Json.array(slice(all)));
        page.addProperty("total_count", all.size());
        return page;
    }
}
