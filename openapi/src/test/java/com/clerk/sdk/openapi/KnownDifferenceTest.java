package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is known of two versions of Clerk's Backend document. The documents are not ours to keep here: the test runs
 * where {@code -Dclerk.upstream} names a folder that has them, and is skipped elsewhere.
 */
class KnownDifferenceTest {
    @TempDir
    Path folder;

    private Path documents;

    @BeforeEach
    void copyNamesAndProse() throws IOException {
        var property = System.getProperty("clerk.upstream", "");
        assumeTrue(!property.isBlank(), "-Dclerk.upstream names no folder with Clerk's documents");
        documents = Path.of(property);
        for (var part : new String[] {"names", "docs/backend"}) {
            Files.createDirectories(folder.resolve(part));
            try (var files = Files.list(Path.of(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
                }
            }
        }
    }

    private String load(String document) throws IOException {
        return ImportMain.run(folder, "backend", documents.resolve(document), true, false);
    }

    @Test
    void theImportTellsExactlyWhatChanged() throws IOException {
        load("backend-2025-11-10.yml");

        assertThat(load("backend-2026-05-12.yml").lines())
                .containsExactly(
                        "+ operation directories.createGroupRoleMapping",
                        "+ operation directories.deleteGroupRoleMapping",
                        "+ operation directories.listGroupRoleMappings",
                        "+ operation directories.replaceGroupRoleMappings",
                        "+ operation directories.rotateApiKey",
                        "+ operation scimDirectories.createGroupRoleMapping",
                        "+ operation scimDirectories.deleteGroupRoleMapping",
                        "+ operation scimDirectories.listGroupRoleMappings",
                        "+ operation scimDirectories.replaceGroupRoleMappings",
                        "+ operation scimDirectories.rotateApiKey",
                        "~ field DeletedObject.object: enum [machine, api_key] -> [machine, scim_group_role_mapping, "
                                + "directory_group_role_mapping, api_key]",
                        "- field OrganizationUpdateParams.public_metadata  BREAKS A CALLER",
                        "- field OrganizationUpdateParams.private_metadata  BREAKS A CALLER",
                        "- field UserUpdateParams.public_metadata  BREAKS A CALLER",
                        "- field UserUpdateParams.private_metadata  BREAKS A CALLER",
                        "- field UserUpdateParams.unsafe_metadata  BREAKS A CALLER",
                        "+ type DirectoryCreateGroupRoleMappingParams",
                        "+ type DirectoryGroupRoleMapping",
                        "+ type DirectoryReplaceGroupRoleMappingsParams",
                        "+ type ScimDirectoryCreateGroupRoleMappingParams",
                        "+ type ScimDirectoryReplaceGroupRoleMappingsParams",
                        "+ type ScimGroupRoleMapping");
    }

    @Test
    void theCommittedContractIsWhatAFreshImportGives() throws IOException {
        load("backend-2026-05-12.yml");

        assertThat(folder.resolve("backend.yaml")).hasSameTextualContentAs(Path.of("backend.yaml"));
    }

    @Test
    void importingTwiceGivesTheSameBytes() throws IOException {
        load("backend-2026-05-12.yml");
        var first = Files.readString(folder.resolve("backend.yaml"));

        assertThat(load("backend-2026-05-12.yml")).isEqualTo("nothing changed");
        assertThat(folder.resolve("backend.yaml")).hasContent(first);
    }
}
