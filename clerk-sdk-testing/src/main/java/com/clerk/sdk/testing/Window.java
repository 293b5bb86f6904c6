package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** The part of a list that a request asks for. */
record Window(int limit, long offset) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 500;

    static Window of(Query query) {
        var limit = query.number("limit").orElse(DEFAULT_LIMIT);
        var offset = query.number("offset").orElse(0);
        if (limit < 1) {
            throw Problem.invalid("limit", "1 to " + MAX_LIMIT);
        }
        if (offset < 0) {
            throw Problem.invalid("offset", "0 or more");
        }
        // Clerk does not refuse a larger limit: it answers as if none were given.
        return new Window(limit > MAX_LIMIT ? DEFAULT_LIMIT : (int) limit, offset);
    }

    List<JsonObject> of(List<JsonObject> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }

    /** The page with the number of all entries beside it. */
    JsonElement counted(List<JsonObject> all) {
        var page = new JsonObject();
        page.add("data", Json.array(of(all)));
        page.addProperty("total_count", all.size());
        return page;
    }
}
