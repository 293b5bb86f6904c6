package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.google.gson.annotations.SerializedName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link JsonValue#of} and {@link JsonValue#as(Class)}: what one writes, the other reads back as it was. */
class BindingTest {
    enum Tier {
        GOLD,
        @SerializedName("silver")
        SILVER {
            @Override
            public String toString() {
                return "second";
            }
        }
    }

    record Plan(String name, int seats, Tier tier) {}

    record Numbers(
            byte b,
            short s,
            int i,
            long l,
            float f,
            double d,
            @Nullable Long boxed,
            BigInteger whole,
            BigDecimal exact) {}

    record Times(
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            OffsetDateTime offset,
            OffsetTime offsetTime,
            ZonedDateTime zoned,
            Year year,
            YearMonth month,
            MonthDay day,
            Duration duration,
            Period period,
            ZoneId zone,
            Date old) {}

    record Optionals(Optional<String> text, Optional<Plan> plan, OptionalInt i, OptionalLong l, OptionalDouble d) {}

    record Collections(
            List<Plan> list,
            Set<Long> set,
            Map<String, List<Integer>> map,
            int[] array,
            @Nullable String nothing) {}

    record SdkTypes(
            JsonValue json,
            Thing thing,
            Color color,
            List<JsonValue> list,
            @Nullable Thing none) {}

    record Renamed(
            @SerializedName("first_name") int first,
            @SerializedName(value = "b", alternate = "c") int second) {}

    public static class Bean {
        private int seats = 5;
        private String name = "none";
        private Tier tier = Tier.GOLD;

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean that && seats == that.seats && name.equals(that.name) && tier == that.tier;
        }

        @Override
        public int hashCode() {
            return seats;
        }
    }

    static Stream<Object> values() {
        var zone = ZoneId.of("Europe/Berlin");
        var now = Instant.parse("2026-05-12T08:00:00.123456789Z");
        var times = new Times(
                now,
                LocalDate.of(2026, 1, 1),
                LocalTime.of(1, 2),
                LocalDateTime.of(2026, 1, 1, 1, 2, 3),
                OffsetDateTime.parse("2026-01-01T00:00:00+02:00"),
                OffsetTime.parse("10:00+01:00"),
                now.atZone(zone),
                Year.of(2026),
                YearMonth.of(2026, 2),
                MonthDay.of(2, 29),
                Duration.ofMillis(1500),
                Period.ofDays(3),
                zone,
                Date.from(Instant.ofEpochMilli(1_700_000_000_123L)));
        return Stream.of(
                new Plan("pro", 3, Tier.GOLD),
                new Plan("pro", -3, Tier.SILVER),
                Tier.SILVER,
                new Numbers(
                        Byte.MIN_VALUE,
                        Short.MAX_VALUE,
                        Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        1.1f,
                        1e-300,
                        12345678901234567L,
                        new BigInteger("9".repeat(100)),
                        new BigDecimal("1.500")),
                times,
                now,
                new Optionals(
                        Optional.of("a"),
                        Optional.of(new Plan("p", 1, Tier.GOLD)),
                        OptionalInt.of(1),
                        OptionalLong.of(2),
                        OptionalDouble.of(0.1)),
                new Optionals(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalDouble.empty()),
                new SdkTypes(
                        JsonValue.parse("{\"n\":1.50,\"x\":null}"),
                        Thing.CODEC.fromJson("{\"id\":null,\"token\":\"t\",\"more\":[1e400]}"),
                        Color.of("blue"),
                        List.of(JsonValue.NULL, JsonValue.of(1)),
                        null),
                new Renamed(1, 2),
                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                new Bean());
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsWrittenIsReadBackTheSame(Object value) {
        var json = JsonValue.of(value);
        assertThat(json.as(type(value))).isEqualTo(value);
        assertThat(JsonValue.parse(json.toJson())).isEqualTo(json);
    }

    private static Class<?> type(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    @Test
    void collectionsAreReadBackTheSame() {
        var value = new Collections(
                List.of(new Plan("a", 1, Tier.GOLD)),
                Set.of(Long.MIN_VALUE),
                Map.of("k", List.of(1, 2)),
                new int[] {1, 2},
                null);
        var read = JsonValue.of(value).as(Collections.class);
        assertThat(read).usingRecursiveComparison().isEqualTo(value);
        assertThat(JsonValue.of(value).toJson()).contains("\"nothing\":null");
    }

    @Test
    void valuesOfAllKindsMayContainEachOther() {
        var json = JsonValue.of(Map.of(
                "plans", List.of(new Plan("a", 1, Tier.SILVER), Optional.of(Duration.ofHours(1)), Optional.empty())));
        assertThat(json.toJson())
                .isEqualTo("{\"plans\":[{\"name\":\"a\",\"seats\":1,\"tier\":\"silver\"},\"PT1H\",null]}");
        assertThat(JsonValue.of(new Object[] {1, "a", null}).toJson()).isEqualTo("[1,\"a\",null]");
    }

    @Test
    void numbersWithoutATypeAreExact() {
        var map = JsonValue.parse(
                        "{\"a\":12345678901234567,\"b\":12345678901234567890,\"c\":0.1,\"d\":[9007199254740993]}")
                .as(Map.class);
        assertThat((Object) map)
                .isEqualTo(Map.of(
                        "a",
                        12345678901234567L,
                        "b",
                        new BigInteger("12345678901234567890"),
                        "c",
                        new BigDecimal("0.1"),
                        "d",
                        List.of(9007199254740993L)));
        assertThat(JsonValue.parse("12345678901234567").as(Object.class)).isEqualTo(12345678901234567L);
        assertThat(JsonValue.parse("12345678901234567").as(Number.class)).isEqualTo(12345678901234567L);
        assertThat(JsonValue.parse("[9223372036854775807]").as(long[].class)).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void whatIsMissingIsEmptyOrNullOrTheClasssOwnValue() {
        var none = JsonValue.EMPTY_OBJECT.as(Optionals.class);
        assertThat(none.text()).isEmpty();
        assertThat(none.l()).isEmpty();
        assertThat(JsonValue.parse("{\"seats\":1}").as(Plan.class)).isEqualTo(new Plan(null, 1, null));
        assertThat(JsonValue.EMPTY_OBJECT.as(Bean.class)).isEqualTo(new Bean());
        assertThat(JsonValue.parse("{\"c\":2,\"first_name\":1,\"more\":3}").as(Renamed.class))
                .isEqualTo(new Renamed(1, 2));
    }

    record Deep(List<Map<String, Plan>> plans) {}

    record Since(Instant since) {}

    record Flag(boolean on) {}

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"name\":\"pro\"}                       | $.seats | expected int, found nothing",
                "{\"name\":\"pro\",\"seats\":null}        | $.seats | expected int, found null",
                "{\"seats\":\"3\"}                        | $.seats | expected int, found text",
                "{\"seats\":3.5}                          | $.seats | expected int, found a number",
                "{\"seats\":2147483648}                   | $.seats | expected int, found a number",
                "{\"seats\":1e999999999}                  | $.seats | expected int, found a number",
                "{\"seats\":true}                         | $.seats | expected int, found true or false",
                "{\"seats\":[]}                           | $.seats | expected int, found an array",
                "{\"seats\":1,\"name\":7}                 | $.name  | expected String, found a number",
                "{\"seats\":1,\"name\":{\"canary\":1}}    | $.name  | expected String, found an object",
                "{\"seats\":1,\"tier\":\"canary\"}        | $.tier  | expected one of GOLD, SILVER, found other text",
                "{\"seats\":1,\"tier\":3}                 | $.tier  | expected Tier, found a number",
                "[]                                       | $       | expected Plan, found an array",
                "\"canary\"                               | $       | expected Plan, found text",
            })
    void aFailureNamesThePlaceTheTypeAndTheRemedy(String json, String path, String problem) {
        checkFailure(json, Plan.class, path, problem);
    }

    @Test
    void aPlaceInsideOthersIsNamedWhole() {
        checkFailure(
                "{\"plans\":[{},{\"a\":{\"name\":\"x\"}}]}",
                Deep.class,
                "$.plans[1].a.seats",
                "expected int, found nothing");
        checkFailure(
                "{\"plans\":[{\"a\":{\"seats\":\"x\"}}]}",
                Deep.class,
                "$.plans[0].a.seats",
                "expected int, found text");
        checkFailure("{\"plans\":[{\"ada@canary.com\":{}}]}", Deep.class, "$.plans[0].…", "expected int");
        checkFailure(
                "{\"thing\":{\"id\":\"a\"},\"json\":1,\"color\":7}",
                SdkTypes.class,
                "$.color",
                "expected text, found a number");
        checkFailure("{\"since\":1700000000000}", Since.class, "$.since", "expected Instant, found a number");
        checkFailure("{\"since\":\"canary\"}", Since.class, "$.since", "expected Instant, found text");
        checkFailure("{\"on\":\"true\"}", Flag.class, "$.on", "expected boolean, found text");
    }

    private static void checkFailure(String json, Class<?> type, String path, String problem) {
        assertThatThrownBy(() -> JsonValue.parse(json).as(type))
                .as(json)
                .isInstanceOfSatisfying(
                        ClerkDecodingException.class,
                        e -> assertThat(e.jsonPath()).isEqualTo(path))
                .hasMessageContainingAll(type.getName(), problem)
                .hasMessageMatching(".*; (change|declare|use) .*")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        class Local {
            String name = "canary";
        }
        Runnable lambda = () -> {};
        for (var value : List.of(new Object(), new Thread("canary"), new Local(), lambda, new Object() {})) {
            assertThatThrownBy(() -> JsonValue.of(value))
                    .as(value.getClass().getName())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(value.getClass().getName())
                    .hasMessageNotContaining("canary");
        }
        for (var value : Arrays.<Object>asList(
                Double.NaN,
                new Numbers((byte) 0, (short) 0, 0, 0, Float.NaN, 0, null, BigInteger.ONE, BigDecimal.ONE))) {
            assertThatThrownBy(() -> JsonValue.of(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("finite");
        }
    }

    @Test
    void aClassThatGsonCannotMakeIsRefused() {
        assertThatThrownBy(() -> JsonValue.EMPTY_OBJECT.as(Runnable.class)).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonValue.EMPTY_OBJECT.as(Page.class)).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonValue.EMPTY_OBJECT.as(ArrayList.class)).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonValue.EMPTY_OBJECT.as(Thread.class)).isInstanceOf(ClerkDecodingException.class);
    }

    record Address(String email) {
        Address {
            if (!email.endsWith(".org")) {
                throw new IllegalArgumentException("not allowed: " + email);
            }
        }
    }

    record Addresses(List<Address> list, @Nullable Address main) {}

    static class Unmakeable {
        String name = "";

        Unmakeable() {
            throw new UnsupportedOperationException("canary");
        }
    }

    @Test
    void whatAConstructorRefusesIsAFailureThatQuotesNothing() {
        var refused = ", found values that its constructor or adapter refused";
        checkFailure("{\"email\":\"ada@canary.com\"}", Address.class, "$", "expected Address" + refused);
        checkFailure("{}", Address.class, "$", "expected Address" + refused);
        checkFailure(
                "{\"list\":[{\"email\":\"a.org\"},{\"email\":\"ada@canary.com\"}]}",
                Addresses.class,
                "$.list[1]",
                "expected Address" + refused);
        checkFailure(
                "{\"list\":[],\"main\":{\"email\":\"ada@canary.com\"}}",
                Addresses.class,
                "$.main",
                "expected Address" + refused);
        checkFailure("[{\"email\":\"ada@canary.com\"}]", Address[].class, "$[0]", "expected Address" + refused);
        checkFailure("{\"name\":\"canary\"}", Unmakeable.class, "$", "expected Unmakeable" + refused);
        assertThat(JsonValue.parse("{\"email\":\"a.org\"}").as(Address.class)).isEqualTo(new Address("a.org"));
    }

    record Any(JsonValue v) {}

    record Text(String v) {}

    record Many(List<JsonValue> list) {}

    @ParameterizedTest
    @ValueSource(ints = {1000, 1023, 1024, 2000})
    void aLongNumberIsKeptOrRefusedAndNeverText(int digits) {
        var number = "1".repeat(digits);
        var json = JsonValue.parse("{\"v\":" + number + "}");
        if (digits < 1024) {
            var kept = json.as(Any.class).v();
            assertThat(kept.isNumber()).isTrue();
            assertThat(kept.toJson()).isEqualTo(number);
            checkFailure(json.toJson(), Text.class, "$.v", "expected String, found a number");
            return;
        }
        for (var type : List.of(Any.class, Text.class, Map.class)) {
            checkFailure(json.toJson(), type, "$.v", "found a number of more than 1023 characters");
        }
        checkFailure("{\"list\":[1," + json.toJson() + "]}", Many.class, "$.list[1].v", "found a number of more");
        checkFailure("[" + number + "]", JsonValue[].class, "$[0]", "found a number of more than 1023 characters");
        assertThatThrownBy(() -> JsonValue.parse(number).as(String.class)).isInstanceOf(ClerkDecodingException.class);
        assertThat(json.as(Codecs.JSON)).isEqualTo(json);
    }
}
