package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.BillingCreditAction;
import com.clerk.sdk.backend.model.OrganizationInvitationBulkCreateItem;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import com.clerk.sdk.runtime.Upload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operations on organizations, their members, invitations and domains. */
@SuppressWarnings("deprecation") // Deprecated operations are answered too.
final class OrganizationRows {
    private static final byte[] PICTURE = "not really a picture".getBytes(StandardCharsets.UTF_8);
    private static final String MEMBER = "org:member";

    private final LocalClerk local;
    private final ClerkBackend clerk;

    OrganizationRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    List<Row> rows() {
        return Stream.of(organizations(), memberships(), invitations(), domains())
                .flatMap(List::stream)
                .toList();
    }

    private List<Row> organizations() {
        return List.of(
                new Row("organizations.create", () -> {
                    var made = local.newOrganization();
                    assertThat(clerk.organizations().get(made.slug()).id()).isEqualTo(made.id());
                }),
                new Row("organizations.get", () -> {
                    var made = local.newOrganization();
                    assertThat(clerk.organizations().get(made.id()).name()).isEqualTo(made.name());
                }),
                new Row("organizations.list", () -> {
                    var made = local.newOrganization();
                    assertThat(clerk.organizations()
                                    .list(l -> l.query(made.slug()))
                                    .items())
                            .extracting(one -> one.id())
                            .contains(made.id());
                }),
                new Row("organizations.update", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations().update(id, o -> o.name("Renamed"));
                    assertThat(clerk.organizations().get(id).name()).isEqualTo("Renamed");
                }),
                new Row("organizations.delete", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations().delete(id);
                    assertThatThrownBy(() -> clerk.organizations().get(id)).isInstanceOf(NotFoundException.class);
                }),
                new Row("organizations.mergeMetadata", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations().mergeMetadata(id, m -> m.publicMetadata(Map.of("a", 1)));
                    clerk.organizations().mergeMetadata(id, m -> m.publicMetadata(Map.of("b", 2)));
                    assertThat(clerk.organizations().get(id).publicMetadata().entries())
                            .containsKeys("a", "b");
                }),
                new Row("organizations.replaceMetadata", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations().mergeMetadata(id, m -> m.publicMetadata(Map.of("a", 1)));
                    clerk.organizations().replaceMetadata(id, m -> m.publicMetadata(Map.of("b", 2)));
                    assertThat(clerk.organizations().get(id).publicMetadata().entries())
                            .containsOnlyKeys("b");
                }),
                new Row("organizations.uploadLogo", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations().uploadLogo(id, l -> l.file(Upload.of("a.png", "image/png", PICTURE)));
                    assertThat(clerk.organizations().get(id).hasImage()).isTrue();
                }),
                new Row("organizations.deleteLogo", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations().uploadLogo(id, l -> l.file(Upload.of("a.png", "image/png", PICTURE)));
                    clerk.organizations().deleteLogo(id);
                    assertThat(clerk.organizations().get(id).hasImage()).isFalse();
                }),
                new Row("organizations.getBillingCreditBalance", () -> {
                    var id = local.newOrganization().id();
                    assertThat(clerk.organizations()
                                    .getBillingCreditBalance(id)
                                    .balance()
                                    .amount())
                            .isZero();
                }),
                new Row("organizations.adjustBillingCreditBalance", () -> {
                    var id = local.newOrganization().id();
                    clerk.organizations()
                            .adjustBillingCreditBalance(
                                    id,
                                    c -> c.amount(500)
                                            .action(BillingCreditAction.INCREASE)
                                            .idempotencyKey("a"));
                    assertThat(clerk.organizations()
                                    .getBillingCreditBalance(id)
                                    .balance()
                                    .amount())
                            .isEqualTo(500);
                }));
    }

    private String[] membership() {
        var organization = local.newOrganization().id();
        var user = local.newUser().id();
        clerk.organizationMemberships().create(organization, m -> m.userId(user).role(MEMBER));
        return new String[] {organization, user};
    }

    private List<Row> memberships() {
        return List.of(
                new Row("organizationMemberships.create", () -> {
                    var ids = membership();
                    assertThat(clerk.organizations().list(l -> l.userId(ids[1])).items())
                            .hasSize(1);
                }),
                new Row("organizationMemberships.list", () -> {
                    var ids = membership();
                    assertThat(clerk.organizationMemberships().list(ids[0]).items())
                            .extracting(one -> one.publicUserData().userId())
                            .containsExactly(ids[1]);
                }),
                new Row("organizationMemberships.listAll", () -> {
                    membership();
                    assertThat(clerk.organizationMemberships().listAll().items())
                            .isNotEmpty();
                }),
                new Row("organizationMemberships.update", () -> {
                    var ids = membership();
                    clerk.organizationMemberships().update(ids[0], ids[1], m -> m.role("org:admin"));
                    assertThat(clerk.organizationMemberships()
                                    .list(ids[0])
                                    .items()
                                    .get(0)
                                    .role())
                            .isEqualTo("org:admin");
                }),
                new Row("organizationMemberships.mergeMetadata", () -> {
                    var ids = membership();
                    clerk.organizationMemberships()
                            .mergeMetadata(ids[0], ids[1], m -> m.publicMetadata(Map.of("a", 1)));
                    assertThat(clerk.organizationMemberships()
                                    .list(ids[0])
                                    .items()
                                    .get(0)
                                    .publicMetadata()
                                    .entries())
                            .containsKey("a");
                }),
                new Row("organizationMemberships.delete", () -> {
                    var ids = membership();
                    clerk.organizationMemberships().delete(ids[0], ids[1]);
                    assertThat(clerk.organizationMemberships().list(ids[0]).items())
                            .isEmpty();
                }));
    }

    private String[] invitation() {
        var organization = local.newOrganization().id();
        var made = clerk.organizationInvitations()
                .create(organization, i -> i.emailAddress(local.newAddress()).role(MEMBER));
        return new String[] {organization, made.id()};
    }

    private List<Row> invitations() {
        return List.of(
                new Row("organizationInvitations.create", () -> {
                    var ids = invitation();
                    assertThat(clerk.organizationInvitations()
                                    .get(ids[0], ids[1])
                                    .status())
                            .isEqualTo("pending");
                }),
                new Row("organizationInvitations.get", () -> {
                    var ids = invitation();
                    assertThat(clerk.organizationInvitations()
                                    .get(ids[0], ids[1])
                                    .roleName())
                            .isEqualTo("Member");
                }),
                new Row("organizationInvitations.bulkCreate", () -> {
                    var organization = local.newOrganization().id();
                    clerk.organizationInvitations()
                            .bulkCreate(
                                    organization,
                                    b -> b.items(OrganizationInvitationBulkCreateItem.of(i ->
                                            i.emailAddress(local.newAddress()).role(MEMBER))));
                    assertThat(clerk.organizationInvitations()
                                    .list(organization)
                                    .items())
                            .hasSize(1);
                }),
                new Row("organizationInvitations.list", () -> {
                    var ids = invitation();
                    assertThat(clerk.organizationInvitations().list(ids[0]).items())
                            .extracting(one -> one.id())
                            .containsExactly(ids[1]);
                }),
                new Row("organizationInvitations.listPending", () -> {
                    var ids = invitation();
                    clerk.organizationInvitations().revoke(ids[0], ids[1]);
                    assertThat(clerk.organizationInvitations()
                                    .listPending(ids[0])
                                    .items())
                            .isEmpty();
                }),
                new Row("organizationInvitations.listAll", () -> {
                    invitation();
                    assertThat(clerk.organizationInvitations().listAll().items())
                            .isNotEmpty();
                }),
                new Row("organizationInvitations.revoke", () -> {
                    var ids = invitation();
                    clerk.organizationInvitations().revoke(ids[0], ids[1]);
                    assertThat(clerk.organizationInvitations()
                                    .get(ids[0], ids[1])
                                    .status())
                            .isEqualTo("revoked");
                }));
    }

    private String[] domain() {
        var organization = local.newOrganization().id();
        var name = "d" + local.newNumber().substring(1) + ".example";
        return new String[] {
            organization,
            clerk.organizationDomains().create(organization, d -> d.name(name)).id()
        };
    }

    private List<Row> domains() {
        return List.of(
                new Row("organizationDomains.create", () -> {
                    var ids = domain();
                    assertThat(clerk.organizationDomains().list(ids[0]).items())
                            .extracting(one -> one.id())
                            .containsExactly(ids[1]);
                }),
                new Row("organizationDomains.list", () -> {
                    var ids = domain();
                    assertThat(clerk.organizationDomains()
                                    .list(ids[0], l -> l.verified("true"))
                                    .items())
                            .isEmpty();
                }),
                new Row("organizationDomains.listAll", () -> {
                    var ids = domain();
                    assertThat(clerk.organizationDomains()
                                    .listAll(l -> l.organizationId(ids[0]))
                                    .items())
                            .hasSize(1);
                }),
                new Row("organizationDomains.update", () -> {
                    var ids = domain();
                    clerk.organizationDomains().update(ids[0], ids[1], d -> d.enrollmentMode("automatic_invitation"));
                    assertThat(clerk.organizationDomains()
                                    .list(ids[0])
                                    .items()
                                    .get(0)
                                    .enrollmentMode())
                            .hasToString("automatic_invitation");
                }),
                new Row("organizationDomains.verifyOwnership", () -> {
                    var ids = domain();
                    clerk.organizationDomains().verifyOwnership(ids[0], ids[1]);
                    assertThat(clerk.organizationDomains()
                                    .list(ids[0], l -> l.verified("true"))
                                    .items())
                            .hasSize(1);
                }),
                new Row("organizationDomains.delete", () -> {
                    var ids = domain();
                    clerk.organizationDomains().delete(ids[0], ids[1]);
                    assertThat(clerk.organizationDomains().list(ids[0]).items()).isEmpty();
                }));
    }
}
