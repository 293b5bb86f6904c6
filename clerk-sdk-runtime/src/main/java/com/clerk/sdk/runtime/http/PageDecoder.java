package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Page;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decodes a page of a list and determines how to fetch the next one. */
final class PageDecoder<T> implements Decoder<Page<T>> {
    private static final String DEFAULT_FIELD = "data";
    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";
    private static final String STARTING_AFTER = "starting_after";
    private static final String ENDING_BEFORE = "ending_before";
    private static final long DEFAULT_LIMIT = 10;

    private final String itemsField;
    private final Codec<T> codec;
    private final Paging paging;
    private final boolean enveloped;

    PageDecoder(@Nullable String itemsField, Codec<T> codec, Paging paging, boolean enveloped) {
        this.itemsField = itemsField == null ? DEFAULT_FIELD : itemsField;
        this.codec = codec;
        this.paging = paging;
        this.enveloped = enveloped;
    }

    @Override
    public String acceptHeader() {
        return JsonDecoder.ACCEPT;
    }

    @Override
    public Page<T> decode(BufferedResponse response, HttpCall<Page<T>> call) {
        var json = JsonDecoder.bytes(response, call.operation());
        try {
            var rows = new Rows();
            var in = JsonSource.of(json);
            rows.read(in, enveloped);
            in.endDocument();
            if (rows.areErrors()) {
                throw call.refusal(response);
            }
            return page(rows.items(), rows.total(), call);
        } catch (ClerkDecodingException e) {
            throw JsonDecoder.during(call.operation(), e);
        }
    }

    private Page<T> page(List<T> items, OptionalLong total, HttpCall<Page<T>> call) {
        if (paging == Paging.SINGLE_PAGE || paging == Paging.SINGLE_PAGE_COUNTED) {
            return Page.of(items, total, null);
        }
        long limit = number(call.query(LIMIT), DEFAULT_LIMIT);
        if (pagesById(call)) {
            return items.size() < limit
                    ? Page.of(items, total, null)
                    : Page.cursorPage(items, total, id -> after(id, call));
        }
        // If a page before the end is empty, skip a whole page: the offset must grow.
        long next = number(call.query(OFFSET), 0) + (items.isEmpty() ? limit : items.size());
        boolean more = total.isPresent() ? next < total.getAsLong() : items.size() >= limit;
        return Page.of(
                items,
                total,
                more ? () -> call.withQuery(OFFSET, Long.toString(next)).execute() : null);
    }

    // The two cursors lead in opposite directions: the next page must not be asked for with both.
    private Page<T> after(String id, HttpCall<Page<T>> call) {
        return call.withoutQuery(ENDING_BEFORE).withQuery(STARTING_AFTER, id).execute();
    }

    private boolean pagesById(HttpCall<Page<T>> call) {
        if (paging != Paging.CURSOR_OR_OFFSET) {
            return paging == Paging.CURSOR;
        }
        var order = call.query("order_by");
        return call.query(OFFSET) == null && (order == null || isCreationOrder(order));
    }

    private static boolean isCreationOrder(String order) {
        return switch (order) {
            case "created_at", "+created_at", "-created_at" -> true;
            default -> false;
        };
    }

    private static long number(@Nullable String text, long defaultValue) {
        try {
            return text == null ? defaultValue : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return defaultValue;
        }
    }

    /** The content of a response: an array, or an object with an array in it, with or without an envelope. */
    private final class Rows {
        private @Nullable List<T> items;
        private @Nullable Long total;
        private boolean errors;

        void read(JsonSource in, boolean mayBeEnveloped) {
            if (in.atArray()) {
                items = rows(in);
                return;
            }
            in.beginObject();
            while (in.hasNext()) {
                var name = in.nextName();
                if (name.equals(itemsField) || name.equals(DEFAULT_FIELD)) {
                    items = rows(in);
                } else if (name.equals("total_count")) {
                    total = count(in.json());
                } else if (mayBeEnveloped && name.equals(OuterFields.RESPONSE) && (in.atArray() || in.atObject())) {
                    read(in, false);
                } else {
                    errors |= name.equals(OuterFields.ERRORS) && in.atArray();
                    in.skip();
                }
            }
            in.endObject();
        }

        /** Returns a count, or null if the value is not a count: a list is worth more than its count. */
        private static @Nullable Long count(JsonValue value) {
            try {
                return value.isNumber() && value.asLong() >= 0 ? value.asLong() : null;
            } catch (ClerkDecodingException e) {
                return null;
            }
        }

        private List<T> rows(JsonSource in) {
            List<T> rows = in.list(codec);
            return rows == null ? List.of() : rows;
        }

        /** Returns whether this is an error response in spite of its status. */
        boolean areErrors() {
            return errors && items == null;
        }

        List<T> items() {
            if (items == null) {
                throw new ClerkDecodingException("expected an array, or an object with " + itemsField, "$");
            }
            return items;
        }

        OptionalLong total() {
            return total == null ? OptionalLong.empty() : OptionalLong.of(total);
        }
    }
}
