package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import org.junit.jupiter.api.Test;

class OpenEnumTest {
    private static final class Shade extends OpenEnum {
        private Shade(String value) {
            super(value);
        }
    }

    @Test
    void aKnownWordIsTheKnownInstance() {
        assertThat(Color.CODEC.fromJson("\"red\"")).isSameAs(Color.RED);
    }

    @Test
    void anUnknownWordKeepsItsText() {
        var blue = Color.CODEC.fromJson("\"blue\"");
        assertThat(blue.value()).isEqualTo("blue");
        assertThat(blue).hasToString("blue").isEqualTo(Color.of("blue")).hasSameHashCodeAs(Color.of("blue"));
        assertThat(Color.CODEC.toJson(blue)).isEqualTo("\"blue\"");
    }

    @Test
    void wordsOfTwoTypesAreNeverEqual() {
        assertThat(Color.RED).isNotEqualTo(new Shade("red")).isNotEqualTo("red").isNotEqualTo(Color.of("blue"));
    }

    @Test
    void whatIsNoTextIsRefused() {
        assertThatThrownBy(() -> Color.CODEC.fromJson("7")).isInstanceOf(ClerkDecodingException.class);
    }
}
