package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The examples of events in Clerk's own document, which is not part of this repository. */
class UpstreamExamplesTest {
    private static final int EVENTS = 45;

    private static final Map<String, JsonValue> EXAMPLES = new LinkedHashMap<>();

    @BeforeAll
    static void readExamples() throws IOException {
        var folder = System.getProperty("clerk.upstream", "");
        assumeTrue(!folder.isBlank(), "-Dclerk.upstream is not set to the folder of Clerk's documents");
        var text = Files.readString(Path.of(folder, "webhooks-2025-04-15.yml"));
        var settings = LoadSettings.builder().setCodePointLimit(64 << 20).build();
        var document = JsonValue.of(new Load(settings).loadFromString(text));
        for (var event : at(document, "x-webhooks").entries().entrySet()) {
            var content = at(event.getValue(), "post", "requestBody", "content", "application/json");
            EXAMPLES.put(event.getKey(), example(document, content));
        }
    }

    private static JsonValue example(JsonValue document, JsonValue content) {
        var example = content.get("example");
        if (example != null) {
            return example;
        }
        var name = at(content, "examples", "default", "$ref").asString();
        return at(document, "components", "examples", name.substring(name.lastIndexOf('/') + 1), "value");
    }

    private static JsonValue at(JsonValue json, String... names) {
        var found = json;
        for (var name : names) {
            found = found.get(name);
            assertThat(found).as(name).isNotNull();
        }
        return found;
    }

    @Test
    void everyExampleIsWrittenAsItWasRead() {
        assertThat(EXAMPLES).hasSize(EVENTS);
        EXAMPLES.forEach((name, example) -> {
            var event = WebhookEvent.read("msg_1", example.toJson());
            assertThat(event).as(name).isNotInstanceOf(UnknownEvent.class);
            assertThat(JsonValue.parse(event.toJson())).as(name).isEqualTo(example);
        });
    }

    @Test
    void noAccessorThrows() {
        var failures = new ArrayList<String>();
        int[] called = {0};
        EXAMPLES.forEach((name, example) -> read(WebhookEvent.read("msg_1", example.toJson()), name, failures, called));
        assertThat(failures).isEmpty();
        assertThat(called[0]).isGreaterThan(1500);
    }

    private static void read(Object value, String path, List<String> failures, int[] called) {
        if (value instanceof List<?> list) {
            list.forEach(item -> read(item, path + "[]", failures, called));
        } else if (value instanceof Model) {
            Arrays.stream(value.getClass().getMethods())
                    .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                    .filter(method ->
                            method.getDeclaringClass() != Object.class && method.getDeclaringClass() != Model.class)
                    .forEach(method -> {
                        called[0]++;
                        try {
                            read(Java.call(method, value), path + "." + method.getName(), failures, called);
                        } catch (RuntimeException e) {
                            failures.add(path + "." + method.getName() + ": " + e.getMessage());
                        }
                    });
        }
    }
}
