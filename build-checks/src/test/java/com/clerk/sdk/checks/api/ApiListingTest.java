package com.clerk.sdk.checks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.clerk.sdk.checks.FrameworkClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file lists the public API of each published module, so that a review shows the changes for users. */
class ApiListingTest {
    private static final Path FOLDER = Path.of("..", "api");
    private static final String RENEW = "api.renew";
    private static final int SHOWN = 20;

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "generated", "extensions", "testing", "web", "servlet", "thymeleaf"})
    void theListingIsUpToDate(String module) throws IOException {
        compare(module, ModuleClasses.exportedBy("com.clerk.sdk." + module));
    }

    @ParameterizedTest
    @FieldSource("com.clerk.sdk.checks.FrameworkClasses#MODULES")
    void theListingOfAModuleForAFrameworkIsUpToDate(String module) throws IOException {
        compare(module, FrameworkClasses.of(module));
    }

    private static void compare(String module, Collection<Class<?>> types) throws IOException {
        var listing = ApiListing.of(types);
        var file = FOLDER.resolve("clerk-sdk-" + module + ".txt");
        assertThat(listing).isNotEmpty();
        if (System.getProperty(RENEW) != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, String.join("\n", listing) + "\n");
            return;
        }
        var committed = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        if (!committed.equals(listing)) {
            fail(differences(file, committed, listing));
        }
    }

    private static String differences(Path file, List<String> committed, List<String> listing) {
        var removed = without(committed, listing);
        var added = without(listing, committed);
        var message = new ArrayList<String>();
        message.add("The public API is not what " + file.getFileName() + " says: " + removed.size() + " lines removed, "
                + added.size() + " added.");
        removed.stream().limit(SHOWN).forEach(line -> message.add("- " + line));
        added.stream().limit(SHOWN).forEach(line -> message.add("+ " + line));
        message.add(
                "If you meant to change the API, renew the listings and commit them: mvn -q test -pl build-checks -am"
                        + " -Dtest=ApiListingTest -Dsurefire.failIfNoSpecifiedTests=false -D" + RENEW);
        return String.join("\n", message);
    }

    private static List<String> without(List<String> lines, List<String> others) {
        var rest = new LinkedHashSet<>(lines);
        rest.removeAll(new LinkedHashSet<>(others));
        return List.copyOf(rest);
    }
}
