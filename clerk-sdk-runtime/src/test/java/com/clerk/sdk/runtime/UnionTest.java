package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnionTest {
    private static final String OBJECT = "{\"object\":\"otp\",\"status\":\"open\",\"list\":[1,{\"a\":null}]}";

    @Test
    void theFirstPropertyDecidesAndNothingIsTaken() {
        var in = JsonSource.of(OBJECT);
        assertThat(in.peekDiscriminator("object", "status")).isEqualTo("otp");
        assertThat(in.json()).isEqualTo(JsonValue.parse(OBJECT));
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
        assertThat(in.peekDiscriminator("object", "status")).isEqualTo(value);
        assertThat(in.json()).isEqualTo(JsonValue.parse(json));
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
        assertThat(in.peekPresentProperty("jwt", "cookies")).isEqualTo(value);
        assertThat(in.json()).isEqualTo(JsonValue.parse(json));
        in.endDocument();
    }

    @Test
    void aModelReadsItselfFromAChoice() {
        for (var json : new String[] {"{\"id\":\"t_1\",\"x\":1}", "{\"x\":1,\"id\":\"t_1\"}"}) {
            var in = JsonSource.of(json);
            in.peekDiscriminator("id");
            var thing = Thing.CODEC.read(in);
            assertThat(thing.id()).isEqualTo("t_1");
            assertThat(thing.extra("x")).isEqualTo(JsonValue.of(1));
        }
    }

    @Test
    void aUnionWithinAUnionLooksAtTheSameObject() {
        var in = JsonSource.of(OBJECT);
        assertThat(in.peekPresentProperty("object")).isEqualTo("object");
        assertThat(in.peekDiscriminator("object")).isEqualTo("otp");
        assertThat(in.peekDiscriminator("status")).isEqualTo("open");
        assertThat(in.json()).isEqualTo(JsonValue.parse(OBJECT));
        in.endDocument();
    }

    @Test
    void unionsInAListFollowEachOther() {
        var in = JsonSource.of("[{\"object\":\"a\"},{\"x\":1,\"object\":\"b\"},{},{\"object\":\"d\",\"y\":2}]");
        in.beginArray();
        var seen = new StringBuilder();
        while (in.hasNext()) {
            seen.append(in.peekDiscriminator("object"))
                    .append(in.json().toJson())
                    .append(' ');
        }
        in.endArray();
        assertThat(seen.toString())
                .isEqualTo("a{\"object\":\"a\"} b{\"x\":1,\"object\":\"b\"} {} d{\"object\":\"d\",\"y\":2} ");
    }

    @Test
    void aChoiceCanBeSkipped() {
        var in = JsonSource.of("[" + OBJECT + ",7]");
        in.beginArray();
        in.peekDiscriminator("object");
        in.skip();
        assertThat(in.integer()).isEqualTo(7);
    }

    @Test
    void theKeptTextCanBeReadAsAnyType() {
        var in = JsonSource.of("{\"object\":\"red\"}");
        in.peekDiscriminator("object");
        in.beginObject();
        assertThat(in.nextName()).isEqualTo("object");
        assertThat(in.lastName()).isEqualTo("object");
        assertThat(in.value(Color.CODEC)).isSameAs(Color.RED);
        in.endObject();
        in.endDocument();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"t\",\"created_at\":true}", "{\"created_at\":true,\"id\":\"t\"}"})
    void aValueOfAnotherTypeWithinAMemberFailsOnAccess(String member) {
        var in = JsonSource.of("{\"list\":[{}," + member + "]}");
        in.beginObject();
        in.nextName();
        in.beginArray();
        in.skip();
        in.peekDiscriminator("id");
        var thing = Thing.CODEC.read(in);
        assertThat(thing.id()).isEqualTo("t");
        assertThatThrownBy(thing::createdAt)
                .hasMessageContaining("created_at of its type: expected a whole number, found true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "7"})
    void whatIsNoObjectIsRefused(String json) {
        assertThatThrownBy(() -> JsonSource.of(json).peekDiscriminator("object"))
                .isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonSource.of(json).peekPresentProperty("object"))
                .isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void aMemberThatReadsTheWrongThingFails() {
        var in = JsonSource.of(OBJECT);
        in.peekDiscriminator("object");
        assertThatThrownBy(in::nextName).isInstanceOf(ClerkDecodingException.class);
        in.beginObject();
        assertThatThrownBy(in::beginObject).isInstanceOf(ClerkDecodingException.class);
        in.nextName();
        assertThatThrownBy(in::integer).hasMessage("expected a whole number, found text at $.object");
    }
}
