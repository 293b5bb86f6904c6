package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import java.util.List;
import java.util.stream.Stream;

/** The operations on roles, permissions and role sets. */
final class RoleRows {
    private final LocalClerk local;
    private final ClerkBackend clerk;

    RoleRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    private String permission() {
        var name = "p" + local.newNumber().substring(1);
        return clerk.organizationPermissions()
                .create(p -> p.name(name).key("org:things:" + name))
                .id();
    }

    private String key() {
        return "org:r" + local.newNumber().substring(1);
    }

    private String role(String key) {
        return clerk.organizationRoles().create(r -> r.name("A role").key(key)).id();
    }

    private String set() {
        var key = "role_set:s" + local.newNumber().substring(1);
        return clerk.roleSets()
                .create(s -> s.name("A set")
                        .key(key)
                        .roles("org:admin", "org:member")
                        .defaultRoleKey("org:member")
                        .creatorRoleKey("org:admin"))
                .key();
    }

    List<Row> rows() {
        return Stream.of(roles(), permissions(), sets()).flatMap(List::stream).toList();
    }

    private List<Row> roles() {
        return List.of(
                new Row("organizationRoles.create", () -> {
                    var key = key();
                    var id = role(key);
                    var organization = local.newOrganization().id();
                    var user = local.newUser().id();
                    clerk.organizationMemberships()
                            .create(organization, m -> m.userId(user).role(key));
                    assertThat(clerk.organizationRoles().get(id).key()).isEqualTo(key);
                }),
                new Row("organizationRoles.get", () -> {
                    var id = role(key());
                    assertThat(clerk.organizationRoles().get(id).permissions()).isEmpty();
                }),
                new Row(
                        "organizationRoles.list",
                        () -> assertThat(clerk.organizationRoles()
                                        .list(l -> l.query("org:adm"))
                                        .items())
                                .extracting(one -> one.key())
                                .containsExactly("org:admin")),
                new Row("organizationRoles.update", () -> {
                    var id = role(key());
                    clerk.organizationRoles().update(id, r -> r.description("What it is for"));
                    assertThat(clerk.organizationRoles().get(id).description()).isEqualTo("What it is for");
                }),
                new Row("organizationRoles.delete", () -> {
                    var id = role(key());
                    clerk.organizationRoles().delete(id);
                    assertThatThrownBy(() -> clerk.organizationRoles().get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row("organizationRoles.assignPermission", () -> {
                    var id = role(key());
                    var permission = permission();
                    clerk.organizationRoles().assignPermission(id, permission);
                    assertThat(clerk.organizationRoles().get(id).permissions())
                            .extracting(one -> one.id())
                            .containsExactly(permission);
                }),
                new Row("organizationRoles.removePermission", () -> {
                    var id = role(key());
                    var permission = permission();
                    clerk.organizationRoles().assignPermission(id, permission);
                    clerk.organizationRoles().removePermission(id, permission);
                    assertThat(clerk.organizationRoles().get(id).permissions()).isEmpty();
                }));
    }

    private List<Row> permissions() {
        return List.of(
                new Row("organizationPermissions.create", () -> {
                    var id = permission();
                    assertThat(clerk.organizationPermissions().get(id).type()).isEqualTo("user");
                }),
                new Row("organizationPermissions.get", () -> {
                    var id = permission();
                    assertThat(clerk.organizationPermissions().get(id).id()).isEqualTo(id);
                }),
                new Row(
                        "organizationPermissions.list",
                        () -> assertThat(clerk.organizationPermissions()
                                        .list(l -> l.limit(100))
                                        .items())
                                .extracting(one -> one.key())
                                .contains("org:sys_profile:manage")),
                new Row("organizationPermissions.update", () -> {
                    var id = permission();
                    clerk.organizationPermissions().update(id, p -> p.name("Renamed"));
                    assertThat(clerk.organizationPermissions().get(id).name()).isEqualTo("Renamed");
                }),
                new Row("organizationPermissions.delete", () -> {
                    var id = permission();
                    clerk.organizationPermissions().delete(id);
                    assertThatThrownBy(() -> clerk.organizationPermissions().get(id))
                            .isInstanceOf(NotFoundException.class);
                }));
    }

    private List<Row> sets() {
        return List.of(
                new Row(
                        "roleSets.create",
                        () -> assertThat(clerk.roleSets().get(set()).roles()).hasSize(2)),
                new Row(
                        "roleSets.get",
                        () -> assertThat(clerk.roleSets()
                                        .get(set())
                                        .defaultRole()
                                        .key())
                                .isEqualTo("org:member")),
                new Row("roleSets.list", () -> {
                    var key = set();
                    assertThat(clerk.roleSets().list(l -> l.limit(100)).items())
                            .extracting(one -> one.key())
                            .contains(key);
                }),
                new Row("roleSets.update", () -> {
                    var key = set();
                    clerk.roleSets().update(key, s -> s.name("Renamed"));
                    assertThat(clerk.roleSets().get(key).name()).isEqualTo("Renamed");
                }),
                new Row("roleSets.addRoles", () -> {
                    var set = set();
                    var key = key();
                    role(key);
                    clerk.roleSets().addRoles(set, a -> a.roleKeys(key));
                    assertThat(clerk.roleSets().get(set).roles())
                            .extracting(one -> one.key())
                            .contains(key);
                }),
                new Row("roleSets.replaceRole", () -> {
                    var set = set();
                    var key = key();
                    role(key);
                    clerk.roleSets()
                            .replaceRole(set, r -> r.roleKey("org:member").toRoleKey(key));
                    assertThat(clerk.roleSets().get(set).defaultRole().key()).isEqualTo(key);
                }),
                new Row("roleSets.replace", () -> {
                    var old = set();
                    var next = set();
                    clerk.roleSets().replace(old, r -> r.destRoleSetKey(next));
                    assertThatThrownBy(() -> clerk.roleSets().get(old)).isInstanceOf(NotFoundException.class);
                }));
    }
}
