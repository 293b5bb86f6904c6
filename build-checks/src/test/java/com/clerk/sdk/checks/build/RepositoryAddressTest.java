package com.clerk.sdk.checks.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The repository's address is named once, and a release names a real one. */
class RepositoryAddressTest {
    private static final Path ROOT = Path.of("..");
    /** The top level domain that nobody can own (RFC 2606 section 2). */
    private static final String RESERVED = ".example";

    private final Pom root = Pom.in(ROOT);

    @Test
    void allAddressesComeFromOneProperty() {
        assertThat(root.text("/project/url")).isEqualTo("${project.repository}");
        assertThat(root.text("/project/scm/url")).isEqualTo("${project.repository}");
        assertThat(root.text("/project/scm/connection")).isEqualTo("scm:git:${project.repository}.git");
        assertThat(root.text("/project/scm/developerConnection")).isEqualTo("scm:git:${project.repository}.git");
        assertThat(root.text("/project/issueManagement/url")).isEqualTo("${project.repository}/issues");
    }

    @Test
    void theBomKnowsTheSameAddress() {
        var property = "/project/properties/project.repository";

        assertThat(Pom.in(ROOT.resolve("clerk-sdk-bom")).text(property)).isEqualTo(root.text(property));
    }

    @Test
    void aReleaseDoesNotHaveAReservedAddress() throws IOException {
        var isSnapshot = root.text("/project/version").endsWith("-SNAPSHOT");
        var address = root.text("/project/properties/project.repository");
        var owners = Files.readString(ROOT.resolve(".github/CODEOWNERS"));

        assertThat(isSnapshot || !(address + owners).contains(RESERVED))
                .as("a release needs the address of the repository in pom.xml, clerk-sdk-bom/pom.xml and CODEOWNERS")
                .isTrue();
    }
}
