package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/local-clerk.md says which operations of the Backend API answer. */
class LocalClerkDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/local-clerk.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Za-z0-9]+)` \\| ((?:`[A-Za-z0-9]+`(?:, )?)+) \\|$");
    private static final Pattern MISSING = Pattern.compile("(?m)^- `([A-Za-z0-9]+)`: ((?:`[A-Za-z0-9]+`(?:, )?)+)$");

    private static String section() throws IOException {
        var text = Files.readString(DOCUMENT);
        var start = text.indexOf("## What the Backend API has");
        return text.substring(start, text.indexOf("\n## ", start + 1));
    }

    private static List<String> names(Pattern line) throws IOException {
        var names = new TreeSet<String>();
        line.matcher(section()).results().forEach(row -> {
            for (var operation : row.group(2).replace("`", "").split(", ", -1)) {
                names.add(row.group(1) + "." + operation);
            }
        });
        return List.copyOf(names);
    }

    @Test
    void theTableNamesTheOperationsThatAnswer() throws IOException {
        try (var server = ClerkServer.start()) {
            assertThat(names(ROW)).isEqualTo(server.supported());
            assertThat(section())
                    .contains(server.supported().size() + " of Clerk's "
                            + Contract.backend().operations().size() + " operations");
        }
    }

    @Test
    void theListNamesAllOthers() throws IOException {
        var all = new TreeSet<>(names(ROW));
        all.addAll(names(MISSING));

        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(Contract.backend().operations().stream()
                        .map(Operation::name)
                        .toList());
    }
}
