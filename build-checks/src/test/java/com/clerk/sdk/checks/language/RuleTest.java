package com.clerk.sdk.checks.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule finds an example that breaks it, with its line, and leaves good English alone. */
class RuleTest {
    private static final Path FILE = Path.of("module", "File.java");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LEADING_WHAT | /** What the caller sends. */
            LEADING_WHAT | /** Whatever it sends is kept. */
            LEADING_WHAT | /** A sender. Whoever sends too much is stopped. */
            LEADING_WHAT | // What is sent here was checked before.
            WHETHER_OR   | /** Whether one kind is accepted or several. */ int kinds();
            TAG_WHAT     | /** @return what was sent */
            TAG_WHAT     | /** @param bytes whatever was sent */
            TAG_WHAT     | /** @throws IOException Whoever sent it has gone */
            IS_NO        | /** Throws if the text is no number. */
            IS_NONE      | /** Throws if the text is none. */
            IS_NO        | /** Throws for what is no text. */
            IS_NO        | /** Skips an entry that is no key. */
            IS_NONE      | /** Skips the token if it is none of a session. */
            WHOEVER      | /** Stops whoever sends too much. */
            NO_NETWORK   | /** Returns the name. No network. */
            """)
    void aCommentThatBreaksARuleIsFound(String rule, String code) {
        assertThat(rulesBrokenIn(code)).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Returns what was sent, whatever it is. */",
                "/** Whether pending sessions count, or only active ones. */ void pending(boolean accept);",
                "/** Whether the user is signed in. */ int state();",
                "/** @return true if there is no name */",
                "/** @return the name, or null if there is none */",
                "/** The key is no longer valid, and is no more than an hour old. */",
                "/** Methods do not touch the network unless they say so. */",
                "/** Quotes {@code is no JWT} and {@code No network.} */",
                "/** Uses the name of the parent if the file has none. */",
                "/** Returns the names, or nothing if the file has no names and there is none in its parent. */",
                "// What happens when it is called twice? It fails.",
                "var text = \"// What a comment in a text\";",
            })
    void goodEnglishIsLeftAlone(String code) {
        assertThat(rulesBrokenIn(code)).isEmpty();
    }

    @Test
    void aSentenceThatIsBrokenIntoLinesIsFoundInTheLineThatItBeginsIn() {
        var code = """
                package a;

                /**
                 * A token. The text is
                 * no JWT.
                 */
                class A {}
                """;

        assertThat(findings(Comments.of(FILE, code).stream())).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(4);
            assertThat(finding.text()).isEqualTo("is no JWT.");
            assertThat(finding).asString().startsWith("module/File.java:4: IS_NO: is no JWT. (");
        });
    }

    @Test
    void commentsOnConsecutiveLinesAreReadAsOneText() {
        assertThat(rulesBrokenIn("// The text is\n// no JWT.")).containsExactly("IS_NO");
        assertThat(rulesBrokenIn("// The text is\n\n// no JWT.")).isEmpty();
    }

    @Test
    void messagesOfTheCodeAreReadEvenIfTheyAreConcatenated(@TempDir Path root) throws Exception {
        var java = parse(root, """
                class A {
                    String a(String name) {
                        String plain = "none";
                        return "The value of " + name + " is "
                                + "no number.";
                    }
                }
                """);

        assertThat(java.messages()).extracting(Passage::text).containsExactly("The value of … is no number.");
        assertThat(findings(java.messages().stream())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("IS_NO");
            assertThat(finding.line()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No name in the file.",
                "The file is closed. Nothing to do here.",
                "Bad key for this server.",
            })
    void aMessageWithASentenceWithoutAVerbIsFound(String message) {
        assertThat(rulesBrokenBy(message)).containsExactly("NO_VERB");
    }

    @Test
    void aMessageThatSaysNoneForWhatIsMissingIsFound() {
        assertThat(rulesBrokenBy("A file needs a name, and this one has none.")).containsExactly("HAS_NONE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The file has no name.",
                "There is no name. Set one in the file.",
                "Check that the file exists.",
                "The names must differ.",
                "File not found",
                "The server sent … and closed the connection.",
                "Clerk did not verify the token.",
                "Use a key of this server.",
            })
    void aMessageOfWholeSentencesOrWithoutAFullStopIsLeftAlone(String message) {
        assertThat(rulesBrokenBy(message)).isEmpty();
    }

    private static List<String> rulesBrokenBy(String message) {
        return findings(Stream.of(new Passage(FILE, 1, Passage.Kind.MESSAGE, message))).stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void aStatementHasAtMostOneConditionalExpression(@TempDir Path root) throws Exception {
        var java = parse(root, """
                class A {
                    int nested(boolean a, boolean b) {
                        return a ? 1 : b ? 2 : 3;
                    }
                    int field = Boolean.TRUE ? 1 : Boolean.FALSE ? 2 : 3;
                    int apart(boolean a, boolean b) {
                        int first = a ? 1 : 2;
                        if (b ? a : !a) {
                            return b ? first : 4;
                        }
                        Runnable later = () -> {
                            int x = a ? 1 : 2;
                            int y = b ? 1 : 2;
                        };
                        return switch (first) {
                            case 1 -> a ? 1 : 2;
                            default -> b ? 1 : 2;
                        };
                    }
                    void sideBySide(boolean a, boolean b) {
                        apart(a ? b : a, b ? a : b);
                    }
                }
                """);

        assertThat(java.crowdedStatements()).extracting(Finding::line).containsExactly(3, 5, 21);
    }

    @Test
    void commentsAndTextsOfTemplatesAreRead() {
        var template = """
                {{! What this template makes. }}
                /** @return what {{name}} is */
                {{#fails}}
                throw new Failure("{{name}} is no {{type}}: " + value);
                {{/fails}}
                """;

        assertThat(findings(Repository.template(Path.of("t", "a.mustache"), template)))
                .extracting(Finding::line, Finding::rule)
                .containsExactly(tuple(1, "LEADING_WHAT"), tuple(2, "TAG_WHAT"), tuple(4, "IS_NO"));
    }

    @Test
    void proseOfTheContractIsRead() {
        var yaml = """
                group: users
                summary: What users do.
                operations:
                  list:
                    summary: Lists users, whatever they do.
                    params:
                      limit: Null is no limit.
                """;

        assertThat(findings(Repository.contract(Path.of("openapi", "a.yaml"), yaml)))
                .extracting(Finding::line, Finding::rule)
                .containsExactly(tuple(2, "LEADING_WHAT"), tuple(7, "IS_NO"));
    }

    @Test
    void documentsAreReadWithoutTheirCode() {
        var document = """
                # What it is

                A guide. The guide is
                no book, and `is none` is quoted.

                ```
                this is no prose
                ```

                This text is none.
                """;

        assertThat(findings(Repository.document(Path.of("README.md"), document)))
                .extracting(Finding::line, Finding::rule)
                .containsExactly(tuple(3, "IS_NO"), tuple(10, "IS_NONE"));
    }

    @Test
    void everyKindOfFileIsReadExceptBuildOutput(@TempDir Path root) throws Exception {
        write(root.resolve("README.md"), "This is no text.");
        write(root.resolve("core/src/main/java/A.java"), "/** What A is. */ class A { String a = \"a is none\"; }");
        write(
                root.resolve("core/src/test/java/ATest.java"),
                "/** What A is. */ class ATest { String a = \"is no b\"; }");
        write(root.resolve("core/target/generated-sources/B.java"), "/** What B is. */ class B {}");
        write(root.resolve("generator-templates/java/a.mustache"), "// What this is.");
        write(root.resolve("openapi/docs/a.yaml"), "summary: What this is.");

        assertThat(new Repository(root).findings())
                .extracting(finding -> finding.module() + " " + finding.rule())
                .containsExactly(
                        ". IS_NO",
                        "core IS_NONE",
                        "core LEADING_WHAT",
                        "core LEADING_WHAT",
                        "generator-templates LEADING_WHAT",
                        "openapi LEADING_WHAT");
    }

    private static List<String> rulesBrokenIn(String code) {
        return findings(Comments.of(FILE, code).stream()).stream()
                .map(Finding::rule)
                .toList();
    }

    private static List<Finding> findings(Stream<Passage> passages) {
        return passages.flatMap(passage -> Stream.of(Rule.values()).flatMap(rule -> rule.findings(passage).stream()))
                .toList();
    }

    private static JavaFiles parse(Path root, String code) throws Exception {
        write(root.resolve("A.java"), code);
        return JavaFiles.parse(root, List.of(Path.of("A.java")));
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
