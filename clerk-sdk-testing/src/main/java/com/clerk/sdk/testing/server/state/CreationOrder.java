package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of the rows of a table by their field {@code created_at}, the oldest first. Rows of the same time stand in
 * the order in which they were added; rows without a time come last.
 */
final class CreationOrder {
    /**
     * The place of a row.
     *
     * @param createdAt the time in milliseconds since the epoch
     * @param number how many rows were added before
     * @param id the id of the row
     */
    private record Place(long createdAt, long number, String id) {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::createdAt).thenComparingLong(Place::number);
    }

    private final List<Place> places = new ArrayList<>();
    private final Map<String, Place> placeById = new HashMap<>();
    private long count;

    /** Adds a row, or moves it if its time has changed. */
    void add(String id, JsonObject row) {
        var old = placeById.get(id);
        var createdAt = Json.value(row, "created_at") == null ? Long.MAX_VALUE : Json.number(row, "created_at");
        if (old != null && old.createdAt() == createdAt) {
            return;
        }
        remove(id);
        var place = new Place(createdAt, old == null ? count++ : old.number(), id);
        // The position where a place that is not there belongs, as binarySearch returns it.
        places.add(-1 - Collections.binarySearch(places, place, Place.ORDER), place);
        placeById.put(id, place);
    }

    void remove(String id) {
        var place = placeById.remove(id);
        if (place != null) {
            places.remove(Collections.binarySearch(places, place, Place.ORDER));
        }
    }

    void clear() {
        places.clear();
        placeById.clear();
    }

    String idAt(int position) {
        return places.get(position).id();
    }

    /** Returns the position of a row, or -1 if it is not there. */
    int positionOf(String id) {
        var place = placeById.get(id);
        return place == null ? -1 : Collections.binarySearch(places, place, Place.ORDER);
    }
}
