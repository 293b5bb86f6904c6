package com.clerk.sdk.webhooks;

import com.clerk.sdk.runtime.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the cases about webhooks from the files under {@code vectors}. */
final class WebhookVectors {
    private WebhookVectors() {}

    record Case(JsonValue json) {
        String name() {
            return text(json, "name");
        }

        /** Returns the headers of the case, as an HTTP library passes them. */
        static Map<String, List<String>> headers(JsonValue of) {
            var headers = new LinkedHashMap<String, List<String>>();
            Objects.requireNonNull(of.get("headers"))
                    .entries()
                    .forEach((name, value) -> headers.put(name, List.of(value.asString())));
            return headers;
        }

        static String text(JsonValue of, String name) {
            return Objects.requireNonNull(of.get(name), name).asString();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Clock at(long millis) {
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    static Stream<Case> of(String kind) {
        return JsonValue.parse(resource("/vectors/" + kind + ".json")).items().stream()
                .map(Case::new);
    }

    static String resource(String path) {
        try (var in = WebhookVectors.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
