package com.clerk.sdk.checks.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The BOM manages the versions of all published modules, and all are the version of the SDK. */
class BomTest {
    private static final Path ROOT = Path.of("..");
    private static final String MANAGED = "/project/dependencyManagement/dependencies/dependency/";

    private final Pom root = Pom.in(ROOT);
    private final Pom bom = Pom.in(ROOT.resolve("clerk-sdk-bom"));

    @Test
    void theBomListsEveryPublishedModuleAndNothingElse() {
        var published = root.modules().stream()
                .filter(Pom::isPublishedJar)
                .map(Pom::artifactId)
                .toList();

        assertThat(published).contains("clerk-sdk", "clerk-sdk-testing");
        assertThat(bom.texts(MANAGED + "artifactId")).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void theApiOfEveryPublishedModuleIsListed() throws IOException {
        var modules = root.modules().stream()
                .filter(Pom::isPublishedJar)
                .map(Pom::artifactId)
                .filter(name -> !name.equals("clerk-sdk")) // it has no class
                .map(name -> name + ".txt")
                .toList();

        try (var files = Files.list(ROOT.resolve("api"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(modules);
        }
    }

    @Test
    void allArtifactsOfTheBomHaveItsVersion() {
        var listed = bom.texts(MANAGED + "artifactId").size();

        assertThat(bom.texts(MANAGED + "version")).hasSize(listed).containsOnly("${project.version}");
        assertThat(bom.texts(MANAGED + "groupId")).hasSize(listed).containsOnly(root.text("/project/groupId"));
    }

    /** The BOM has no parent, so it repeats the elements that the other modules inherit. */
    @ParameterizedTest
    @ValueSource(strings = {"groupId", "version", "url", "licenses", "developers", "scm", "issueManagement"})
    void theBomRepeatsTheElementsOfTheParent(String element) {
        assertThat(bom.texts("/project/parent")).isEmpty();
        assertThat(bom.text("/project/" + element)).isEqualTo(root.text("/project/" + element));
    }

    @Test
    void theBomBuildsWithThePluginsOfTheOtherModules() {
        var plugins = "/project/build/pluginManagement/plugins/plugin[artifactId='%s']/version";
        var pinned = bom.texts("/project/build/pluginManagement/plugins/plugin/artifactId");

        assertThat(pinned)
                .isNotEmpty()
                .allSatisfy(plugin -> assertThat(bom.text(plugins.formatted(plugin)))
                        .isEqualTo(root.text(plugins.formatted(plugin))));
    }
}
