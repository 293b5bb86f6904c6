package com.clerk.sdk.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.checks.language.JavaFiles;
import com.clerk.sdk.checks.language.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The index of messages in docs/troubleshooting.md. A row quotes a message by its beginning, with … for a part that
 * differs, and covers all messages that begin so. When a message changes its words, change the first cell of its row.
 */
class TroubleshootingTest {
    private static final Path ROOT = Path.of("..");
    private static final Path INDEX = ROOT.resolve("docs/troubleshooting.md");
    private static final List<String> MODULES = List.of(
            "clerk-sdk-runtime",
            "clerk-sdk-extensions",
            "clerk-sdk-testing",
            "integrations/web",
            "integrations/servlet",
            "integrations/thymeleaf",
            "integrations/javalin",
            "integrations/spring-security",
            "integrations/spring-boot-starter",
            "integrations/spring-test");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern TABLE_LINE = Pattern.compile("(?m)^\\| `");

    /** The in-process Clerk's responses imitate Clerk's own; errors.md explains those. */
    private static final String RESPONSES = "/testing/server/";

    /** A sentence: it begins with a capital and has three words; this leaves out what toString returns. */
    private static final Pattern SENTENCE = Pattern.compile("(?s)[A-Z]\\w*(?![\\w(\\[]).* .* .*");

    /** A statement for a database, which is not a message. */
    private static final Pattern SQL = Pattern.compile("(?s)(CREATE TABLE|DELETE FROM|INSERT INTO|SELECT) .*");

    /** The beginnings of messages that nobody sees who uses the published API. */
    private static final List<String> INTERNAL = List.of(
            "An answer from Clerk is pending",
            "Content Too Large", // the name of a status
            "Internal Server Error", // likewise
            "Method Not Allowed", // likewise
            "Nimbus does not accept",
            "Requests to Clerk, each try of a call by itself", // the description of a timer
            "RSA PUBLIC KEY",
            "Test only: ",
            "The … of this Java runtime can no longer be cloned",
            "The document cannot end inside an object",
            "The other base URL must",
            "Too many requests. ");

    private static List<Passage> messages;
    private static List<String> rows;

    @BeforeAll
    static void readMessagesAndRows() throws IOException {
        messages = JavaFiles.parse(
                        ROOT,
                        MODULES.stream().flatMap(TroubleshootingTest::sources).toList())
                .messages();
        rows = ROW.matcher(Files.readString(INDEX))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void everyRowQuotesAMessageOfTheSdk() {
        assertThat(rows).isNotEmpty();
        assertThat(rows.stream().filter(row -> messages.stream().noneMatch(message -> covers(row, message))))
                .as("rows of docs/troubleshooting.md that no message begins with")
                .isEmpty();
    }

    @Test
    void everyMessageThatUsersSeeIsCoveredByARow() {
        assertThat(messages.stream()
                        .filter(TroubleshootingTest::isSeenByUsers)
                        .filter(message -> rows.stream().noneMatch(row -> covers(row, message)))
                        .map(message -> message.file() + ":" + message.line() + ": " + message.text()))
                .as("messages without a row in docs/troubleshooting.md")
                .isEmpty();
    }

    @Test
    void noMessageHasTwoRows() {
        assertThat(rows).doesNotHaveDuplicates();
    }

    @Test
    void everyRowSaysWhatTheMessageMeansAndWhatToDo() throws IOException {
        assertThat(TABLE_LINE.matcher(Files.readString(INDEX)).results()).hasSameSizeAs(rows);
    }

    private static boolean isSeenByUsers(Passage message) {
        return SENTENCE.matcher(message.text()).matches()
                && !SQL.matcher(message.text()).matches()
                && !message.file().toString().replace('\\', '/').contains(RESPONSES)
                && INTERNAL.stream().noneMatch(message.text()::startsWith);
    }

    private static boolean covers(String row, Passage message) {
        var beginning = Stream.of(row.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*?"));
        return Pattern.compile(beginning, Pattern.DOTALL)
                .matcher(message.text())
                .lookingAt();
    }

    private static Stream<Path> sources(String module) {
        var folder = ROOT.resolve(module).resolve(Path.of("src", "main", "java"));
        try (var files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
