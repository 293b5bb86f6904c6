package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, and the way to the next. Immutable.
 *
 * @param <T> type of the elements
 */
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
     * Makes a page; tests can make theirs this way. No network.
     *
     * @param items the elements
     * @param totalCount how many elements all pages have together, if that is known
     * @param next gets the next page, or null if this is the last one
     * @return a page
     * @param <T> type of the elements
     */
    public static <T> Page<T> of(List<T> items, OptionalLong totalCount, @Nullable Supplier<Page<T>> next) {
        return new Page<>(items, totalCount, next);
    }

    /**
     * Makes a page after which the list goes on behind the id of the last element. No network.
     *
     * @param items the elements
     * @param totalCount how many elements all pages have together, if that is known
     * @param next gets the page behind the element with some id
     * @return a page; the last one if it has no elements
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
            throw new ClerkDecodingException("the last element has no id by which the list could go on", "$");
        }
        return cursor;
    }

    /**
     * The elements of this page. No network.
     *
     * @return an immutable list
     */
    public List<T> items() {
        return items;
    }

    /**
     * How many elements all pages have together. No network.
     *
     * @return Clerk's count when it made this page; empty if it gave none
     */
    public OptionalLong totalCount() {
        return totalCount;
    }

    /**
     * Whether there is a page after this one. No network. Where Clerk does not count, a full page counts as having a
     * next one, which may turn out empty.
     *
     * @return false for the last page
     */
    public boolean hasNext() {
        return next != null;
    }

    /**
     * Gets the next page. Calls Clerk.
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
     * The elements of this page and of all after it. Nothing is called until the iteration comes to the end of a page;
     * then {@code hasNext()} calls Clerk and may throw a {@link ClerkException}. Each iteration begins at this page.
     *
     * @return what a {@code for} loop can walk
     */
    public Iterable<T> autoPager() {
        return new AutoPager<>(this);
    }

    /**
     * The elements of this page and of all after it, fetched as the stream needs them: it calls Clerk at the end of
     * each page and may throw a {@link ClerkException}.
     *
     * @return a sequential stream
     */
    public Stream<T> stream() {
        var characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(autoPager().iterator(), characteristics), false);
    }

    @Override
    public String toString() {
        return "Page(" + items.size() + " items" + (totalCount.isPresent() ? " of " + totalCount.getAsLong() : "")
                + ")";
    }

    private record AutoPager<T>(Page<T> first) implements Iterable<T> {
        @Override
        public Iterator<T> iterator() {
            return new Walk<>(first);
        }
    }

    private static final class Walk<T> implements Iterator<T> {
        private Page<T> page;
        private Iterator<T> items;

        private Walk(Page<T> first) {
            this.page = first;
            this.items = first.items.iterator();
        }

        @Override
        public boolean hasNext() {
            // An empty page is not the end: rows may have gone between two calls.
            while (!items.hasNext() && page.hasNext()) {
                page = page.next();
                items = page.items.iterator();
            }
            return items.hasNext();
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
