package com.clerk.sdk.checks.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message that the published modules can show to users breaks a rule of plain English. */
class MessagesTest {
    private static final int FEWEST = 100;

    private final Repository repository = new Repository(Path.of(".."));

    @Test
    void noMessageOfAPublishedModuleBreaksARule() {
        var findings = repository.publishedMessages().stream()
                .flatMap(message -> Stream.of(Rule.values()).flatMap(rule -> rule.findings(message).stream()))
                .map(Finding::toString);

        assertThat(findings).isEmpty();
    }

    @Test
    void messagesOfEveryPublishedModuleAreRead() {
        assertThat(repository.publishedMessages())
                .hasSizeGreaterThan(FEWEST)
                .extracting(message -> message.file().getName(0).toString())
                .contains("clerk-sdk-runtime", "clerk-sdk-extensions", "clerk-sdk-testing", "integrations");
        assertThat(repository.publishedMessages())
                .extracting(Passage::text)
                .contains("The body is not valid UTF-8.", "The body is not valid JSON.");
    }
}
