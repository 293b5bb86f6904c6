package com.clerk.sdk.checks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All text that people read is plain English. The number of findings in each module may only fall. */
class LanguageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path COUNTS = Path.of("language-findings.txt");
    private static final Path REPORT = Path.of("target", "language-findings.txt");
    private static final String RENEW = "language.renew";

    private static List<Finding> findings;

    @BeforeAll
    static void readTheRepository() throws IOException {
        findings = new Repository(ROOT).findings();
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, findings.stream().map(Finding::toString).toList());
    }

    @Test
    void theFileCountsTheFindingsOfEachModule() throws IOException {
        var counts = counts();
        if (System.getProperty(RENEW) != null) {
            Files.write(COUNTS, lines(counts));
            return;
        }
        var committed = committed();
        if (!committed.equals(counts)) {
            fail(message(committed, counts));
        }
    }

    @Test
    void everyModuleThatIsListedHasFindings() throws IOException {
        assertThat(committed().values()).allMatch(count -> count > 0);
    }

    private static Map<String, Integer> counts() {
        return findings.stream()
                .collect(Collectors.groupingBy(Finding::module, TreeMap::new, Collectors.summingInt(finding -> 1)));
    }

    private static List<String> lines(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .toList();
    }

    private static Map<String, Integer> committed() throws IOException {
        return Files.readAllLines(COUNTS).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        words -> words[0], words -> Integer.valueOf(words[1]), (a, b) -> b, TreeMap::new));
    }

    private static String message(Map<String, Integer> committed, Map<String, Integer> counts) {
        var message = new ArrayList<String>();
        var modules = new TreeSet<>(committed.keySet());
        modules.addAll(counts.keySet());
        for (var module : modules) {
            int before = committed.getOrDefault(module, 0);
            int now = counts.getOrDefault(module, 0);
            if (now > before) {
                message.add(module + " has " + now + " findings, " + before + " are allowed:");
                findings.stream()
                        .filter(finding -> finding.module().equals(module))
                        .forEach(finding -> message.add("  " + finding));
            } else if (now < before) {
                message.add(module + " has " + now + " findings, fewer than " + before + ": renew " + COUNTS
                        + " with -D" + RENEW);
            }
        }
        return String.join("\n", message);
    }
}
