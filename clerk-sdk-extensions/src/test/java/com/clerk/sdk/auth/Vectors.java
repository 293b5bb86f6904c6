package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cases of one behaviour, from the files under {@code vectors}. */
final class Vectors {
    private Vectors() {}

    /** One case: its input and its expected output. */
    record Case(String kind, JsonValue json) {
        String name() {
            return Objects.requireNonNull(json.get("name")).asString();
        }

        @Nullable
        JsonValue input(String name) {
            return present(json.get("input"), name);
        }

        String inputText(String name) {
            return Objects.requireNonNull(input(name)).asString();
        }

        @Nullable
        JsonValue option(String name) {
            return present(json.get("options"), name);
        }

        @Nullable
        JsonValue expected(String name) {
            return present(json.get("expected"), name);
        }

        @Nullable
        String expectedText(String name) {
            var value = expected(name);
            return value == null ? null : value.asString();
        }

        boolean expects(String name) {
            var value = expected(name);
            return value != null && value.asBoolean();
        }

        boolean callsNetwork() {
            var http = json.get("http");
            return http != null && http.isArray() && !http.items().isEmpty();
        }

        Clock clock() {
            var now = json.get("nowMillis");
            return now == null || now.isNull()
                    ? TestTokens.CLOCK
                    : Clock.fixed(Instant.ofEpochMilli(now.asLong()), ZoneOffset.UTC);
        }

        /** Returns the skew of the case, or null if only JavaScript accepts such a value. */
        @Nullable
        Duration skew() {
            var skew = option("clockSkewInMs");
            if (skew == null) {
                return Duration.ofSeconds(5);
            }
            return skew.isNumber() ? Duration.ofMillis(skew.asLong()) : null;
        }

        /**
         * Returns an option that is one string or several; other values are left out, because Java callers cannot pass
         * them.
         */
        List<String> texts(String option) {
            var value = option(option);
            var texts = new ArrayList<String>();
            if (value != null && value.isString()) {
                texts.add(value.asString());
            } else if (value != null) {
                value.items().stream()
                        .filter(JsonValue::isString)
                        .map(JsonValue::asString)
                        .forEach(texts::add);
            }
            return texts;
        }

        private static @Nullable JsonValue present(@Nullable JsonValue object, String name) {
            var value = object == null ? null : object.get(name);
            return value == null || value.isNull() ? null : value;
        }

        @Override
        public String toString() {
            return kind + ": " + name();
        }
    }

    static Stream<Case> of(String... kinds) {
        return Stream.of(kinds).flatMap(kind -> read(kind).items().stream().map(json -> new Case(kind, json)));
    }

    private static JsonValue read(String kind) {
        try (var in = Vectors.class.getResourceAsStream("/vectors/" + kind + ".json")) {
            return JsonValue.parse(new String(Objects.requireNonNull(in, kind).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
