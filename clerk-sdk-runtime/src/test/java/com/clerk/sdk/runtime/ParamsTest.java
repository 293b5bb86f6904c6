package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamsTest {
    private static final Upload FILE = Upload.of("a.txt", "text/plain", "canary".getBytes(StandardCharsets.UTF_8));

    @Test
    void holdsWhatIsSetByWhereItGoes() {
        var contents = ThingParams.of(p -> p.inQuery("q", List.of("a", Color.RED))
                        .inBody("b", Instant.ofEpochMilli(7))
                        .inHeader("X-Number", 5)
                        .cleared("c")
                        .file("f", FILE)
                        .extra("e", Map.of()))
                .contents();
        assertThat(contents.query()).containsExactly(Map.entry("q", JsonValue.of(List.of("a", "red"))));
        assertThat(contents.body()).containsExactly(Map.entry("b", JsonValue.of(7)), Map.entry("c", JsonValue.NULL));
        assertThat(contents.headers()).containsExactly(Map.entry("X-Number", "5"));
        assertThat(contents.uploads()).containsExactly(Map.entry("f", FILE));
        assertThat(contents.extra()).containsExactly(Map.entry("e", JsonValue.EMPTY_OBJECT));
        assertThat(contents.items()).isNull();
    }

    @Test
    void settingAFieldAgainReplacesItsValue() {
        var contents = ThingParams.of(p -> p.inBody("a", 1).cleared("a").inBody("a", 2))
                .contents();
        assertThat(contents.json().toJson()).isEqualTo("{\"a\":2}");
    }

    @Test
    void settingAListOfTheQueryAgainAddsToIt() {
        var contents = ThingParams.of(p -> p.inQuery("q", List.of("a"))
                        .inQuery("q", List.of("b", "c"))
                        .joinedInQuery("j", List.of("a", "b"))
                        .joinedInQuery("j", List.of("c")))
                .contents();
        assertThat(contents.query())
                .containsExactly(
                        Map.entry("q", JsonValue.of(List.of("a", "b", "c"))), Map.entry("j", JsonValue.of("a,b,c")));
    }

    @Test
    void aSingleValueOfTheQueryOrAHeaderCannotBeSetTwice() {
        var message = "a is set twice, but takes one value: set it once";
        assertThatThrownBy(() -> ThingParams.of(p -> p.inQuery("a", "1").inQuery("a", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> ThingParams.of(p -> p.inQuery("a", "1").inQuery("a", List.of("2"))))
                .hasMessage(message);
        assertThatThrownBy(() -> ThingParams.of(p -> p.inHeader("a", "1").inHeader("a", "2")))
                .hasMessage(message);
    }

    @Test
    void nullIsRefusedByTheNameOfTheField() {
        var expected = "limit must not be null; leave it unset instead";
        assertThatThrownBy(() -> ThingParams.of(p -> p.inQuery("limit", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(expected);
        assertThatThrownBy(() -> ThingParams.of(p -> p.inBody("limit", null))).hasMessage(expected);
        assertThatThrownBy(() -> ThingParams.of(p -> p.inHeader("limit", null))).hasMessage(expected);
        assertThatThrownBy(() -> ThingParams.of(p -> p.file("limit", null))).hasMessage(expected);
        assertThatThrownBy(() -> ThingParams.of(p -> p.extra("limit", null))).hasMessage(expected);
        assertThatThrownBy(() -> ThingParams.of(p -> p.asItems(null))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ThingParams.of(p -> p.extra(null, 1))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aNullWithinAMapIsSentAsNull() {
        var map = new HashMap<String, Object>();
        map.put("plan", null);
        assertThat(ThingParams.of(p -> p.inBody("metadata", map))
                        .contents()
                        .json()
                        .toJson())
                .isEqualTo("{\"metadata\":{\"plan\":null}}");
    }

    @Test
    void aValueThatCannotBeSentIsRefusedByTheNameOfTheField() {
        assertThatThrownBy(() -> ThingParams.of(p -> p.inBody("plan", new Thread("canary"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("plan cannot be sent: A java.lang.Thread cannot be converted to JSON");
        assertThatThrownBy(() -> ThingParams.of(p -> p.inBody("plan", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("plan ");
    }

    @Test
    void aHeaderThatHttpDoesNotAllowIsRefusedWithoutItsValue() {
        assertThatThrownBy(() -> ThingParams.of(p -> p.inHeader("X-Name", "canary\r\nX-Evil: 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Name")
                .hasMessageNotContaining("canary");
    }

    @Test
    void valuesAreCopiedAtOnce() {
        var list = new ArrayList<>(List.of("a"));
        var builder = new ThingParams.Builder().inBody("list", list).asItems(list);
        var params = builder.build();
        list.add("b");
        builder.inBody("more", 1);
        assertThat(params.contents().body()).containsExactly(Map.entry("list", JsonValue.of(List.of("a"))));
        assertThat(params.contents().items()).isEqualTo(JsonValue.of(List.of("a")));
        assertThatThrownBy(() -> params.contents().body().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anArrayIsTheWholeBody() {
        assertThat(ThingParams.of(p -> p.asItems(List.of(1)).inQuery("q", 2))
                        .contents()
                        .json()
                        .toJson())
                .isEqualTo("[1]");
    }

    @Test
    void aFieldThatClerkNeedsMustBeSet() {
        assertThatThrownBy(() -> new ThingParams.Builder().inBody("a", 1).build("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ThingParams requires b: set it");
        new ThingParams.Builder()
                .inBody("b", 1)
                .inQuery("q", 1)
                .inHeader("h", 1)
                .file("f", FILE)
                .asItems(List.of())
                .extra("e", 1)
                .build("b", "q", "h", "f", "items", "e");
    }

    @Test
    void toStringNamesFieldsAndShowsNoValue() {
        var params = ThingParams.of(p -> p.inQuery("q", "canary")
                .inBody("b", "canary")
                .inHeader("h", "canary")
                .asItems(List.of("canary"))
                .file("f", FILE)
                .extra("e", "canary"));
        assertThat(params).hasToString("ThingParams(q, h, b, items, f, e)");
        assertThat(params.contents()).hasToString("(q, h, b, items, f, e)");
        assertThat(ThingParams.of(p -> {})).hasToString("ThingParams()");
    }
}
