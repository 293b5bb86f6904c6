package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report is empty exactly if the two contracts are the same text: random changes of a real contract are all seen. */
class ReportPropertyTest {
    private static final String SMALL = "../clerk-sdk-generated/src/test/resources/hostile.yaml";

    @ParameterizedTest
    @CsvSource({SMALL + ", 400", "platform.yaml, 10", "webhooks.yaml, 10"})
    void aReportIsEmptyOnlyIfTheContractsAreTheSameText(String file, int mutations) {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var before = Yaml.read(Path.of(file));
        var text = YamlWriter.write(before);
        var different = 0;
        for (var i = 0; i < mutations; i++) {
            var after = Yaml.parse(text, file);
            mutate(after, random);
            var now = Yaml.parse(YamlWriter.write(after), file);
            var isSame = YamlWriter.write(now).equals(text);
            different += isSame ? 0 : 1;

            assertThat(Report.between(before, now).lines().isEmpty())
                    .as("seed %d, mutation %d", seed, i)
                    .isEqualTo(isSame);
            assertThat(Report.between(now, before).lines().isEmpty())
                    .as("seed %d, mutation %d, in reverse", seed, i)
                    .isEqualTo(isSame);
        }
        assertThat(different).as("seed %d", seed).isGreaterThan(mutations / 2);
    }

    @Test
    void theOrderAloneIsReported() {
        var before = Yaml.parse("components: {schemas: {A: {type: object}, B: {type: object}}}", "before");
        var after = Yaml.parse("components: {schemas: {B: {type: object}, A: {type: object}}}", "after");

        assertThat(Report.between(before, after).lines()).containsExactly("~ contract: the order of its entries");
    }

    /** Walks down to a random node, and changes it. */
    private static void mutate(Map<String, Object> root, Random random) {
        Object node = root;
        while (true) {
            var children = children(node);
            if (children.isEmpty() || random.nextInt(6) == 0) {
                change(node, random);
                return;
            }
            node = children.get(random.nextInt(children.size()));
        }
    }

    private static List<Object> children(Object node) {
        var all = node instanceof Map<?, ?> map ? map.values() : (List<?>) node;
        var result = new ArrayList<Object>();
        all.forEach(value -> {
            if (value instanceof Map || value instanceof List) {
                result.add(value);
            }
        });
        return result;
    }

    @SuppressWarnings("unchecked")
    private static void change(Object node, Random random) {
        if (node instanceof Map<?, ?> map) {
            changeMap((Map<String, Object>) map, random);
        } else {
            changeList((List<Object>) node, random);
        }
    }

    private static void changeMap(Map<String, Object> map, Random random) {
        var keys = new ArrayList<>(map.keySet());
        var key = keys.isEmpty() ? "a" : keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(4)) {
            case 0 -> map.remove(key);
            case 1 -> map.put("x-clerk-other", Map.of("a", random.nextInt(3)));
            case 2 -> map.put(key, another(map.get(key)));
            default -> {
                var copy = new LinkedHashMap<>(map);
                map.clear();
                Collections.shuffle(keys, random);
                keys.forEach(each -> map.put(each, copy.get(each)));
            }
        }
    }

    private static void changeList(List<Object> list, Random random) {
        switch (list.isEmpty() ? 1 : random.nextInt(3)) {
            case 0 -> list.remove(random.nextInt(list.size()));
            case 1 -> list.add(Map.of("a", "b"));
            default -> Collections.shuffle(list, random);
        }
    }

    private static Object another(Object value) {
        if (value instanceof Boolean truth) {
            return !truth;
        }
        return value instanceof Number number ? (Object) (number.intValue() + 1) : value + "x";
    }
}
