package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private final AtomicInteger fetched = new AtomicInteger();

    private Page<Integer> pages(List<List<Integer>> pages) {
        var rest = pages.subList(1, pages.size());
        return Page.of(
                pages.get(0),
                OptionalLong.of(5),
                rest.isEmpty()
                        ? null
                        : () -> {
                            fetched.incrementAndGet();
                            return pages(rest);
                        });
    }

    private static <T> List<T> all(Iterable<T> items) {
        var all = new ArrayList<T>();
        items.forEach(all::add);
        return all;
    }

    @Test
    void leadsToTheNextPage() {
        var page = pages(List.of(List.of(1, 2), List.of(3)));
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.totalCount()).hasValue(5);
        assertThat(page.hasNext()).isTrue();
        assertThat(page.next().items()).containsExactly(3);
        assertThat(page.next().hasNext()).isFalse();
        assertThatThrownBy(() -> page.next().next()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theAutoPagerWalksOverEmptyPages() {
        var page = pages(List.of(List.of(1, 2), List.of(), List.of(), List.of(3), List.of()));
        assertThat(all(page.autoPager())).containsExactly(1, 2, 3);
        assertThat(page.stream()).containsExactly(1, 2, 3);
    }

    @Test
    void nothingIsFetchedBeforeItIsNeeded() {
        var page = pages(List.of(List.of(1, 2), List.of(3)));
        assertThat(page.stream().limit(2)).containsExactly(1, 2);
        var items = page.autoPager().iterator();
        items.next();
        items.next();
        assertThat(fetched).hasValue(0);
        assertThat(items.hasNext()).isTrue();
        assertThat(items.hasNext()).isTrue();
        assertThat(fetched).hasValue(1);
        items.next();
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void eachIterationBeginsAtThisPage() {
        var walk = pages(List.of(List.of(1), List.of(2))).autoPager();
        assertThat(all(walk)).containsExactly(1, 2);
        assertThat(all(walk)).containsExactly(1, 2);
    }

    @Test
    void afterAFailureTheIterationCanGoOn() {
        var broken = new AtomicInteger(1);
        Page<Integer> page = Page.of(List.of(1), OptionalLong.empty(), () -> {
            if (broken.getAndDecrement() > 0) {
                throw new ClerkDecodingException("once", "$");
            }
            return Page.of(List.of(2), OptionalLong.empty(), null);
        });
        var items = page.autoPager().iterator();
        items.next();
        assertThatThrownBy(items::hasNext).isInstanceOf(ClerkDecodingException.class);
        assertThat(items.next()).isEqualTo(2);
    }

    @Test
    void goesOnBehindTheIdOfTheLastElement() {
        var things = List.of(Thing.CODEC.fromJson("{\"id\":\"t_1\"}"), Thing.CODEC.fromJson("{\"id\":\"t_2\"}"));
        var asked = new ArrayList<String>();
        var page = Page.cursorPage(things, OptionalLong.empty(), id -> {
            asked.add(id);
            return Page.of(List.of(), OptionalLong.empty(), null);
        });
        assertThat(page.stream()).isEqualTo(page.items());
        assertThat(asked).containsExactly("t_2");
        assertThat(Page.cursorPage(List.<Thing>of(), OptionalLong.empty(), id -> page)
                        .hasNext())
                .isFalse();
    }

    @Test
    void anElementWithoutIdIsAFailureAndNotTheEnd() {
        var page = Page.cursorPage(
                List.of(Thing.CODEC.fromJson("{}")),
                OptionalLong.empty(),
                id -> Page.of(List.of(), OptionalLong.empty(), null));
        assertThat(page.hasNext()).isTrue();
        assertThatThrownBy(page::next).isInstanceOf(ClerkDecodingException.class);
    }

    private static Page<Thing> forever(List<Thing> items, AtomicInteger fetched) {
        return Page.of(items, OptionalLong.of(9_000_000_000_000_000_000L), () -> {
            fetched.incrementAndGet();
            return forever(items, fetched);
        });
    }

    @Test
    void aServerThatSendsTheSamePageAgainAndAgainIsLeft() {
        for (var json : List.of("{\"id\":\"t_1\"}", "{\"name\":\"without an id\"}")) {
            var fetched = new AtomicInteger();
            var things = forever(List.of(Thing.CODEC.fromJson(json)), fetched).autoPager();
            assertThatThrownBy(() -> all(things))
                    .isInstanceOf(ClerkDecodingException.class)
                    .hasMessage("this page was already sent as an earlier page");
            assertThat(fetched).hasValue(11);
        }
    }

    @Test
    void emptyPagesBetweenRepeatedOnesDoNotKeepALoopRunning() {
        var fetched = new AtomicInteger();
        var things = alternating(true, fetched).autoPager();
        assertThatThrownBy(() -> all(things))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage("this page was already sent as an earlier page");
        assertThat(fetched).hasValue(22);
    }

    private static Page<Thing> alternating(boolean full, AtomicInteger fetched) {
        return Page.of(full ? things("t", 1) : List.of(), OptionalLong.of(9_000), () -> {
            fetched.incrementAndGet();
            return alternating(!full, fetched);
        });
    }

    private static Page<Thing> circle(int number, int size, AtomicInteger fetched) {
        var thing = Thing.CODEC.fromJson("{\"id\":\"t_" + number + "\"}");
        return Page.of(List.of(thing), OptionalLong.empty(), () -> {
            fetched.incrementAndGet();
            return circle((number + 1) % size, size, fetched);
        });
    }

    // The first page of the circle is not fetched.
    @ParameterizedTest
    @CsvSource({"2, 12", "3, 13", "10, 20", "11, 22", "50, 100"})
    void aServerThatLeadsRoundInACircleIsLeft(int size, int requests) {
        var fetched = new AtomicInteger();
        var things = circle(0, size, fetched).autoPager();

        for (int round = 1; round < 3; round++) { // each iteration begins anew
            assertThatThrownBy(() -> all(things))
                    .isInstanceOf(ClerkDecodingException.class)
                    .hasMessage("this page was already sent as an earlier page");
            assertThat(fetched).hasValue(requests * round);
        }
    }

    private static List<Thing> things(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Thing.CODEC.fromJson("{\"id\":\"" + prefix + "_" + i + "\"}"))
                .toList();
    }

    /** Returns the page of two elements at an offset of a list that may grow, as Clerk would send it now. */
    private static Page<Thing> pageAt(int offset, List<Thing> list) {
        var items = list.subList(offset, Math.min(offset + 2, list.size()));
        int next = offset + items.size();
        return Page.of(items, OptionalLong.of(list.size()), next < list.size() ? () -> pageAt(next, list) : null);
    }

    private static List<Thing> take(int count, Iterator<Thing> walk) {
        return IntStream.range(0, count).mapToObj(i -> walk.next()).toList();
    }

    private static List<Thing> rest(Iterator<Thing> walk) {
        var rest = new ArrayList<Thing>();
        walk.forEachRemaining(rest::add);
        return rest;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 20})
    void pagesThatComeAgainBecauseElementsWereAddedDoNotEndTheWalk(int pages) {
        var old = things("old", 60);
        var list = new ArrayList<>(old);
        var walk = pageAt(0, list).autoPager().iterator();
        assertThat(take(40, walk)).isEqualTo(old.subList(0, 40));

        list.addAll(0, things("new", 2 * pages));
        assertThat(rest(walk)).isEqualTo(old.subList(40 - 2 * pages, 60));
    }

    @Test
    void afterAFreshPageRepeatedPagesAreCountedAnew() {
        var old = things("old", 60);
        var list = new ArrayList<>(old);
        var walk = pageAt(0, list).autoPager().iterator();
        take(40, walk);
        list.addAll(0, things("new", 40));
        assertThat(take(42, walk)).isEqualTo(old.subList(0, 42)); // twenty pages again, and a fresh one

        list.addAll(0, things("newer", 40));
        assertThat(rest(walk)).isEqualTo(old.subList(2, 60));
    }

    @Test
    void aServerThatPromisesElementsAndSendsNoneIsLeft() {
        var fetched = new AtomicInteger();
        var nothing = forever(List.of(), fetched).autoPager();
        assertThatThrownBy(() -> all(nothing))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage("more than 10 pages in a row are empty, and yet more are promised");
        assertThat(fetched).hasValue(11);
    }

    @Test
    void toStringShowsCountsOnly() {
        assertThat(pages(List.of(List.of(1, 2)))).hasToString("Page(2 items of 5)");
        assertThat(Page.of(List.of("canary"), OptionalLong.empty(), null)).hasToString("Page(1 items)");
    }
}
