package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkError;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The types of the SDK, written and read by the JSON mappers of users: Jackson 2, Jackson 3 and gson. */
class MappersTest {
    private static final String SECRET =
            "{\"id\":\"t_1\",\"created_at\":null,\"owner\":{\"id\":\"t_2\",\"token\":\"canary\"},"
                    + "\"token\":\"canary\",\"private_metadata\":{\"a\":\"canary\"},\"later\":[1.50,12345678901234567890,\"</a>\"]}";
    private static final String SHOWN = "{\"id\":\"t_1\",\"created_at\":null,\"owner\":{\"id\":\"t_2\"},"
            + "\"later\":[1.50,12345678901234567890,\"</a>\"]}";

    /** A type of an application that contains types of the SDK. */
    public record Answer(
            Thing user,
            List<Thing> users,
            Map<String, JsonValue> values,
            Page<Thing> page,
            Color color,
            ClerkError error,
            @Nullable JsonValue nothing) {}

    /** A type of an application that a mapper reads. */
    public static class Request {
        public @Nullable Thing user;
        public @Nullable Page<Thing> page;
        public @Nullable JsonValue value;
        public @Nullable Color color;
    }

    interface Mapper {
        String write(Object value) throws Exception;

        Object read(String json, Class<?> type) throws Exception;
    }

    static List<Mapper> mappers() {
        var jackson2 = new com.fasterxml.jackson.databind.ObjectMapper();
        var jackson3 = new tools.jackson.databind.ObjectMapper();
        var gson = new GsonBuilder().disableHtmlEscaping().create();
        return List.of(
                mapper(jackson2::writeValueAsString, jackson2::readValue),
                mapper(jackson3::writeValueAsString, jackson3::readValue),
                mapper(gson::toJson, gson::fromJson));
    }

    private interface Writing {
        String write(Object value) throws Exception;
    }

    private interface Reading {
        Object read(String json, Class<?> type) throws Exception;
    }

    private static Mapper mapper(Writing writing, Reading reading) {
        return new Mapper() {
            @Override
            public String write(Object value) throws Exception {
                return writing.write(value);
            }

            @Override
            public Object read(String json, Class<?> type) throws Exception {
                return reading.read(json, type);
            }
        };
    }

    private static Thing thing() {
        return Thing.CODEC.fromJson(SECRET);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void everyTypeIsWrittenWithoutSecrets(Mapper mapper) throws Exception {
        assertThat(mapper.write(thing())).isEqualTo(SHOWN);
        assertThat(mapper.write(List.of(thing()))).isEqualTo("[" + SHOWN + "]");
        assertThat(mapper.write(JsonValue.parse(SECRET).get("later")))
                .isEqualTo("[1.50,12345678901234567890,\"</a>\"]");
        assertThat(mapper.write(JsonValue.NULL)).isEqualTo("null");
        assertThat(mapper.write(Color.of("blue"))).isEqualTo("\"blue\"");
        assertThat(mapper.write(page())).isEqualTo("{\"data\":[" + SHOWN + "],\"total_count\":3}");
        assertThat(mapper.write(error())).isEqualTo("{\"code\":\"c\",\"message\":null}");
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void everyTypeIsWrittenInsideATypeOfTheCaller(Mapper mapper) throws Exception {
        var answer = new Answer(
                thing(),
                List.of(thing()),
                Map.of("a", JsonValue.parse("{\"b\":null}")),
                page(),
                Color.RED,
                error(),
                null);

        var json = JsonValue.parse(mapper.write(answer));

        assertThat(json.get("user")).isEqualTo(JsonValue.parse(SHOWN));
        assertThat(json.get("users")).isEqualTo(JsonValue.parse("[" + SHOWN + "]"));
        assertThat(json.get("values")).isEqualTo(JsonValue.parse("{\"a\":{\"b\":null}}"));
        assertThat(json.get("page")).isEqualTo(JsonValue.parse("{\"data\":[" + SHOWN + "],\"total_count\":3}"));
        assertThat(json.get("color")).isEqualTo(JsonValue.of("red"));
        assertThat(json.get("error")).isEqualTo(JsonValue.parse("{\"code\":\"c\",\"message\":null}"));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void readingIsRefusedWithTheWayToRead(Mapper mapper) {
        var types = Map.of(
                Thing.class, "{\"id\":\"t_1\"}",
                ClerkError.class, "{\"code\":\"c\"}",
                JsonValue.class, "{\"a\":1}",
                Page.class, "{\"data\":[]}",
                Color.class, "\"red\"");
        types.forEach((type, json) -> assertThat(catchThrowable(() -> mapper.read(json, type)))
                .as(type.getName())
                .hasMessageContaining("fromJson"));
        for (var json :
                List.of("{\"user\":{}}", "{\"page\":{}}", "{\"value\":7}", "{\"value\":[]}", "{\"color\":\"red\"}")) {
            assertThat(catchThrowable(() -> mapper.read(json, Request.class)))
                    .as(json)
                    .hasMessageContaining("fromJson");
        }
    }

    /** A type of an application that keeps the parameters of a call. */
    public record Job(String name, ThingParams params) {}

    @ParameterizedTest
    @MethodSource("mappers")
    void parametersAreNotWrittenSinceTheyMayContainSecrets(Mapper mapper) throws Exception {
        var params = ThingParams.of(p -> p.inBody("password", "canary").inQuery("q", "canary"));

        for (var value : List.of(params, params.contents(), new Job("a", params), List.of(params))) {
            assertThat(catchThrowable(() -> mapper.write(value)))
                    .as(value.toString())
                    .hasMessageContaining("contents().json()")
                    .hasMessageNotContaining("canary");
        }
        assertThat(mapper.write(params.contents().json())).isEqualTo("{\"password\":\"canary\"}");
        assertThat(JsonValue.of(new Job("a", params)).get("params"))
                .isEqualTo(params.contents().json());
    }

    static Stream<Object> valuesWithHeaders() {
        return Stream.of(
                ApiResponse.of(200, Map.of("set-cookie", List.of("canary")), thing()),
                new Redirect(303, "https://x.example/?ticket=canary", List.of("__client=canary")));
    }

    @ParameterizedTest
    @MethodSource("valuesWithHeaders")
    void headersAreNotWritten(Object value) {
        for (var mapper : mappers()) {
            for (var written : List.of(value, List.of(value), Map.of("a", value))) {
                assertThat(catchThrowable(() -> mapper.write(written)))
                        .hasMessageContaining("write the values of it that you need")
                        .hasMessageNotContaining("canary");
            }
        }
    }

    @Test
    void gsonWritesTreesToo() {
        var tree = new Gson().toJsonTree(thing()).getAsJsonObject();
        assertThat(tree.get("owner").getAsJsonObject().get("id").getAsString()).isEqualTo("t_2");
        assertThat(tree.get("created_at").isJsonNull()).isTrue();
        assertThat(tree.has("token")).isFalse();
    }

    @Test
    void gsonEscapesHtmlUnlessToldOtherwise() {
        assertThat(new Gson().toJson(thing())).contains("\\u003c/a\\u003e").doesNotContain("<");
        assertThat(JsonValue.parse(new Gson().toJson(thing()))).isEqualTo(JsonValue.parse(SHOWN));
    }

    @Test
    void aPageIsWrittenWholeOnRequest() {
        assertThat(page().toJson()).isEqualTo("{\"data\":[" + thing().toJson() + "],\"total_count\":3}");
        assertThat(Page.of(List.of("a"), OptionalLong.empty(), null).toJson()).isEqualTo("{\"data\":[\"a\"]}");
    }

    @Test
    void theTypesOfTheRuntimeHaveNoAnnotationWithElementsOfJackson() {
        // javac warns of an annotation with elements if its class is missing, and users need not have Jackson.
        var annotated = Stream.of(
                        Model.class, OpenEnum.class, JsonValue.class, Page.class, JsonSource.class, ClerkError.class)
                .flatMap(type -> Stream.concat(
                        Stream.of(type.getDeclaredMethods()).map(java.lang.reflect.Method::getAnnotations),
                        Stream.of(type.getDeclaredConstructors()).map(java.lang.reflect.Constructor::getAnnotations)))
                .flatMap(Stream::of)
                .map(annotation -> annotation.annotationType().getSimpleName())
                .distinct();
        assertThat(annotated).containsExactlyInAnyOrder("JsonValue", "JsonRawValue", "JsonCreator");
    }

    private static Page<Thing> page() {
        return Page.of(List.of(thing()), OptionalLong.of(3), null);
    }

    private static ClerkError error() {
        return ClerkError.CODEC.fromJson("{\"code\":\"c\",\"message\":null}");
    }

    /** A type of an application that is an element of a page. */
    public record Member(Thing user, List<Object> users, Map<String, Thing> byName, Page<Thing> page) {}

    static Stream<Object> elementsWithThings() {
        return Stream.of(
                new Member(thing(), List.of(thing()), Map.of("a", thing()), page()),
                List.of(thing(), List.of(thing())),
                Map.of("a", Map.of("b", thing())),
                Map.of("a", new Member(thing(), List.of(), Map.of(), page())),
                Map.of("a", new Thing[] {thing()}),
                Optional.of(thing()),
                page(),
                JsonValue.of(Map.of("private_metadata", "canary")));
    }

    @ParameterizedTest
    @MethodSource("elementsWithThings")
    void aPageLeavesOutTheSecretsOfWhatItsElementsContain(Object element) throws Exception {
        var page = Page.of(List.of(element), OptionalLong.empty(), null);

        assertThat(page.toJsonWithoutSecrets()).doesNotContain("canary");
        assertThat(page.toJson()).contains("canary");
        for (var mapper : mappers()) {
            assertThat(JsonValue.parse(mapper.write(page))).isEqualTo(JsonValue.parse(page.toJsonWithoutSecrets()));
        }
    }

    @Test
    void everythingElseOfAnElementIsWritten() {
        var member = new Member(thing(), List.of(thing()), Map.of("a", thing()), page());

        assertThat(JsonValue.parse(
                        Page.of(List.of(member), OptionalLong.empty(), null).toJsonWithoutSecrets()))
                .isEqualTo(JsonValue.parse(
                        "{\"data\":[{\"user\":" + SHOWN + ",\"users\":[" + SHOWN + "],\"byName\":{\"a\":" + SHOWN
                                + "},\"page\":{\"data\":[" + SHOWN + "],\"total_count\":3}}]}"));
        assertThat(JsonValue.of(member).get("user")).isEqualTo(JsonValue.parse(thing().toJson()));
    }
}
