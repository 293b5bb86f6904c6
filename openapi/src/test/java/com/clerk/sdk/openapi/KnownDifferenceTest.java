package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the known difference between two of Clerk's documents, and that the committed contracts come from the current
 * ones. The documents do not belong to this repository: the test runs if {@code -Dclerk.upstream} names their folder,
 * and is skipped otherwise.
 */
class KnownDifferenceTest {
    /** The current document of each API, in the order in which they are imported. */
    private static final Map<String, String> CURRENT = new TreeMap<>(Map.of(
            "backend", "backend-2026-05-12.yml",
            "frontend", "frontend-2026-05-12.yml",
            "platform", "platform-beta.yml",
            "webhooks", "webhooks-2025-04-15.yml"));

    @TempDir
    Path folder;

    private Path documents;

    @BeforeEach
    void copyNamesAndProse() throws IOException {
        var property = System.getProperty("clerk.upstream", "");
        assumeTrue(!property.isBlank(), "-Dclerk.upstream is not set to the folder of Clerk's documents");
        documents = Path.of(property);
        for (var part : List.of("names", "docs")) {
            try (var files = Files.walk(Path.of(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(folder.resolve(file).getParent());
                    Files.copy(file, folder.resolve(file));
                }
            }
        }
    }

    private String load(String api, String document) throws IOException {
        return ImportMain.run(folder, api, documents.resolve(document), false, false);
    }

    @Test
    void theReportListsExactlyTheKnownDifference() throws IOException {
        load("backend", "backend-2025-11-10.yml");

        assertThat(load("backend", "backend-2026-05-12.yml").lines())
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
                        "- field OrganizationUpdateParams.public_metadata  BREAKS CALLERS",
                        "- field OrganizationUpdateParams.private_metadata  BREAKS CALLERS",
                        "- field UserUpdateParams.public_metadata  BREAKS CALLERS",
                        "- field UserUpdateParams.private_metadata  BREAKS CALLERS",
                        "- field UserUpdateParams.unsafe_metadata  BREAKS CALLERS",
                        "+ type DirectoryCreateGroupRoleMappingParams",
                        "+ type DirectoryGroupRoleInput",
                        "+ type DirectoryGroupRoleMapping",
                        "+ type DirectoryReplaceGroupRoleMappingsParams",
                        "+ type ScimDirectoryCreateGroupRoleMappingParams",
                        "+ type ScimDirectoryReplaceGroupRoleMappingsParams",
                        "+ type ScimGroupRoleInput",
                        "+ type ScimGroupRoleMapping",
                        "~ contract: info.version 2025-11-10 -> 2026-05-12");
    }

    @Test
    void theCommittedContractsAreWhatFreshImportsGive() throws IOException {
        for (var api : CURRENT.entrySet()) {
            load(api.getKey(), api.getValue());

            for (var file :
                    List.of(api.getKey() + ".yaml", api.getKey() + ".ignore", "names/" + api.getKey() + ".yaml")) {
                assertThat(folder.resolve(file)).hasSameTextualContentAs(Path.of(file));
            }
        }
    }

    @Test
    void importingTwiceGivesTheSameBytes() throws IOException {
        for (var api : CURRENT.entrySet()) {
            load(api.getKey(), api.getValue());
            var first = Files.readString(folder.resolve(api.getKey() + ".yaml"));

            assertThat(load(api.getKey(), api.getValue())).isEqualTo("nothing changed");
            assertThat(folder.resolve(api.getKey() + ".yaml")).hasContent(first);
        }
    }
}
