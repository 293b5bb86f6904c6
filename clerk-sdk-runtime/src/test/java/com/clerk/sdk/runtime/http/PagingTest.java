package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Page;
import com.clerk.sdk.runtime.Thing;
import com.clerk.sdk.runtime.ThingParams;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest extends HttpTest {
    private ApiRequest request(Consumer<ThingParams.Builder> params) {
        return client.get("things.list", "/things").params(params(params));
    }

    private Page<Thing> list(Paging paging, Consumer<ThingParams.Builder> params) {
        return request(params).returnsPage(Thing.CODEC, paging).execute();
    }

    private static String array(int from, int size) {
        var json = new StringBuilder("[");
        for (int i = from; i < from + size; i++) {
            json.append(i == from ? "" : ",").append(thing("t_" + i));
        }
        return json.append(']').toString();
    }

    private void answerArray(int from, int size) {
        answer(200, array(from, size));
    }

    private void answerCounted(int from, int size, int total) {
        answer(200, "{\"data\":" + array(from, size) + ",\"total_count\":" + total + "}");
    }

    private String query() {
        return String.valueOf(taken().getUrl().query());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"t_1\"}]",
                "{\"data\":[{\"id\":\"t_1\"}],\"total_count\":1}",
                "{\"total_count\":1,\"data\":[{\"id\":\"t_1\"}],\"more\":{}}",
                "{\"things\":[{\"id\":\"t_1\"}],\"total_count\":1}",
                "{\"response\":[{\"id\":\"t_1\"}],\"client\":null}",
                "{\"client\":{},\"response\":{\"data\":[{\"id\":\"t_1\"}],\"total_count\":1}}",
            })
    void aListIsUnderstoodHoweverItComes(String body) {
        answer(200, body);
        var page = request(p -> {})
                .envelope()
                .returnsPage("things", Thing.CODEC, Paging.OFFSET)
                .execute();
        assertThat(ids(page.items())).containsExactly("t_1");
        assertThat(page.totalCount().orElse(1)).isEqualTo(1);
        assertThat(page.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "1.5", "1e30", "-1", "[]", "{}", "true"})
    void anOddCountCostsNoList(String count) {
        answer(200, "{\"total_count\":" + count + ",\"data\":[{\"id\":\"t_1\"}]}");
        var page = list(Paging.OFFSET, p -> {});
        assertThat(ids(page.items())).containsExactly("t_1");
        assertThat(page.totalCount()).isEmpty();
        assertThat(page.hasNext()).isFalse();
    }

    @Test
    void aListThatIsNullIsEmpty() {
        answer(200, "{\"data\":null,\"total_count\":null}");
        var page = list(Paging.OFFSET, p -> {});
        assertThat(page.items()).isEmpty();
        assertThat(page.totalCount()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"total_count\":3}", "{\"items\":[]}", "{\"response\":{\"data\":[]}}", "7", "null"})
    void whatHasNoListInItIsAFailure(String body) {
        answer(200, body);
        assertThatThrownBy(() -> list(Paging.OFFSET, p -> {}))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageStartingWith("things.list: ");
    }

    @Test
    void aFailureWithinAListHasItsPath() {
        answer(200, "{\"data\":[{},7]}");
        assertThatThrownBy(() -> list(Paging.OFFSET, p -> {}))
                .hasMessage("things.list: expected an object, found a number at $.data[1]");
        answer(200, "[] x");
        assertThatThrownBy(() -> list(Paging.OFFSET, p -> {})).hasMessage("things.list: this is not JSON (byte 3)");
    }

    @Test
    void aCountedListIsWalkedByOffsetToItsTotal() {
        answerCounted(0, 10, 23);
        answerCounted(10, 10, 23);
        answerCounted(20, 3, 23);
        var page = list(Paging.OFFSET, p -> p.inQuery("q", "x"));
        assertThat(page.totalCount()).hasValue(23);
        assertThat(ids(page.autoPager())).hasSize(23).doesNotHaveDuplicates();
        assertThat(query()).isEqualTo("q=x");
        assertThat(query()).isEqualTo("q=x&offset=10");
        assertThat(query()).isEqualTo("q=x&offset=20");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aWalkBeginsAtTheOffsetThatWasAskedFor() {
        answerCounted(20, 2, 23);
        answerCounted(22, 1, 23);
        assertThat(ids(list(Paging.OFFSET, p -> p.inQuery("offset", 20).inQuery("limit", 2))
                        .autoPager()))
                .containsExactly("t_20", "t_21", "t_22");
        taken();
        assertThat(query()).isEqualTo("offset=22&limit=2");
    }

    @Test
    void anEmptyPageInTheMiddleDoesNotEndTheWalk() {
        answerCounted(0, 5, 20);
        answerCounted(0, 0, 20);
        answerCounted(10, 5, 20);
        answerCounted(15, 5, 20);
        var page = list(Paging.OFFSET, p -> p.inQuery("limit", 5));
        assertThat(ids(page.autoPager())).hasSize(15);
        assertThat(query()).isEqualTo("limit=5");
        assertThat(query()).isEqualTo("limit=5&offset=5");
        assertThat(query()).isEqualTo("limit=5&offset=10");
        assertThat(query()).isEqualTo("limit=5&offset=15");
    }

    @Test
    void aShortPageInTheMiddleLosesNothing() {
        answerCounted(0, 3, 6);
        answerCounted(3, 3, 6);
        assertThat(ids(list(Paging.OFFSET, p -> p.inQuery("limit", 5)).autoPager()))
                .hasSize(6);
        taken();
        assertThat(query()).isEqualTo("limit=5&offset=3");
    }

    @Test
    void anUncountedListEndsWithAPageThatIsNotFull() {
        answerArray(0, 10);
        answerArray(10, 9);
        assertThat(ids(list(Paging.OFFSET, p -> {}).autoPager())).hasSize(19);
        answerArray(0, 2);
        answerArray(0, 0);
        assertThat(ids(list(Paging.OFFSET, p -> p.inQuery("limit", 2)).autoPager()))
                .hasSize(2);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void anUncountedListInWhichTheLastElementComesAgainIsWalkedToItsEnd() {
        answerArray(0, 10);
        answerArray(9, 1);
        assertThat(ids(list(Paging.OFFSET, p -> {}).autoPager())).hasSize(11).endsWith("t_9", "t_9");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aCountedListInWhichAPageComesAgainIsWalkedToItsEnd() {
        answerCounted(0, 10, 20);
        answerCounted(0, 10, 30); // ten elements were added before the first
        answerCounted(10, 10, 30);
        var ids = ids(list(Paging.OFFSET, p -> {}).autoPager());
        assertThat(ids).hasSize(30).endsWith("t_19").contains("t_0", "t_10");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aFlaggedListAsksForItsCount() {
        answerCounted(0, 2, 3);
        answerCounted(2, 1, 3);
        assertThat(ids(list(Paging.OFFSET_COUNTED, p -> p.inQuery("limit", 2)).autoPager()))
                .hasSize(3);
        assertThat(query()).isEqualTo("limit=2&paginated=true");
        assertThat(query()).isEqualTo("limit=2&paginated=true&offset=2");
        answerArray(0, 1);
        list(Paging.OFFSET_COUNTED, p -> p.inQuery("paginated", false));
        assertThat(query()).isEqualTo("paginated=false");
    }

    @Test
    void aFlaggedListWithoutOffsetAsksForItsCountAndIsOnePage() {
        answerArray(0, 10);
        assertThat(list(Paging.SINGLE_PAGE_COUNTED, p -> {}).hasNext()).isFalse();
        assertThat(query()).isEqualTo("paginated=true");
    }

    @Test
    void aListByIdGoesOnBehindItsLastElement() {
        answerArray(0, 2);
        answerArray(2, 2);
        answerArray(4, 1);
        assertThat(ids(list(Paging.CURSOR, p -> p.inQuery("limit", 2)).autoPager()))
                .containsExactly("t_0", "t_1", "t_2", "t_3", "t_4");
        assertThat(query()).isEqualTo("limit=2");
        assertThat(query()).isEqualTo("limit=2&starting_after=t_1");
        assertThat(query()).isEqualTo("limit=2&starting_after=t_3");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aPageBeforeAnElementIsFollowedByThePageAfterItsOwnLastOne() {
        answerArray(0, 2);
        answerArray(2, 1);
        var page = list(
                Paging.CURSOR,
                p -> p.inQuery("limit", 2).inQuery("ending_before", "t_2").inQuery("q", "x"));
        assertThat(ids(page.autoPager())).containsExactly("t_0", "t_1", "t_2");
        assertThat(query()).isEqualTo("limit=2&ending_before=t_2&q=x");
        assertThat(query()).isEqualTo("limit=2&q=x&starting_after=t_1");
    }

    @Test
    void aListByIdWithoutLimitHasPagesOfTen() {
        answerArray(0, 10);
        assertThat(list(Paging.CURSOR, p -> {}).hasNext()).isTrue();
        answerArray(0, 9);
        assertThat(list(Paging.CURSOR, p -> {}).hasNext()).isFalse();
        answerArray(0, 0);
        assertThat(list(Paging.CURSOR, p -> {}).hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "+created_at", "-created_at"})
    void inTheOrderOfCreationAListIsWalkedById(String order) {
        answerArray(0, 1);
        answerArray(1, 0);
        list(Paging.CURSOR_OR_OFFSET, p -> p.inQuery("limit", 1).inQuery("order_by", order))
                .next();
        taken();
        assertThat(taken().getUrl().queryParameter("starting_after")).isEqualTo("t_0");
    }

    @Test
    void withoutAnOrderAListIsWalkedById() {
        answerArray(0, 1);
        answerArray(1, 0);
        list(Paging.CURSOR_OR_OFFSET, p -> p.inQuery("limit", 1)).next();
        taken();
        assertThat(query()).isEqualTo("limit=1&starting_after=t_0");
    }

    @ParameterizedTest
    @CsvSource({"order_by,-last_sign_in_at", "order_by,created_at_not", "offset,0", "offset,7"})
    void inAnotherOrderOrFromAnOffsetAListIsWalkedByOffset(String name, String value) {
        answerArray(0, 1);
        answerArray(1, 1);
        answerArray(2, 0);
        var page = list(Paging.CURSOR_OR_OFFSET, p -> p.inQuery("limit", 1).inQuery(name, value));
        assertThat(ids(page.autoPager())).hasSize(2);
        taken();
        long first = name.equals("offset") ? Long.parseLong(value) : 0;
        for (long offset : new long[] {first + 1, first + 2}) {
            var url = taken().getUrl();
            assertThat(url.queryParameter("offset")).isEqualTo(String.valueOf(offset));
            assertThat(url.queryParameter("starting_after")).isNull();
        }
    }

    @Test
    void aListThatGivesEverythingHasNoNextPage() {
        answerArray(0, 10);
        assertThat(list(Paging.SINGLE_PAGE, p -> {}).hasNext()).isFalse();
        answerCounted(0, 10, 20);
        assertThat(list(Paging.SINGLE_PAGE, p -> {}).hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 501, Long.MAX_VALUE})
    void aLimitThatClerkWouldIgnoreIsRefusedBeforeTheCall(long limit) {
        assertThatThrownBy(() -> request(p -> p.inQuery("limit", limit)).returnsPage(Thing.CODEC, Paging.OFFSET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("limit must be 1 to 500");
        assertThatThrownBy(() -> request(p -> p.extra("limit", limit)).returnsPage(Thing.CODEC, Paging.SINGLE_PAGE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void theLimitsOfTheLimitAreAllowed(int limit) {
        answerArray(0, 0);
        list(Paging.OFFSET, p -> p.inQuery("limit", limit));
        assertThat(query()).isEqualTo("limit=" + limit);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFFSET", "CURSOR"})
    void theOptionsOfACallHoldForItsNextPages(Paging paging) {
        answerArray(0, 1);
        answerArray(1, 0);
        request(p -> p.inQuery("limit", 1))
                .returnsPage(Thing.CODEC, paging)
                .with(CallOptions.builder().bearer("ak_1").build())
                .execute()
                .next();
        assertThat(taken().getHeaders().get("Authorization")).isEqualTo("Bearer ak_1");
        assertThat(taken().getHeaders().get("Authorization")).isEqualTo("Bearer ak_1");
    }

    @Test
    void aPageCanComeAsynchronously() {
        answerCounted(0, 1, 2);
        answerCounted(1, 1, 2);
        var page = request(p -> {})
                .returnsPage(Thing.CODEC, Paging.OFFSET)
                .executeAsync()
                .join();
        assertThat(ids(page.autoPager())).containsExactly("t_0", "t_1");
    }
}
