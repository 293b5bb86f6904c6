package com.clerk.sdk.checks.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.checks.documents.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The hosted build runs the test command of the README, and cannot change the repository. */
class WorkflowTest {
    private static final Path ROOT = Path.of("..");

    private final String text = Files.readString(ROOT.resolve(".github/workflows/build.yml"));
    private final Object workflow = new Load(LoadSettings.builder().build()).loadFromString(text);

    WorkflowTest() throws IOException {}

    @Test
    void itRunsTheTestCommandOfTheReadme() {
        assertThat(at(workflow, "jobs", "test", "steps"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .anySatisfy(step -> assertThat(at(step, "run")).isEqualTo(Documents.command("test")));
    }

    @Test
    void itRunsOnEachJavaVersionThatIsSupported() {
        assertThat(at(workflow, "jobs", "test", "strategy", "matrix", "jdk")).isEqualTo(List.of(17, 21, 25));
    }

    @Test
    void itHasReadPermissionOnly() {
        assertThat(at(workflow, "permissions")).isEqualTo(Map.of("contents", "read"));
    }

    @Test
    void actionsAreNamedByTheirMajorVersion() {
        assertThat(text.lines().filter(line -> line.contains("uses:")).toList())
                .isNotEmpty()
                .allMatch(line -> line.matches(".*uses: actions/[a-z-]+@v\\d+"));
    }

    private static Object at(Object node, String... path) {
        var found = node;
        for (var key : path) {
            found = found instanceof Map<?, ?> map && map.get(key) != null ? map.get(key) : "";
        }
        return found;
    }
}
