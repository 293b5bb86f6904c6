package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnionTest {
    private static final String OBJECT = "{\"object\":\"otp\",\"status\":\"open\",\"list\":[1,{\"a\":null}]}";

    @Test
    void theFirstPropertyDecidesWithoutABuffer() {
        var in = JsonSource.of(OBJECT);
        var choice = in.choice("object", "status");
        assertThat(choice.value()).isEqualTo("otp");
        assertThat(choice.in()).isSameAs(in);
        assertThat(choice.in().json()).isEqualTo(JsonValue.parse(OBJECT));
        in.endDocument();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"x\":1,\"object\":\"otp\"}                     | otp",
                "{\"status\":\"open\",\"object\":\"otp\"}         | otp",
                "{\"status\":\"open\",\"object\":null}            | open",
                "{\"object\":null,\"status\":\"open\"}            | open",
                "{\"object\":7,\"status\":\"open\"}               | open",
                "{\"object\":{\"object\":\"x\"},\"status\":null}  | ``",
                "{\"other\":\"open\"}                             | ``",
                "{}                                               | ``",
            })
    void otherwiseTheFirstOfThePropertiesThatHoldsTextDecides(String json, String value) {
        var in = JsonSource.of(json);
        var choice = in.choice("object", "status");
        assertThat(choice.value()).isEqualTo(value);
        assertThat(choice.in().json()).isEqualTo(JsonValue.parse(json));
        in.endDocument();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"jwt\":\"a\",\"cookies\":[]}    | jwt",
                "{\"jwt\":{},\"cookies\":[]}       | jwt",
                "{\"cookies\":[],\"jwt\":\"a\"}    | jwt",
                "{\"cookies\":[],\"jwt\":null}     | cookies",
                "{\"jwt\":null,\"cookies\":[]}     | cookies",
                "{\"jwt\":null}                    | ``",
                "{}                                | ``",
            })
    void presenceDecidesByTheFirstPropertyThatIsThereAndNotNull(String json, String value) {
        var in = JsonSource.of(json);
        var choice = in.present("jwt", "cookies");
        assertThat(choice.value()).isEqualTo(value);
        assertThat(choice.in().json()).isEqualTo(JsonValue.parse(json));
        in.endDocument();
    }

    @Test
    void aModelReadsItselfFromAChoice() {
        for (var json : new String[] {"{\"id\":\"t_1\",\"x\":1}", "{\"x\":1,\"id\":\"t_1\"}"}) {
            var thing = Thing.CODEC.read(JsonSource.of(json).choice("id").in());
            assertThat(thing.id()).isEqualTo("t_1");
            assertThat(thing.extra("x")).isEqualTo(JsonValue.of(1));
        }
    }

    @Test
    void aUnionWithinAUnionLooksAtTheSameObject() {
        var in = JsonSource.of(OBJECT);
        var outer = in.present("object");
        var inner = outer.in().choice("object");
        assertThat(inner.value()).isEqualTo("otp");
        var innermost = inner.in().choice("status");
        assertThat(innermost.value()).isEqualTo("open");
        assertThat(innermost.in().json()).isEqualTo(JsonValue.parse(OBJECT));
        in.endDocument();
    }

    @Test
    void unionsInAListFollowEachOther() {
        var in = JsonSource.of("[{\"object\":\"a\"},{\"x\":1,\"object\":\"b\"},{},{\"object\":\"d\",\"y\":2}]");
        in.beginArray();
        var seen = new StringBuilder();
        while (in.hasNext()) {
            var choice = in.choice("object");
            seen.append(choice.value()).append(choice.in().json().toJson()).append(' ');
        }
        in.endArray();
        assertThat(seen.toString())
                .isEqualTo("a{\"object\":\"a\"} b{\"x\":1,\"object\":\"b\"} {} d{\"object\":\"d\",\"y\":2} ");
    }

    @Test
    void aChoiceCanBeSkipped() {
        var in = JsonSource.of("[" + OBJECT + ",7]");
        in.beginArray();
        in.choice("object").in().skip();
        assertThat(in.integer()).isEqualTo(7);
    }

    @Test
    void theKeptTextCanBeReadAsAnyType() {
        var in = JsonSource.of("{\"object\":\"red\"}");
        var choice = in.choice("object");
        choice.in().beginObject();
        assertThat(choice.in().nextName()).isEqualTo("object");
        assertThat(choice.in().lastName()).isEqualTo("object");
        assertThat(choice.in().value(Color.CODEC)).isSameAs(Color.RED);
        choice.in().endObject();
        in.endDocument();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"t\",\"created_at\":true}", "{\"created_at\":true,\"id\":\"t\"}"})
    void aFailureWithinAMemberHasTheWholePath(String member) {
        var in = JsonSource.of("{\"list\":[{}," + member + "]}");
        in.beginObject();
        in.nextName();
        in.beginArray();
        in.skip();
        var choice = in.choice("id");
        assertThatThrownBy(() -> Thing.CODEC.read(choice.in()))
                .hasMessage("expected a whole number, found true or false at $.list[1].created_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "7"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> JsonSource.of(json).choice("object")).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonSource.of(json).present("object")).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void aMemberThatReadsTheWrongThingFails() {
        assertThatThrownBy(() -> JsonSource.of(OBJECT).choice("object").in().nextName())
                .isInstanceOf(ClerkDecodingException.class);
        var in = JsonSource.of(OBJECT).choice("object").in();
        in.beginObject();
        assertThatThrownBy(in::beginObject).isInstanceOf(ClerkDecodingException.class);
        in.nextName();
        assertThatThrownBy(in::integer).hasMessage("expected a whole number, found text at $.object");
    }
}
