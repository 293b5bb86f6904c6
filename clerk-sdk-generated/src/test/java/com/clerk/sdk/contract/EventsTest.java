package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every webhook event of the contract. */
class EventsTest {
    private static final long SECONDS = 1_799_999_999L;
    private static final int EVENTS = 45;

    private record Event(String name, Schema data, Class<?> type) {
        static Event of(String name, Node facts) {
            return new Event(
                    name,
                    Contract.WEBHOOKS.schema(facts.text("data")),
                    Java.type(Contract.WEBHOOKS.modelPackage() + "." + facts.text("type")));
        }

        Map<String, @Nullable Object> fields() {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("data", Samples.whole(data));
            fields.put("instance_id", "ins_canary");
            fields.put("object", "event");
            fields.put("timestamp", SECONDS * 1000 + 7);
            fields.put("type", name);
            var request = Map.of("client_ip", "192.0.2.1", "user_agent", "canary agent");
            fields.put("event_attributes", Map.of("http_request", request));
            return fields;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void thereAreAllEvents() {
        assertThat(events()).hasSize(EVENTS);
    }

    @TestFactory
    Stream<DynamicTest> everyEventIsReadIntoATypeOfItsOwn() {
        return forEachEvent(event -> {
            var json = JsonValue.of(event.fields());
            var read = read("msg_1", json);

            assertThat(read).isExactlyInstanceOf(event.type());
            assertThat(Java.method(event.type(), "data").getReturnType())
                    .isEqualTo(event.data().javaType());
            Expected.check(event.data(), Samples.whole(event.data()), Java.get(read, "data"));
            assertThat(read.id()).isEqualTo("msg_1");
            assertThat(read.type()).isEqualTo(event.name());
            assertThat(read.timestamp()).isEqualTo(Instant.ofEpochMilli(SECONDS * 1000 + 7));
            assertThat(read.instanceId()).isEqualTo("ins_canary");
            assertThat(read.clientIp()).isEqualTo("192.0.2.1");
            assertThat(read.userAgent()).isEqualTo("canary agent");
            assertThat(read.extras()).containsOnlyKeys("object");
        });
    }

    @TestFactory
    Stream<DynamicTest> everyEventIsWrittenAsItWasRead() {
        return forEachEvent(event -> {
            var json = JsonValue.of(event.fields());
            var read = WebhookEvent.CODEC.fromJson(json.toJson());

            assertThat(read.id()).isNull();
            assertThat(JsonValue.parse(read.toJson())).isEqualTo(json);
            assertThat(read(null, JsonValue.parse(read.toJson()))).isEqualTo(read);
        });
    }

    @TestFactory
    Stream<DynamicTest> theTypeMayComeFirstOrLast() {
        return forEachEvent(event -> {
            var first = new LinkedHashMap<String, @Nullable Object>();
            first.put("type", event.name());
            first.putAll(event.fields());
            var last = event.fields();
            last.remove("type");
            last.put("type", event.name());

            assertThat(read("msg_1", JsonValue.of(first)))
                    .isExactlyInstanceOf(event.type())
                    .isEqualTo(read("msg_1", JsonValue.of(last)));
        });
    }

    @TestFactory
    Stream<DynamicTest> aTimestampIsReadInSecondsAndInMilliseconds() {
        return forEachEvent(event -> {
            var fields = event.fields();
            fields.put("timestamp", SECONDS);
            var inSeconds = read(null, JsonValue.of(fields));
            fields.put("timestamp", SECONDS * 1000);

            assertThat(inSeconds.timestamp()).isEqualTo(Instant.ofEpochSecond(SECONDS));
            var inMillis = read(null, JsonValue.of(fields));
            assertThat(inMillis.timestamp()).isEqualTo(inSeconds.timestamp());
            assertThat(JsonValue.parse(inSeconds.toJson()).get("timestamp")).isEqualTo(JsonValue.of(SECONDS));
            assertThat(JsonValue.parse(inMillis.toJson()).get("timestamp")).isEqualTo(JsonValue.of(SECONDS * 1000));
        });
    }

    @TestFactory
    Stream<DynamicTest> noWholeNumberIsTooLargeForATimestamp() {
        return forEachEvent(event -> {
            var fields = event.fields();
            for (long number : new long[] {Long.MIN_VALUE, -100_000_000_000L, Long.MAX_VALUE}) {
                fields.put("timestamp", number);
                assertThat(read(null, JsonValue.of(fields)).timestamp()).isEqualTo(Instant.ofEpochMilli(number));
            }
            fields.put("timestamp", -99_999_999_999L);
            assertThat(read(null, JsonValue.of(fields)).timestamp()).isEqualTo(Instant.ofEpochSecond(-99_999_999_999L));
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsMissingIsNoticedOnAccessOnly() {
        return forEachEvent(event -> {
            for (var json : List.of(JsonValue.of(Map.of("type", event.name())), JsonValue.of(nulls(event)))) {
                var read = read(null, json);

                assertThat(read).isExactlyInstanceOf(event.type());
                assertThatThrownBy(() -> Java.get(read, "data"))
                        .isInstanceOf(ClerkDecodingException.class)
                        .hasMessageContainingAll(event.type().getSimpleName(), "data");
                assertThatThrownBy(read::timestamp)
                        .isInstanceOf(ClerkDecodingException.class)
                        .hasMessageContaining("timestamp");
                assertThat(read.instanceId()).isNull();
                assertThat(read.clientIp()).isNull();
                assertThat(read.userAgent()).isNull();
                assertThat(JsonValue.parse(read.toJson())).isEqualTo(json);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aValueOfAnotherTypeIsNoticedOnAccessOnly() {
        return forEachEvent(event -> {
            for (var name : List.of("data", "timestamp", "instance_id")) {
                var fields = event.fields();
                fields.put(name, true);
                var read = read("msg_1", JsonValue.of(fields));

                assertThat(read).isExactlyInstanceOf(event.type());
                assertThatThrownBy(() -> Java.get(read, name.equals("instance_id") ? "instanceId" : name))
                        .isInstanceOf(ClerkDecodingException.class)
                        .hasMessageContaining(name);
                assertThat(read.clientIp()).isEqualTo("192.0.2.1");
                assertThat(JsonValue.parse(read.toJson())).isEqualTo(JsonValue.of(fields));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theBodyIsGivenAsItWasDelivered() {
        return forEachEvent(event -> {
            var body = " " + JsonValue.of(event.fields()).toJson() + "\n";

            assertThat(WebhookEvent.read("msg_1", body).body()).isEqualTo(body);
            assertThat(WebhookEvent.CODEC.fromJson(body).body()).isNull();
        });
    }

    @TestFactory
    Stream<DynamicTest> noValueIsShown() {
        return forEachEvent(event -> assertThat(read("msg_1", JsonValue.of(event.fields())))
                .hasToString(event.type().getSimpleName()));
    }

    @Test
    void anEventOfAnUnknownTypeKeepsAll() {
        var fields = Event.of("user.created", events().get("user.created")).fields();
        fields.put("type", "user.cloned");
        var json = JsonValue.of(fields);

        var read = read("msg_1", json);

        assertThat(read).isInstanceOf(UnknownEvent.class);
        assertThat(read.type()).isEqualTo("user.cloned");
        assertThat(((UnknownEvent) read).data()).isEqualTo(json.get("data"));
        assertThat(JsonValue.parse(read.toJson())).isEqualTo(json);
    }

    @Test
    void anEventWithoutATypeIsUnknown() {
        for (var json : List.of(JsonValue.EMPTY_OBJECT, JsonValue.of(Collections.singletonMap("type", null)))) {
            var read = read(null, json);

            assertThat(read).isInstanceOf(UnknownEvent.class);
            assertThat(((UnknownEvent) read).data()).isEqualTo(JsonValue.NULL);
            assertThatThrownBy(read::type)
                    .isInstanceOf(ClerkDecodingException.class)
                    .hasMessageContaining("type");
        }
    }

    @Test
    void theEventsAreThoseOfTheContractAndTwoMore() {
        var kinds = Arrays.asList(WebhookEvent.class.getPermittedSubclasses());

        assertThat(kinds.stream()
                        .filter(kind -> Modifier.isPublic(kind.getModifiers()))
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                events().values().stream().map(facts -> facts.text("type")), Stream.of("UnknownEvent"))
                        .toList());
        assertThat(kinds).hasSize(EVENTS + 2);
    }

    private static Map<String, @Nullable Object> nulls(Event event) {
        var nulls = new LinkedHashMap<String, @Nullable Object>();
        event.fields().keySet().forEach(name -> nulls.put(name, null));
        nulls.put("type", event.name());
        return nulls;
    }

    private static WebhookEvent read(@Nullable String id, JsonValue json) {
        return WebhookEvent.read(id, json.toJson());
    }

    private static Map<String, Node> events() {
        return Contract.WEBHOOKS.root().node("x-clerk-events").children();
    }

    private static Stream<DynamicTest> forEachEvent(Consumer<Event> test) {
        var events = events().entrySet().stream().map(event -> Event.of(event.getKey(), event.getValue()));
        return Cases.each(events, test);
    }
}
