package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.google.gson.annotations.JsonAdapter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, with access to the next page. Immutable and thread-safe.
 *
 * @param <T> type of the elements
 */
@JsonAdapter(GsonAdapter.class)
public final class Page<T> {
    private final List<T> items;
    private final OptionalLong totalCount;
    private final @Nullable Supplier<Page<T>> next;

    private Page(List<T> items, OptionalLong totalCount, @Nullable Supplier<Page<T>> next) {
        this.items = List.copyOf(items);
        this.totalCount = totalCount;
        this.next = next;
    }

    /**
     * Creates a page. Tests can use this to create pages.
     *
     * @param items the elements
     * @param totalCount number of elements on all pages together, if it is known
     * @param next fetches the next page, or null if this is the last one
     * @return the page
     * @param <T> type of the elements
     */
    public static <T> Page<T> of(List<T> items, OptionalLong totalCount, @Nullable Supplier<Page<T>> next) {
        return new Page<>(items, totalCount, next);
    }

    /**
     * Creates a page whose next page starts after the id of its last element. The transport uses it, and tests can use
     * it to create pages.
     *
     * @param items the elements
     * @param totalCount number of elements on all pages together, if it is known
     * @param next fetches the page that starts after the element with the given id
     * @return the page; a page without elements is the last one
     * @param <T> type of the elements
     */
    public static <T> Page<T> cursorPage(List<T> items, OptionalLong totalCount, Function<String, Page<T>> next) {
        if (items.isEmpty()) {
            return new Page<>(items, totalCount, null);
        }
        T last = items.get(items.size() - 1);
        return new Page<>(items, totalCount, () -> next.apply(cursor(last)));
    }

    private static String cursor(Object last) {
        var cursor = last instanceof Model model ? model.cursor() : null;
        if (cursor == null) {
            throw new ClerkDecodingException("the last element has no id, which the next page starts after", "$");
        }
        return cursor;
    }

    /**
     * Returns the elements of this page.
     *
     * @return an immutable list
     */
    public List<T> items() {
        return items;
    }

    /**
     * Returns the number of elements on all pages together.
     *
     * @return the count that Clerk sent with this page; empty if it did not send one
     */
    public OptionalLong totalCount() {
        return totalCount;
    }

    /**
     * Returns whether there is a page after this one. If Clerk does not send a count, a full page is assumed to have a
     * next page, which may turn out to be empty.
     *
     * @return false for the last page
     */
    public boolean hasNext() {
        return next != null;
    }

    /**
     * Fetches the next page over the network.
     *
     * @return the next page
     * @throws NoSuchElementException if this is the last one
     * @throws ClerkException if the call fails
     */
    public Page<T> next() {
        if (next == null) {
            throw new NoSuchElementException("This is the last page");
        }
        return next.get();
    }

    /**
     * Returns the elements of this page and of all later pages. When an iteration reaches the end of a page,
     * {@code hasNext()} fetches the next one over the network and may throw a {@link ClerkException}, also if the
     * server sends nothing but earlier pages, or more than ten empty pages in a row. Each iteration starts at this
     * page.
     *
     * @return the elements, for a {@code for} loop
     */
    public Iterable<T> autoPager() {
        return new AutoPager<>(this);
    }

    /**
     * Returns the elements of this page and of all later pages as a stream. At the end of each page, the stream fetches
     * the next one over the network and may throw a {@link ClerkException}.
     *
     * @return a sequential stream
     */
    public Stream<T> stream() {
        var characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(autoPager().iterator(), characteristics), false);
    }

    /**
     * Returns this page as JSON text, in the form in which Clerk sends it: an object with the elements in {@code data}
     * and, if it is known, the {@code total_count}. The text contains everything that Clerk sent, so think before you
     * log it or send it to a browser.
     *
     * @return the text, in one line
     * @throws IllegalArgumentException if an element is not of a type of the SDK and cannot be converted to JSON
     */
    public String toJson() {
        var text = new StringWriter();
        write(JsonSink.to(text));
        return text.toString();
    }

    /**
     * Returns this page as JSON text, without what must not reach a browser: models are written as
     * {@link Model#toJsonWithoutSecrets()} writes them, also inside elements of other types. Jackson and gson write
     * this text when they write a page.
     *
     * @return the text, in one line
     * @throws IllegalArgumentException if an element is not of a type of the SDK and cannot be converted to JSON
     */
    @com.fasterxml.jackson.annotation.JsonValue
    @JsonRawValue
    public String toJsonWithoutSecrets() {
        var text = new StringWriter();
        write(JsonSink.withoutSecrets(text));
        return text.toString();
    }

    private void write(JsonSink out) {
        out.beginObject().name("data").beginArray();
        items.forEach(out::any);
        out.endArray();
        if (totalCount.isPresent()) {
            out.integer("total_count", totalCount.getAsLong());
        }
        out.endObject();
    }

    /** Jackson finds this method when it is to read a page, and fails at its parameter. */
    @JsonCreator
    static Page<JsonValue> read(JsonSource in) {
        return of(Codecs.list(Codecs.JSON).read(in), OptionalLong.empty(), null);
    }

    @Override
    public String toString() {
        var total = totalCount.isPresent() ? " of " + totalCount.getAsLong() : "";
        return "Page(" + items.size() + " items" + total + ")";
    }

    private record AutoPager<T>(Page<T> first) implements Iterable<T> {
        @Override
        public Iterator<T> iterator() {
            return new ItemIterator<>(first);
        }
    }

    private static final class ItemIterator<T> implements Iterator<T> {
        private static final int MAX_EMPTY_PAGES = 10;
        private static final int MAX_REPEATED_PAGES = 10;

        private final Set<String> lastIds = new HashSet<>();
        private Page<T> page;
        private Iterator<T> items;
        private int emptyPages;
        private int repeatedPages;

        private ItemIterator(Page<T> first) {
            this.page = first;
            this.items = first.items.iterator();
            wasSeen(first);
        }

        @Override
        public boolean hasNext() {
            // An empty page need not be the last one: elements may have been deleted between two calls.
            while (!items.hasNext() && page.hasNext()) {
                var next = page.next();
                checkProgress(next);
                page = next;
                items = page.items.iterator();
            }
            return items.hasNext();
        }

        // A server that ignores the offset, or promises more elements than there are, must not keep a loop running.
        private void checkProgress(Page<T> next) {
            emptyPages = next.items.isEmpty() ? emptyPages + 1 : 0;
            if (emptyPages > MAX_EMPTY_PAGES) {
                throw new ClerkDecodingException(
                        "more than " + MAX_EMPTY_PAGES + " pages in a row are empty, and yet more are promised", "$");
            }
            if (!next.items.isEmpty()) {
                checkRepeatedPages(next);
            }
        }

        // Elements that are added to a list by offset push the others back. Pages then come again: each of the earlier
        // ones once, if many elements are added at a time. A longer row of them means that the server does not go on.
        private void checkRepeatedPages(Page<T> next) {
            repeatedPages = wasSeen(next) ? repeatedPages + 1 : 0;
            if (repeatedPages > Math.max(MAX_REPEATED_PAGES, lastIds.size())) {
                throw new ClerkDecodingException("this page was already sent as an earlier page", "$");
            }
        }

        private boolean wasSeen(Page<T> next) {
            var id = lastId(next);
            return id != null ? !lastIds.add(id) : next.items.equals(page.items);
        }

        private static @Nullable String lastId(Page<?> page) {
            var items = page.items;
            return !items.isEmpty() && items.get(items.size() - 1) instanceof Model model ? model.cursor() : null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("There are no more elements");
            }
            return items.next();
        }
    }
}
