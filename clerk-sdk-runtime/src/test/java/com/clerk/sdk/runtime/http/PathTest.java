package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest extends HttpTest {
    private String target(String path, String... ids) {
        answer(200, "{}");
        client.get("things.get", path, ids).returnsVoid().execute();
        return taken().getTarget();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "user_2x,user_2x",
                "a/b,a%2Fb",
                "a\\b,a%5Cb",
                "ü,%C3%BC",
                "😀,%F0%9F%98%80",
                "100%,100%25",
                "%41,%2541",
                "a+b,a%2Bb",
                "a b,a%20b",
                "a;b=c,a%3Bb%3Dc",
                "a?b#c,a%3Fb%23c",
                "a@b:c,a%40b%3Ac",
                "...,...",
                ".a.,.a.",
                "a..b,a..b",
                "-._~,-._~",
                "a\tb,a%09b",
            })
    void anIdIsOneSegmentWhateverItHolds(String id, String segment) {
        assertThat(target("/things/{thing_id}/parts", id)).isEqualTo("/v1/things/" + segment + "/parts");
    }

    @Test
    void idsFillTheirPlacesInOrder() {
        assertThat(target("/a/{x}/b/{y}", "1", "2")).isEqualTo("/v1/a/1/b/2");
        assertThat(target("/a")).isEqualTo("/v1/a");
        assertThat(target("/a/{x}:run", "1")).isEqualTo("/v1/a/1:run");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                ".",
                "..",
                "%2e",
                "%2E%2e",
                ".%2e",
                "%252e%252E",
                "%25252e",
                "../x",
                "x/..",
                "x/../y",
                "a%2f..",
                "..%5cx",
                "..\\x",
                "a%252F%252e%252e"
            })
    void anIdThatWouldLeaveItsPlaceIsRefusedByTheNameOfTheParameter(String id) {
        assertThatThrownBy(() -> client.get("things.get", "/things/{thing_id}", id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("thing_id must not ");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anIdThatIsEncodedWithoutEndIsRefused() {
        assertThatThrownBy(() -> client.get("things.get", "/things/{thing_id}", "%" + "25".repeat(20) + "41"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theValueOfAnIdIsNotInTheMessage() {
        assertThatThrownBy(() -> client.get("things.get", "/things/{thing_id}", "../canary"))
                .hasMessageNotContaining("canary");
    }

    @Test
    void asManyIdsAsPlaces() {
        assertThatThrownBy(() -> client.get("things.get", "/things/{thing_id}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.get("things.get", "/things/{thing_id}", "a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
