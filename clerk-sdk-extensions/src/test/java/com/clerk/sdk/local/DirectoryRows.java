package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.DirectoryGroupRoleInput;
import com.clerk.sdk.backend.model.ScimGroupRoleInput;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The operations on directories, under both names that Clerk has for them. */
final class DirectoryRows {
    private final ClerkBackend clerk;
    private final Supplier<String> connection;

    DirectoryRows(LocalClerk local, Supplier<String> connection) {
        this.clerk = local.clerk;
        this.connection = connection;
    }

    private String role() {
        return clerk.organizationRoles()
                .list(l -> l.query("org:member"))
                .items()
                .get(0)
                .id();
    }

    private String directory() {
        var id = connection.get();
        return clerk.directories()
                .create(d -> d.enterpriseConnectionId(id).provider("okta"))
                .id();
    }

    private String scim() {
        var id = connection.get();
        return clerk.scimDirectories()
                .create(d -> d.enterpriseConnectionId(id).provider("okta"))
                .id();
    }

    List<Row> rows() {
        return Stream.of(directories(), scimDirectories()).flatMap(List::stream).toList();
    }

    private List<Row> directories() {
        var all = clerk.directories();
        return List.of(
                new Row(
                        "directories.create",
                        () -> assertThat(all.get(directory()).apiKey()).isNull()),
                new Row(
                        "directories.get",
                        () -> assertThat(all.get(directory()).enabled()).isTrue()),
                new Row("directories.list", () -> {
                    var id = directory();
                    assertThat(all.list(l -> l.limit(100)).items())
                            .extracting(one -> one.id())
                            .contains(id);
                }),
                new Row("directories.update", () -> {
                    var id = directory();
                    all.update(id, d -> d.enabled(false));
                    assertThat(all.get(id).enabled()).isFalse();
                }),
                new Row("directories.delete", () -> {
                    var id = directory();
                    all.delete(id);
                    assertThatThrownBy(() -> all.get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row(
                        "directories.rotateApiKey",
                        () -> assertThat(all.rotateApiKey(directory()).apiKey()).isNotNull()),
                new Row("directories.createGroupRoleMapping", () -> {
                    var id = directory();
                    all.createGroupRoleMapping(
                            id, m -> m.directoryGroupId("group").roleId(role()));
                    assertThat(all.listGroupRoleMappings(id).items()).hasSize(1);
                }),
                new Row(
                        "directories.listGroupRoleMappings",
                        () -> assertThat(all.listGroupRoleMappings(directory()).items())
                                .isEmpty()),
                new Row("directories.replaceGroupRoleMappings", () -> {
                    var id = directory();
                    all.createGroupRoleMapping(
                            id, m -> m.directoryGroupId("old").roleId(role()));
                    all.replaceGroupRoleMappings(
                            id,
                            r -> r.mappings(DirectoryGroupRoleInput.of(
                                    m -> m.directoryGroupId("new").roleId(role()))));
                    assertThat(all.listGroupRoleMappings(id).items())
                            .extracting(one -> one.directoryGroupId())
                            .containsExactly("new");
                }),
                new Row("directories.deleteGroupRoleMapping", () -> {
                    var id = directory();
                    var made = all.createGroupRoleMapping(
                            id, m -> m.directoryGroupId("group").roleId(role()));
                    all.deleteGroupRoleMapping(id, made.id());
                    assertThat(all.listGroupRoleMappings(id).items()).isEmpty();
                }));
    }

    private List<Row> scimDirectories() {
        var all = clerk.scimDirectories();
        return List.of(
                new Row(
                        "scimDirectories.create",
                        () -> assertThat(all.get(scim()).apiKey()).isNull()),
                new Row(
                        "scimDirectories.get",
                        () -> assertThat(all.get(scim()).enabled()).isTrue()),
                new Row("scimDirectories.list", () -> {
                    var id = scim();
                    assertThat(all.list(l -> l.limit(100)).items())
                            .extracting(one -> one.id())
                            .contains(id);
                }),
                new Row("scimDirectories.update", () -> {
                    var id = scim();
                    all.update(id, d -> d.enabled(false));
                    assertThat(all.get(id).enabled()).isFalse();
                }),
                new Row("scimDirectories.delete", () -> {
                    var id = scim();
                    all.delete(id);
                    assertThatThrownBy(() -> all.get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row(
                        "scimDirectories.rotateApiKey",
                        () -> assertThat(all.rotateApiKey(scim()).apiKey()).isNotNull()),
                new Row("scimDirectories.createGroupRoleMapping", () -> {
                    var id = scim();
                    all.createGroupRoleMapping(id, m -> m.scimGroupId("group").roleId(role()));
                    assertThat(all.listGroupRoleMappings(id).items()).hasSize(1);
                }),
                new Row(
                        "scimDirectories.listGroupRoleMappings",
                        () -> assertThat(all.listGroupRoleMappings(scim()).items())
                                .isEmpty()),
                new Row("scimDirectories.replaceGroupRoleMappings", () -> {
                    var id = scim();
                    all.createGroupRoleMapping(id, m -> m.scimGroupId("old").roleId(role()));
                    all.replaceGroupRoleMappings(
                            id,
                            r -> r.mappings(ScimGroupRoleInput.of(
                                    m -> m.scimGroupId("new").roleId(role()))));
                    assertThat(all.listGroupRoleMappings(id).items())
                            .extracting(one -> one.scimGroupId())
                            .containsExactly("new");
                }),
                new Row("scimDirectories.deleteGroupRoleMapping", () -> {
                    var id = scim();
                    var made = all.createGroupRoleMapping(
                            id, m -> m.scimGroupId("group").roleId(role()));
                    all.deleteGroupRoleMapping(id, made.id());
                    assertThat(all.listGroupRoleMappings(id).items()).isEmpty();
                }));
    }
}
