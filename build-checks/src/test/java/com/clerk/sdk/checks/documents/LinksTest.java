package com.clerk.sdk.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links from a document to a file of this repository, or to a heading, lead somewhere. */
class LinksTest {
    @Test
    void everyRelativeLinkLeadsToAFileAndToAHeadingInIt() {
        var documents = Documents.all();

        assertThat(documents).isNotEmpty();
        assertThat(documents.stream().flatMap(LinksTest::deadLinks)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Clerk did not answer                 | clerk-did-not-answer
            Migrating from com.clerk:backend-api | migrating-from-comclerkbackend-api
            `has()`, roles & more                | has-roles--more
            """)
    void anAnchorIsTheHeadingInLowerCaseWithHyphens(String heading, String anchor) {
        assertThat(Documents.anchors("## " + heading)).containsExactly(anchor);
    }

    @Test
    void theSecondHeadingWithTheSameTextHasANumber() {
        assertThat(Documents.anchors("# Use it\n\n## Use it\n")).containsExactly("use-it", "use-it-1");
    }

    @Test
    void linksInCodeAreLeftOut() {
        assertThat(Documents.links("[a](b.md) `[c](d.md)`\n```\n[e](f.md)\n```\n"))
                .containsExactly("b.md");
    }

    private static Stream<String> deadLinks(Path document) {
        return Documents.links(Documents.read(document)).stream()
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> document + " links to " + link);
    }

    private static boolean leadsSomewhere(Path document, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        var file = Documents.ROOT.resolve(target);
        return parts.length == 1
                ? Files.exists(file)
                : Files.isRegularFile(file)
                        && Documents.anchors(Documents.read(target)).contains(parts[1]);
    }
}
