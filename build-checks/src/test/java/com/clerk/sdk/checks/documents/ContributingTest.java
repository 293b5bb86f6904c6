package com.clerk.sdk.checks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    void everyRowNamesAPlaceThatExists() {
        assertThat(rows())
                .allSatisfy(row -> assertThat(places(row)).isNotEmpty().allSatisfy(place -> assertThat(
                                Documents.ROOT.resolve(place.group(2)))
                        .exists()));
    }

    @Test
    void theNameOfAPlaceIsThatOfItsFile() {
        assertThat(rows()).allSatisfy(row -> assertThat(places(row)).allSatisfy(place -> assertThat(place.group(2))
                .containsPattern(Pattern.quote(place.group(1)) + "(\\.java)?/?$")));
    }

    private static List<MatchResult> places(String row) {
        return PLACE.matcher(row).results().toList();
    }
}
