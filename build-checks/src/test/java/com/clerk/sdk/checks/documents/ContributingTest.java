package com.clerk.sdk.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of CONTRIBUTING.md that tells newcomers where to look. */
class ContributingTest {
    private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");
    private static final Pattern TABLE =
            Pattern.compile("(?ms)^## To change this, look there\\n.*?^\\|---\\|---\\|\\n((?:\\|.*?\\n)+)");
    private static final Pattern PLACE = Pattern.compile("\\[`([^`]+)`\\]\\(([^)#]+)(#[^)]*)?\\)");

    private static List<String> rows() {
        var table = TABLE.matcher(Documents.read(CONTRIBUTING));
        assertThat(table.find()).as("the table of CONTRIBUTING.md").isTrue();
        return table.group(1).lines().toList();
    }

    @Test
    void itHasAtLeastFifteenRows() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void everyRowNamesAPlace() {
        assertThat(rows()).allMatch(row -> PLACE.matcher(row).find());
    }

    @Test
    void everyPlaceExistsAndIsNamedAsItsFile() {
        assertThat(places().filter(place -> !exists(place) || !isNamedAsItsFile(place))
                        .map(MatchResult::group))
                .isEmpty();
    }

    private static Stream<MatchResult> places() {
        return rows().stream().flatMap(row -> PLACE.matcher(row).results());
    }

    private static boolean exists(MatchResult place) {
        return Files.exists(Documents.ROOT.resolve(place.group(2)));
    }

    private static boolean isNamedAsItsFile(MatchResult place) {
        var path = place.group(2).replaceFirst("\\.java$", "");
        return path.equals(place.group(1)) || path.endsWith("/" + place.group(1));
    }
}
