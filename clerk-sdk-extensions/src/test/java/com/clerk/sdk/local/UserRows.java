package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.BillingCreditAction;
import com.clerk.sdk.backend.model.SessionStatusFilter;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import com.clerk.sdk.runtime.Upload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The operations on users, sessions and clients. */
@SuppressWarnings("deprecation") // Deprecated operations are answered too.
final class UserRows {
    private static final byte[] PICTURE = "not really a picture".getBytes(StandardCharsets.UTF_8);

    private final LocalClerk local;
    private final ClerkBackend clerk;

    UserRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    List<Row> rows() {
        return List.of(
                new Row("users.create", this::create),
                new Row(
                        "users.get",
                        () -> assertThat(clerk.users().get(local.newUser().id()).banned())
                                .isFalse()),
                new Row("users.list", this::list),
                new Row("users.count", this::count),
                new Row("users.update", this::update),
                new Row("users.delete", this::delete),
                new Row("users.ban", () -> {
                    var id = local.newUser().id();
                    clerk.users().ban(id);
                    assertThat(clerk.users().get(id).banned()).isTrue();
                }),
                new Row("users.unban", () -> {
                    var id = clerk.users().ban(local.newUser().id()).id();
                    clerk.users().unban(id);
                    assertThat(clerk.users().get(id).banned()).isFalse();
                }),
                new Row("users.bulkBan", () -> {
                    var id = local.newUser().id();
                    clerk.users().bulkBan(b -> b.userIds(id));
                    assertThat(clerk.users().get(id).banned()).isTrue();
                }),
                new Row("users.bulkUnban", () -> {
                    var id = clerk.users().ban(local.newUser().id()).id();
                    clerk.users().bulkUnban(b -> b.userIds(id));
                    assertThat(clerk.users().get(id).banned()).isFalse();
                }),
                new Row("users.lock", () -> {
                    var id = local.newUser().id();
                    clerk.users().lock(id);
                    assertThat(clerk.users().get(id).locked()).isTrue();
                }),
                new Row("users.unlock", () -> {
                    var id = clerk.users().lock(local.newUser().id()).id();
                    clerk.users().unlock(id);
                    assertThat(clerk.users().get(id).locked()).isFalse();
                }),
                new Row("users.setProfileImage", () -> {
                    var id = local.newUser().id();
                    clerk.users().setProfileImage(id, i -> i.file(Upload.of("a.png", "image/png", PICTURE)));
                    assertThat(clerk.users().get(id).hasImage()).isTrue();
                }),
                new Row("users.deleteProfileImage", () -> {
                    var id = local.newUser().id();
                    clerk.users().setProfileImage(id, i -> i.file(Upload.of("a.png", "image/png", PICTURE)));
                    clerk.users().deleteProfileImage(id);
                    assertThat(clerk.users().get(id).hasImage()).isFalse();
                }),
                new Row("users.mergeMetadata", () -> {
                    var id = local.newUser().id();
                    clerk.users().mergeMetadata(id, m -> m.publicMetadata(Map.of("plan", "gold")));
                    clerk.users().mergeMetadata(id, m -> m.publicMetadata(Map.of("size", 3)));
                    assertThat(clerk.users().get(id).publicMetadata().entries()).containsKeys("plan", "size");
                }),
                new Row("users.replaceMetadata", () -> {
                    var id = local.newUser().id();
                    clerk.users().mergeMetadata(id, m -> m.publicMetadata(Map.of("plan", "gold")));
                    clerk.users().replaceMetadata(id, m -> m.publicMetadata(Map.of("size", 3)));
                    assertThat(clerk.users().get(id).publicMetadata().entries()).containsOnlyKeys("size");
                }),
                new Row("users.getBillingCreditBalance", () -> {
                    var id = local.newUser().id();
                    assertThat(clerk.users()
                                    .getBillingCreditBalance(id)
                                    .balance()
                                    .amount())
                            .isZero();
                }),
                new Row("users.adjustBillingCreditBalance", () -> {
                    var id = local.newUser().id();
                    clerk.users()
                            .adjustBillingCreditBalance(
                                    id,
                                    c -> c.amount(500)
                                            .action(BillingCreditAction.INCREASE)
                                            .idempotencyKey("a"));
                    clerk.users()
                            .adjustBillingCreditBalance(
                                    id,
                                    c -> c.amount(500)
                                            .action(BillingCreditAction.INCREASE)
                                            .idempotencyKey("a"));
                    clerk.users()
                            .adjustBillingCreditBalance(
                                    id,
                                    c -> c.amount(200)
                                            .action(BillingCreditAction.DECREASE)
                                            .idempotencyKey("b"));
                    assertThat(clerk.users()
                                    .getBillingCreditBalance(id)
                                    .balance()
                                    .amount())
                            .isEqualTo(300);
                }),
                new Row("users.listOAuthAccessTokens", () -> {
                    var id = local.newUser().id();
                    assertThat(clerk.users()
                                    .listOAuthAccessTokens(id, "oauth_google")
                                    .items())
                            .isEmpty();
                }),
                new Row("users.listOrganizationMemberships", () -> {
                    var user = local.newUser();
                    var organization = local.newOrganization();
                    clerk.organizationMemberships()
                            .create(organization.id(), m -> m.userId(user.id()).role("org:member"));
                    assertThat(clerk.users()
                                    .listOrganizationMemberships(user.id())
                                    .items())
                            .hasSize(1);
                }),
                new Row("users.listOrganizationInvitations", () -> {
                    var user = local.newUser();
                    var address = user.emailAddresses().get(0).emailAddress();
                    clerk.organizationInvitations()
                            .create(
                                    local.newOrganization().id(),
                                    i -> i.emailAddress(address).role("org:member"));
                    assertThat(clerk.users()
                                    .listOrganizationInvitations(user.id())
                                    .items())
                            .hasSize(1);
                }),
                new Row("users.verifyPassword", this::verifyPassword),
                new Row("users.removePassword", () -> {
                    var id = local.newUser().id();
                    clerk.users().removePassword(id);
                    assertThat(clerk.users().get(id).passwordEnabled()).isFalse();
                }),
                new Row("users.setPasswordCompromised", () -> {
                    var id = local.newUser().id();
                    var session = clerk.sessions().create(s -> s.userId(id));
                    clerk.users().setPasswordCompromised(id);
                    assertThat(clerk.sessions().get(session.id()).status()).hasToString("revoked");
                }),
                new Row("users.unsetPasswordCompromised", () -> {
                    var id = local.newUser().id();
                    clerk.users().setPasswordCompromised(id);
                    assertThat(clerk.users().unsetPasswordCompromised(id).id()).isEqualTo(id);
                }),
                new Row("users.verifyTotp", this::verifyTotp),
                new Row("users.disableMfa", () -> {
                    var id = userWithTotp();
                    clerk.users().disableMfa(id);
                    assertThat(clerk.users().get(id).twoFactorEnabled()).isFalse();
                }),
                new Row("users.deleteTotp", () -> {
                    var id = userWithTotp();
                    clerk.users().deleteTotp(id);
                    assertThat(clerk.users().get(id).totpEnabled()).isFalse();
                }),
                new Row("users.deleteBackupCodes", () -> {
                    var id = userWithTotp();
                    clerk.users().deleteBackupCodes(id);
                    assertThat(clerk.users().get(id).backupCodeEnabled()).isFalse();
                }),
                new Row("users.deleteWeb3Wallet", () -> {
                    var user = clerk.users()
                            .create(u -> u.web3Wallet("0x" + local.newNumber().substring(1)));
                    clerk.users()
                            .deleteWeb3Wallet(
                                    user.id(), user.web3Wallets().get(0).id());
                    assertThat(clerk.users().get(user.id()).web3Wallets()).isEmpty();
                }),
                new Row("users.deleteExternalAccount", () -> {
                    var id = local.newUser().id();
                    local.server.setFields(id, Map.of("external_accounts", List.of(externalAccount())));
                    clerk.users().deleteExternalAccount(id, "idn_external");
                    assertThat(clerk.users().get(id).externalAccounts()).isEmpty();
                }),
                new Row("users.deletePasskey", () -> {
                    var id = local.newUser().id();
                    local.server.setFields(id, Map.of("passkeys", List.of(passkey())));
                    assertThat(clerk.users().get(id).passkeys()).hasSize(1);
                    clerk.users().deletePasskey(id, "idn_passkey");
                    assertThat(clerk.users().get(id).passkeys()).isEmpty();
                }),
                new Row(
                        "users.listTrustedDevices",
                        () -> assertThat(clerk.users()
                                        .listTrustedDevices(local.newUser().id())
                                        .items())
                                .isEmpty()),
                new Row("sessions.create", () -> {
                    var id = local.newUser().id();
                    var session = clerk.sessions().create(s -> s.userId(id));
                    assertThat(clerk.sessions().get(session.id()).userId()).isEqualTo(id);
                }),
                new Row("sessions.get", () -> {
                    var session = clerk.sessions()
                            .create(s -> s.userId(local.newUser().id()));
                    assertThat(clerk.sessions().get(session.id()).status()).hasToString("active");
                }),
                new Row("sessions.list", () -> {
                    var id = local.newUser().id();
                    var session = clerk.sessions().create(s -> s.userId(id));
                    assertThat(clerk.sessions()
                                    .list(l -> l.userId(id).status(SessionStatusFilter.ACTIVE))
                                    .items())
                            .extracting(one -> one.id())
                            .containsExactly(session.id());
                }),
                new Row("sessions.revoke", () -> {
                    var session = clerk.sessions()
                            .create(s -> s.userId(local.newUser().id()));
                    clerk.sessions().revoke(session.id());
                    assertThat(clerk.sessions().get(session.id()).status()).hasToString("revoked");
                }),
                new Row("sessions.createToken", () -> {
                    var session = clerk.sessions()
                            .create(s -> s.userId(local.newUser().id()));
                    assertThat(clerk.sessions().createToken(session.id()).jwt()).contains(".");
                }),
                new Row("sessions.createTokenFromTemplate", () -> {
                    var name = "template" + local.newNumber();
                    clerk.jwtTemplates()
                            .create(t -> t.name(name).claims(Map.of("mail", "{{user.primary_email_address}}")));
                    var session = clerk.sessions()
                            .create(s -> s.userId(local.newUser().id()));
                    assertThat(clerk.sessions()
                                    .createTokenFromTemplate(session.id(), name)
                                    .jwt())
                            .contains(".");
                }),
                new Row(
                        "clients.list",
                        () -> assertThat(clerk.clients().list().items()).isEmpty()));
    }

    private static Map<String, Object> externalAccount() {
        return Map.of("object", "external_account", "id", "idn_external", "provider", "oauth_google");
    }

    private static Map<String, Object> passkey() {
        return Map.of("object", "passkey", "id", "idn_passkey", "name", "A key", "last_used_at", 0);
    }

    private void create() {
        var address = local.newAddress();
        var user = clerk.users()
                .create(u -> u.emailAddress(address).firstName("Ada").externalId("x" + address));
        var read = clerk.users().get(user.id());
        assertThat(read.firstName()).isEqualTo("Ada");
        assertThat(read.emailAddresses()).extracting(one -> one.emailAddress()).containsExactly(address);
    }

    private void list() {
        var user = local.newUser();
        var address = user.emailAddresses().get(0).emailAddress();
        assertThat(clerk.users().list(l -> l.emailAddress(address)).items())
                .extracting(one -> one.id())
                .containsExactly(user.id());
    }

    private void count() {
        var before = clerk.users().count().totalCount();
        local.newUser();
        assertThat(clerk.users().count().totalCount()).isEqualTo(before + 1);
    }

    private void update() {
        var id = local.newUser().id();
        clerk.users().update(id, u -> u.lastName("Lovelace"));
        assertThat(clerk.users().get(id).lastName()).isEqualTo("Lovelace");
        clerk.users().update(id, u -> u.clearLastName());
        assertThat(clerk.users().get(id).lastName()).isNull();
    }

    private void delete() {
        var id = local.newUser().id();
        assertThat(clerk.users().delete(id).deleted()).isTrue();
        assertThatThrownBy(() -> clerk.users().get(id)).isInstanceOf(NotFoundException.class);
    }

    private void verifyPassword() {
        var user = clerk.users().create(u -> u.emailAddress(local.newAddress()).password("correct horse"));
        assertThat(clerk.users()
                        .verifyPassword(user.id(), p -> p.password("correct horse"))
                        .verified())
                .isTrue();
        assertThatThrownBy(() -> clerk.users().verifyPassword(user.id(), p -> p.password("battery staple")))
                .isInstanceOf(ClerkApiException.class)
                .hasMessageContaining("incorrect_password");
    }

    private String userWithTotp() {
        return clerk.users()
                .create(u -> u.emailAddress(local.newAddress())
                        .totpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
                        .backupCodes("backup-1", "backup-2"))
                .id();
    }

    private void verifyTotp() {
        var id = userWithTotp();
        assertThat(clerk.users().verifyTotp(id, t -> t.code("backup-1")).verified())
                .isTrue();
        assertThatThrownBy(() -> clerk.users().verifyTotp(id, t -> t.code("backup-1")))
                .isInstanceOf(ClerkApiException.class)
                .hasMessageContaining("totp_incorrect_code");
    }
}
