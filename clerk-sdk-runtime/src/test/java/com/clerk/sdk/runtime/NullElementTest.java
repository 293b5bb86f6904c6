package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in a list or map that has a null, too. */
class NullElementTest {
    private static Box box(String json) {
        return Box.CODEC.fromJson(json);
    }

    /** Returns the only model in a model. */
    private static Box only(Box box) {
        var boxes = box.items().isEmpty() ? List.copyOf(box.named().values()) : box.items();
        return boxes.get(0);
    }

    private static void assertSameJson(Model model, String json) {
        assertThat(JsonValue.parse(model.toJson())).isEqualTo(JsonValue.parse(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[null,%s]}",
                "{\"items\":[%s,null]}",
                "{\"items\":[%s]}",
                "{\"named\":{\"a\":null,\"b\":%s}}",
                "{\"named\":{\"b\":%s,\"a\":null}}",
                "{\"items\":[null,{\"named\":{\"a\":%s}}]}",
            })
    void aListOrMapOfAnotherTypeFailsOnAccess(String around) {
        var inner = "{\"tags\":[1],\"labels\":{\"k\":2},\"items\":[null,3],\"named\":{\"k\":4},\"later\":[null],"
                + "\"id\":\"b_1\"}";
        var json = around.formatted(inner);

        var outer = box(json);
        var box = only(outer);
        box = box.extras().isEmpty() ? only(box) : box;

        assertThatThrownBy(box::tags)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageContaining("Box has no tags of its type: expected text, found a number.");
        assertThatThrownBy(box::labels).hasMessageContaining("Box has no labels of its type: expected text");
        assertThatThrownBy(box::items).hasMessageContaining("Box has no items of its type: expected an object");
        assertThatThrownBy(box::named).hasMessageContaining("Box has no named of its type: expected an object");
        assertThat(box.id()).isEqualTo("b_1");
        assertSameJson(box, inner);
        assertSameJson(outer, json);
    }

    @Test
    void theFieldsAfterItAreRead() {
        var json = "{\"items\":[null,{\"tags\":[1]},{\"tags\":[null,\"a\"]},{\"tags\":[\"b\"]}],\"tags\":[\"c\"],"
                + "\"labels\":{\"k\":7},\"named\":{\"n\":{\"id\":\"b_2\"}},\"id\":\"b_1\"}";

        var box = box(json);

        assertThatThrownBy(box.items().get(0)::tags).isInstanceOf(ClerkDecodingException.class);
        assertThat(box.items().get(1).tags()).containsExactly("a");
        assertThat(box.items().get(2).tags()).containsExactly("b");
        assertThat(box.tags()).containsExactly("c");
        assertThatThrownBy(box::labels).isInstanceOf(ClerkDecodingException.class);
        assertThat(box.named()).containsOnlyKeys("n");
        assertThat(box.id()).isEqualTo("b_1");
        assertSameJson(box, json);
        assertSameJson(box.items().get(0), "{\"tags\":[1]}");
        assertSameJson(box.items().get(1), "{\"tags\":[null,\"a\"]}");
    }

    /** A model as the templates render one, with lists and maps of itself. */
    private static final class Box extends Model {
        private static final Codec<Box> CODEC = new JsonCodec();
        private static final FieldNames FIELDS = FieldNames.of("id", "tags", "labels", "items", "named");

        private final @Nullable String id;
        private final @Nullable List<String> tags;
        private final @Nullable Map<String, String> labels;
        private final @Nullable List<Box> items;
        private final @Nullable Map<String, Box> named;

        private Box(JsonSource in) {
            String id = null;
            List<String> tags = null;
            Map<String, String> labels = null;
            List<Box> items = null;
            Map<String, Box> named = null;
            long outer = in.beginModel();
            while (in.hasNext()) {
                switch (in.nextName(FIELDS)) {
                    case "id" -> id = in.string();
                    case "tags" -> tags = in.list(Codecs.STRING);
                    case "labels" -> labels = in.map(Codecs.STRING);
                    case "items" -> items = in.list(CODEC);
                    case "named" -> named = in.map(CODEC);
                    default -> addExtra(in);
                }
            }
            endModel(in, outer);
            this.id = id;
            this.tags = tags;
            this.labels = labels;
            this.items = items;
            this.named = named;
        }

        private String id() {
            return required(id, "id");
        }

        private List<String> tags() {
            return list(tags, "tags");
        }

        private Map<String, String> labels() {
            return map(labels, "labels");
        }

        private List<Box> items() {
            return list(items, "items");
        }

        private Map<String, Box> named() {
            return map(named, "named");
        }

        @Override
        protected void writeFields(JsonSink out) {
            out.string("id", id)
                    .list("tags", Codecs.STRING, tags)
                    .map("labels", Codecs.STRING, labels)
                    .list("items", CODEC, items)
                    .map("named", CODEC, named);
        }

        private static final class JsonCodec extends ModelCodec<Box> {
            @Override
            public Box read(JsonSource in) {
                return new Box(in);
            }
        }
    }
}
