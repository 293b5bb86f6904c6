package com.clerk.sdk.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java block of the documents is a compiled snippet, and every snippet is in a document. Blocks in Kotlin may
 * also be lines of a Gradle build.
 */
class SnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final List<Path> SOURCES = List.of(
            Path.of("../examples/src/main/java/com/clerk/sdk/examples/snippets"),
            Path.of("../examples/src/main/java/com/clerk/sdk/examples/servers"),
            Path.of("../examples/src/main/java/com/clerk/sdk/examples/webhooks"),
            Path.of("../examples/src/main/java/com/clerk/sdk/examples/observability"),
            Path.of("../examples/src/test/java/com/clerk/sdk/examples/snippets"),
            Path.of("../integrations/javalin/src/test/java/com/clerk/sdk/javalin"),
            Path.of("../integrations/servlet/src/test/java/com/clerk/sdk/servlet"),
            Path.of("../integrations/spring-security/src/test/java/com/clerk/sdk/spring/security/snippets"),
            Path.of("../integrations/spring-security/src/test/kotlin/com/clerk/sdk/spring/security"),
            Path.of("../integrations/spring-test/src/test/java/com/clerk/sdk/spring/snippets"),
            Path.of("../examples/spring-mvc/src/main/java/com/clerk/sdk/examples/spring/mvc"),
            recipe("vertx/src/main/java"),
            recipe("ktor/src/main/kotlin"),
            recipe("quarkus/src/main/java"),
            recipe("micronaut/src/main/java"),
            recipe("helidon/src/main/java"),
            recipe("grpc/src/main/java"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(java|kotlin)\\n(.*?)^```$");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^ *// snippet: (\\S+)\\n(.*?)^ *// end$");

    /** The folder of a recipe, whose modules are compiled by the profile recipes. */
    private static Path recipe(String sources) {
        var name = sources.substring(0, sources.indexOf('/'));
        return Path.of("../examples/recipes", sources, "com/clerk/sdk/examples/recipes", name);
    }

    @Test
    void everyJavaBlockOfTheDocumentsIsACompiledSnippet() {
        assertThat(blocks("java"))
                .allSatisfy((where, block) -> assertThat(snippets()).containsValue(block));
    }

    @Test
    void everySnippetIsShownInADocument() {
        var blocks = new LinkedHashMap<>(blocks("java"));
        blocks.putAll(blocks("kotlin"));
        assertThat(snippets()).allSatisfy((name, snippet) -> assertThat(blocks).containsValue(snippet));
    }

    @Test
    void everyMarkerIsRead() {
        var markers = new ArrayList<String>();
        SOURCES.forEach(folder -> sources(folder)
                .flatMap(file -> read(file).lines())
                .filter(line -> line.contains("// snippet:"))
                .forEach(markers::add));

        assertThat(snippets()).hasSameSizeAs(markers).isNotEmpty();
    }

    @Test
    void theReadmesCommandsStandBelowTheirMarkers() {
        assertThat(Documents.command("quickstart")).isEqualTo("mvn -q -Pquickstart compile");
        assertThat(Documents.command("test")).isEqualTo("mvn -q verify");
    }

    private static Map<String, String> blocks(String language) {
        var blocks = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs"), ".md"))
                .forEach(document -> {
                    var matcher = BLOCK.matcher(read(document));
                    while (matcher.find()) {
                        if (matcher.group(1).equals(language)) {
                            var where = document.getFileName() + " at " + matcher.start();
                            blocks.put(where, withoutSpace(matcher.group(2)));
                        }
                    }
                });
        return blocks;
    }

    private static Map<String, String> snippets() {
        var snippets = new LinkedHashMap<String, String>();
        SOURCES.forEach(folder -> sources(folder).forEach(file -> {
            var matcher = SNIPPET.matcher(read(file));
            while (matcher.find()) {
                assertThat(snippets.put(matcher.group(1), withoutSpace(matcher.group(2))))
                        .as("another snippet named %s", matcher.group(1))
                        .isNull();
            }
        }));
        return snippets;
    }

    /**
     * Lines may be broken and indented differently, and a class that stands for one of the reader's is nested, so its
     * source says {@code static} or {@code abstract static}. Nothing else may differ.
     */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\b(abstract )?static ((final )?class )", "$2").replaceAll("\\s+", "");
    }

    private static Stream<Path> sources(Path folder) {
        return Stream.concat(files(folder, ".java"), files(folder, ".kt"));
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
