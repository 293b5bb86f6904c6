package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.ActorTokenActor;
import com.clerk.sdk.backend.model.AgentTaskOnBehalfOf;
import com.clerk.sdk.backend.model.InvitationBulkCreateItem;
import com.clerk.sdk.backend.model.InvitationStatus;
import com.clerk.sdk.backend.model.WaitlistEntryBulkCreateItem;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.local.LocalClerkOperationsTest.Row;
import java.util.List;
import java.util.stream.Stream;

/** The operations on who may sign up, and on what signs users in once. */
final class AccessRows {
    private final LocalClerk local;
    private final ClerkBackend clerk;

    AccessRows(LocalClerk local) {
        this.local = local;
        this.clerk = local.clerk;
    }

    List<Row> rows() {
        return Stream.of(lists(), urls(), invitations(), waitlist(), tickets(), links())
                .flatMap(List::stream)
                .toList();
    }

    private List<Row> lists() {
        return List.of(
                new Row("allowlistIdentifiers.create", () -> {
                    var made = clerk.allowlistIdentifiers().create(a -> a.identifier(local.newAddress()));
                    assertThat(clerk.allowlistIdentifiers()
                                    .list(l -> l.limit(100))
                                    .items())
                            .extracting(one -> one.id())
                            .contains(made.id());
                }),
                new Row("allowlistIdentifiers.list", () -> {
                    var address = local.newAddress();
                    clerk.allowlistIdentifiers().create(a -> a.identifier(address));
                    assertThat(clerk.allowlistIdentifiers()
                                    .list()
                                    .items()
                                    .get(0)
                                    .identifier())
                            .isEqualTo(address);
                }),
                new Row("allowlistIdentifiers.delete", () -> {
                    var made = clerk.allowlistIdentifiers().create(a -> a.identifier(local.newAddress()));
                    clerk.allowlistIdentifiers().delete(made.id());
                    assertThat(clerk.allowlistIdentifiers()
                                    .list(l -> l.limit(100))
                                    .items())
                            .extracting(one -> one.id())
                            .doesNotContain(made.id());
                }),
                new Row("blocklistIdentifiers.create", () -> {
                    var made = clerk.blocklistIdentifiers().create(b -> b.identifier(local.newAddress()));
                    assertThat(clerk.blocklistIdentifiers().list().items())
                            .extracting(one -> one.id())
                            .contains(made.id());
                }),
                new Row("blocklistIdentifiers.list", () -> {
                    var address = local.newAddress();
                    clerk.blocklistIdentifiers().create(b -> b.identifier(address));
                    assertThat(clerk.blocklistIdentifiers().list().items())
                            .extracting(one -> one.identifier())
                            .contains(address);
                }),
                new Row("blocklistIdentifiers.delete", () -> {
                    var made = clerk.blocklistIdentifiers().create(b -> b.identifier(local.newAddress()));
                    clerk.blocklistIdentifiers().delete(made.id());
                    assertThat(clerk.blocklistIdentifiers().list().items())
                            .extracting(one -> one.id())
                            .doesNotContain(made.id());
                }));
    }

    private String url() {
        var url = "https://example.com/" + local.newNumber();
        return clerk.redirectUrls().create(u -> u.url(url)).id();
    }

    private List<Row> urls() {
        return List.of(
                new Row("redirectUrls.create", () -> {
                    var id = url();
                    assertThat(clerk.redirectUrls().get(id).url()).startsWith("https://example.com/");
                }),
                new Row("redirectUrls.get", () -> {
                    var id = url();
                    assertThat(clerk.redirectUrls().get(id).id()).isEqualTo(id);
                }),
                new Row("redirectUrls.list", () -> {
                    var id = url();
                    assertThat(clerk.redirectUrls().list().items().get(0).id()).isEqualTo(id);
                }),
                new Row("redirectUrls.delete", () -> {
                    var id = url();
                    clerk.redirectUrls().delete(id);
                    assertThatThrownBy(() -> clerk.redirectUrls().get(id)).isInstanceOf(NotFoundException.class);
                }));
    }

    private List<Row> invitations() {
        return List.of(
                new Row("invitations.create", () -> {
                    var address = local.newAddress();
                    clerk.invitations().create(i -> i.emailAddress(address));
                    assertThat(clerk.invitations().list(l -> l.query(address)).items())
                            .hasSize(1);
                    assertThatThrownBy(() -> clerk.invitations().create(i -> i.emailAddress(address)))
                            .isInstanceOf(ClerkApiException.class)
                            .hasMessageContaining("duplicate_record");
                }),
                new Row("invitations.bulkCreate", () -> {
                    var address = local.newAddress();
                    clerk.invitations()
                            .bulkCreate(b -> b.items(InvitationBulkCreateItem.of(i -> i.emailAddress(address))));
                    assertThat(clerk.invitations().list(l -> l.query(address)).items())
                            .hasSize(1);
                }),
                new Row("invitations.list", () -> {
                    var made = clerk.invitations().create(i -> i.emailAddress(local.newAddress()));
                    assertThat(clerk.invitations()
                                    .list(l ->
                                            l.status(InvitationStatus.PENDING).limit(100))
                                    .items())
                            .extracting(one -> one.id())
                            .contains(made.id());
                }),
                new Row("invitations.revoke", () -> {
                    var address = local.newAddress();
                    clerk.invitations()
                            .revoke(clerk.invitations()
                                    .create(i -> i.emailAddress(address))
                                    .id());
                    assertThat(clerk.invitations()
                                    .list(l -> l.query(address))
                                    .items()
                                    .get(0)
                                    .revoked())
                            .isTrue();
                }));
    }

    private String entry(String address) {
        return clerk.waitlistEntries().create(w -> w.emailAddress(address)).id();
    }

    private String status(String address) {
        return clerk.waitlistEntries()
                .list(l -> l.query(address))
                .items()
                .get(0)
                .status()
                .toString();
    }

    private List<Row> waitlist() {
        return List.of(
                new Row("waitlistEntries.create", () -> {
                    var address = local.newAddress();
                    entry(address);
                    assertThat(status(address)).isEqualTo("pending");
                }),
                new Row("waitlistEntries.bulkCreate", () -> {
                    var address = local.newAddress();
                    clerk.waitlistEntries()
                            .bulkCreate(b -> b.items(WaitlistEntryBulkCreateItem.of(w -> w.emailAddress(address))));
                    assertThat(status(address)).isEqualTo("pending");
                }),
                new Row("waitlistEntries.list", () -> {
                    var address = local.newAddress();
                    var id = entry(address);
                    assertThat(clerk.waitlistEntries()
                                    .list(l -> l.query(address))
                                    .items()
                                    .get(0)
                                    .id())
                            .isEqualTo(id);
                }),
                new Row("waitlistEntries.invite", () -> {
                    var address = local.newAddress();
                    clerk.waitlistEntries().invite(entry(address));
                    assertThat(status(address)).isEqualTo("invited");
                    assertThat(clerk.invitations().list(l -> l.query(address)).items())
                            .hasSize(1);
                }),
                new Row("waitlistEntries.reject", () -> {
                    var address = local.newAddress();
                    clerk.waitlistEntries().reject(entry(address));
                    assertThat(status(address)).isEqualTo("rejected");
                }),
                new Row("waitlistEntries.delete", () -> {
                    var address = local.newAddress();
                    clerk.waitlistEntries().delete(entry(address));
                    assertThat(clerk.waitlistEntries()
                                    .list(l -> l.query(address))
                                    .items())
                            .isEmpty();
                }));
    }

    private List<Row> tickets() {
        return List.of(
                new Row("signInTokens.create", () -> {
                    var user = local.newUser().id();
                    assertThat(clerk.signInTokens().create(t -> t.userId(user)).url())
                            .contains("ticket");
                }),
                new Row("signInTokens.revoke", () -> {
                    var user = local.newUser().id();
                    var id = clerk.signInTokens().create(t -> t.userId(user)).id();
                    assertThat(clerk.signInTokens().revoke(id).status()).hasToString("revoked");
                    assertThatThrownBy(() -> clerk.signInTokens().revoke(id)).isInstanceOf(ClerkApiException.class);
                }),
                new Row("actorTokens.create", () -> {
                    var user = local.newUser().id();
                    var made = clerk.actorTokens()
                            .create(t -> t.userId(user)
                                    .actor(ActorTokenActor.of(
                                            a -> a.sub(local.newUser().id()))));
                    assertThat(made.status()).hasToString("pending");
                }),
                new Row("actorTokens.revoke", () -> {
                    var user = local.newUser().id();
                    var id = clerk.actorTokens()
                            .create(t -> t.userId(user).actor(ActorTokenActor.of(a -> a.sub(user))))
                            .id();
                    clerk.actorTokens().revoke(id);
                    assertThatThrownBy(() -> clerk.actorTokens().revoke(id)).isInstanceOf(ClerkApiException.class);
                }),
                new Row(
                        "testingTokens.create",
                        () -> assertThat(clerk.testingTokens().create().token()).isNotEmpty()));
    }

    private String task() {
        var user = local.newUser().id();
        return clerk.agentTasks()
                .create(t -> t.onBehalfOf(AgentTaskOnBehalfOf.of(o -> o.userId(user)))
                        .permissions("*")
                        .agentName("An agent")
                        .taskDescription("A task")
                        .redirectUrl("https://example.com/"))
                .agentTaskId();
    }

    private List<Row> links() {
        return List.of(
                new Row("agentTasks.create", () -> assertThat(task()).isNotEmpty()),
                new Row("agentTasks.revoke", () -> {
                    var id = task();
                    clerk.agentTasks().revoke(id);
                    assertThatThrownBy(() -> clerk.agentTasks().revoke(id)).isInstanceOf(ClerkApiException.class);
                }),
                new Row(
                        "adminPortalLinkTokens.create",
                        () -> assertThat(clerk.adminPortalLinkTokens().create().token())
                                .isNotEmpty()),
                new Row("adminPortalLinkTokens.revoke", () -> {
                    var id = clerk.adminPortalLinkTokens().create().id();
                    assertThat(clerk.adminPortalLinkTokens().revoke(id).revoked())
                            .isTrue();
                }));
    }
}
