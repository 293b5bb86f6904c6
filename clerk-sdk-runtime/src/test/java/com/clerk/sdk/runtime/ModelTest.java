package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkError;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
    private static final String JSON = "{\"id\":\"t_1\",\"created_at\":5,\"tags\":[\"a\"],\"metadata\":{\"k\":null},"
            + "\"owner\":{\"id\":\"t_2\"},\"later\":[1,{\"x\":null}],\"nothing\":null}";

    private static Thing thing(String json) {
        return Thing.CODEC.fromJson(json);
    }

    @Test
    void readsItsFields() {
        var thing = thing(JSON);
        assertThat(thing.id()).isEqualTo("t_1");
        assertThat(thing.createdAt()).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(thing.tags()).containsExactly("a");
        assertThat(thing.metadata()).isEqualTo(JsonValue.parse("{\"k\":null}"));
        assertThat(thing.owner()).isEqualTo(thing("{\"id\":\"t_2\"}"));
    }

    @Test
    void keepsFieldsThatItDoesNotKnow() {
        var thing = thing(JSON);
        assertThat(thing.extra("later")).isEqualTo(JsonValue.parse("[1,{\"x\":null}]"));
        assertThat(thing.extra("nothing")).isEqualTo(JsonValue.NULL);
        assertThat(thing.extra("id")).isNull();
        assertThat(thing.extras()).containsOnlyKeys("later", "nothing");
        assertThat(thing("{}").extras()).isEmpty();
        assertThat(thing("{}").extra("later")).isNull();
        assertThatThrownBy(() -> thing.extras().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anUnknownFieldCanBeReadAsAType() {
        var thing = thing("{\"later\":{\"id\":\"t_9\"},\"nothing\":null}");
        assertThat(thing.extra("later", Thing.CODEC)).isEqualTo(thing("{\"id\":\"t_9\"}"));
        assertThat(thing.extra("nothing", Thing.CODEC)).isNull();
        assertThat(thing.extra("none", Thing.CODEC)).isNull();
        assertThatThrownBy(() -> thing.extra("later", Codecs.STRING)).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void writesTheKnownFieldsAndThenTheOthers() {
        assertThat(thing(JSON).toJson()).isEqualTo(JSON);
        assertThat(Thing.CODEC.toJson(thing(JSON))).isEqualTo(JSON);
        assertThat(thing("{\"zzz\":1,\"id\":\"t_1\"}").toJson()).isEqualTo("{\"id\":\"t_1\",\"zzz\":1}");
    }

    @Test
    void aFieldThatClerkLeftOutIsNoticedWhenItIsAskedFor() {
        var thing = thing("{\"id\":null}");
        assertThatThrownBy(thing::createdAt)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageStartingWith("Thing has no created_at: ")
                .extracting(e -> ((ClerkDecodingException) e).jsonPath())
                .isEqualTo("$.created_at");
        assertThatThrownBy(thing::id).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void whatWasReadIsWritten() {
        for (var json : List.of(
                "{}",
                "{\"id\":null,\"created_at\":null,\"tags\":null,\"metadata\":null,\"owner\":null,\"token\":null}",
                "{\"tags\":[]}",
                "{\"tags\":[null,\"a\",null]}",
                "{\"owner\":{\"id\":null,\"owner\":{\"tags\":null}}}",
                "{\"id\":7}",
                "{\"created_at\":\"soon\",\"tags\":\"none\",\"owner\":[{\"id\":\"t_2\"}],\"token\":{}}",
                "{\"created_at\":1.5}",
                "{\"created_at\":12345678901234567890}",
                "{\"tags\":[\"a\",1,{\"b\":null},null]}",
                "{\"owner\":{\"tags\":[true],\"later\":1},\"tags\":[\"a\"]}")) {
            assertThat(JsonValue.parse(thing(json).toJson())).isEqualTo(JsonValue.parse(json));
            assertThat(thing(json)).isEqualTo(thing(json));
        }
    }

    @Test
    void aValueOfAnotherTypeFailsOnAccessOnly() {
        var thing =
                thing("{\"id\":true,\"created_at\":\"soon\",\"tags\":[\"a\",7],\"owner\":{\"id\":1,\"token\":\"ok\"},"
                        + "\"token\":\"t\",\"metadata\":{\"a\":1}}");

        assertThatThrownBy(thing::id)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage(
                        "Thing has no id of its type: expected text, found true or false. The other fields can be used,"
                                + " and toJson() has the value. at $.id");
        assertThatThrownBy(thing::createdAt).hasMessageContaining("created_at");
        assertThatThrownBy(thing::tags).hasMessageContainingAll("tags", "expected text, found a number");
        assertThat(thing.owner()).isNotNull();
        assertThat(thing.owner().token()).isEqualTo("ok");
        assertThatThrownBy(() -> thing.owner().id()).hasMessageContaining("id");
        assertThat(thing.token()).isEqualTo("t");
        assertThat(thing.metadata()).isEqualTo(JsonValue.parse("{\"a\":1}"));
    }

    @Test
    void aValueOfAnotherTypeOutsideModelsFailsAtOnce() {
        assertThatThrownBy(() -> thing("[]")).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> Codecs.list(Thing.CODEC).fromJson("[{},7]"))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageEndingWith("at $[1]");
        assertThatThrownBy(() -> Codecs.STRING.fromJson("7")).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void secretsAndPrivateMetadataAreLeftOutAtAnyDepth() {
        var thing = thing("{\"id\":\"t_1\",\"token\":\"canary\",\"private_metadata\":\"canary\","
                + "\"owner\":{\"token\":\"canary\",\"tags\":[\"a\"]},"
                + "\"metadata\":{\"token\":\"kept\",\"list\":[{\"private_metadata\":{\"x\":\"canary\"}}]}}");
        assertThat(thing.toJsonWithoutSecrets())
                .isEqualTo("{\"id\":\"t_1\",\"metadata\":{\"token\":\"kept\",\"list\":[{}]},"
                        + "\"owner\":{\"tags\":[\"a\"]}}");
        assertThat(thing("{\"owner\":[{\"token\":\"canary\"}],\"id\":7,\"tags\":[null,\"a\"]}")
                        .toJsonWithoutSecrets())
                .isEqualTo("{\"id\":7,\"tags\":[\"a\"]}");
        assertThat(thing("{\"token\":null}").toJsonWithoutSecrets()).isEqualTo("{}");
        assertThat(thing("{\"token\":7}").toJsonWithoutSecrets()).isEqualTo("{}");
    }

    @Test
    void equalityGoesByTypeAndContent() {
        assertThat(thing(JSON)).isEqualTo(thing(JSON)).hasSameHashCodeAs(thing(JSON));
        assertThat(thing("{\"x\":1,\"y\":2}")).isEqualTo(thing("{\"y\":2,\"x\":1}"));
        assertThat(thing("{\"x\":1}")).isNotEqualTo(thing("{\"x\":2}"));
        assertThat(thing("{}")).isNotEqualTo(ClerkError.CODEC.fromJson("{}"));
        assertThat(thing("{}")).isNotEqualTo("{}");
    }

    @Test
    void toStringShowsTheIdAtMost() {
        assertThat(thing(JSON)).hasToString("Thing(id=t_1)");
        assertThat(thing("{\"tags\":[\"canary\"]}")).hasToString("Thing");
        assertThat(thing("{\"id\":\"a\\nb\\u202e\"}")).hasToString("Thing(id=ab)");
        assertThat(thing("{\"id\":\"" + "x".repeat(200) + "\"}").toString()).hasSizeLessThan(120);
    }

    @Test
    void anErrorOfClerkIsAModel() {
        var json = "{\"code\":\"c\",\"message\":\"m\",\"long_message\":\"l\",\"meta\":{\"param_name\":\"p\"},\"x\":1}";
        var error = ClerkError.CODEC.fromJson(json);
        assertThat(error.code()).isEqualTo("c");
        assertThat(error.message()).isEqualTo("m");
        assertThat(error.longMessage()).isEqualTo("l");
        assertThat(error.paramName()).isEqualTo("p");
        assertThat(error.meta()).isEqualTo(JsonValue.parse("{\"param_name\":\"p\"}"));
        assertThat(error.toJson()).isEqualTo(json);
    }

    @Test
    void everyFieldOfAnErrorMayBeMissing() {
        for (var json : List.of("{}", "{\"code\":null,\"message\":null,\"long_message\":null,\"meta\":null}")) {
            var error = ClerkError.CODEC.fromJson(json);
            assertThat(error.code()).isNull();
            assertThat(error.message()).isNull();
            assertThat(error.longMessage()).isNull();
            assertThat(error.paramName()).isNull();
        }
        assertThat(ClerkError.CODEC.fromJson("{\"meta\":{\"param_name\":7}}").paramName())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"created_at\":\"bad\",\"created_at\":5}       | {\"created_at\":5}",
                "{\"created_at\":\"bad\",\"created_at\":null}    | {\"created_at\":null}",
                "{\"created_at\":5,\"created_at\":\"bad\"}       | {\"created_at\":\"bad\"}",
                "{\"created_at\":null,\"created_at\":5}          | {\"created_at\":5}",
                "{\"tags\":[null,\"a\"],\"tags\":[\"b\"]}        | {\"tags\":[\"b\"]}",
                "{\"tags\":7,\"owner\":{\"tags\":8},\"tags\":[]}  | {\"tags\":[],\"owner\":{\"tags\":8}}",
                "{\"owner\":7,\"owner\":{\"tags\":8}}            | {\"owner\":{\"tags\":8}}",
                "{\"owner\":{\"tags\":8},\"owner\":{}}           | {\"owner\":{}}",
            })
    void ofTwoFieldsOfOneNameTheLastIsReadAndWritten(String json, String written) {
        assertThat(thing(json).toJson()).isEqualTo(written);
    }

    @Test
    void theLastOfTwoFieldsOfOneNameIsTheOneThatIsRead() {
        assertThat(thing("{\"created_at\":\"bad\",\"created_at\":5}").createdAt())
                .isEqualTo(Instant.ofEpochMilli(5));
        var odd = thing("{\"created_at\":5,\"created_at\":\"bad\"}");
        assertThatThrownBy(odd::createdAt).isInstanceOf(ClerkDecodingException.class);
    }

    /** The size of a field where references are not compressed. The map of unknown fields is older than that rule. */
    @Test
    void writingBackWhatWasReadCostsAModelAtMostSixteenBytes() {
        int bytes = Arrays.stream(Model.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .filter(field -> !field.getName().equals("extras"))
                .mapToInt(field -> field.getType() == int.class ? Integer.BYTES : Long.BYTES)
                .sum();

        assertThat(bytes).isEqualTo(16);
    }
}
