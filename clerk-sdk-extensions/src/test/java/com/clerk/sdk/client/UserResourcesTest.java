package com.clerk.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.frontend.model.EmailAddressPrepareVerificationStrategy;
import com.clerk.sdk.frontend.model.OrganizationMembership;
import com.clerk.sdk.frontend.model.User;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The signed-in user's resources against a local Clerk: each call keeps the state up to date by itself. */
@Timeout(60)
class UserResourcesTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String CODE = "424242";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .identifiers("email_address", "phone_number", "username")
            .secondFactors("totp", "backup_code", "phone_code")
            .severalSessions(true)
            .start();
    private final ClerkBackend backend = ClerkBackend.builder()
            .apiUrl(server.apiUrl())
            .secretKey(server.secretKey())
            .build();
    private final ClerkFrontend clerk = newDevice();
    private final String userId = newUser("ada@example.com");
    private final String sessionId = signIn("ada@example.com");

    @AfterEach
    void close() {
        clerk.close();
        backend.close();
        server.close();
    }

    private ClerkFrontend newDevice() {
        return ClerkFrontend.builder()
                .apiUrl(server.apiUrl())
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    private String newUser(String address) {
        return backend.users()
                .create(u -> u.emailAddress(address).password(PASSWORD))
                .id();
    }

    private String signIn(String address) {
        var complete = clerk.steps().signIn(address, PASSWORD).requireComplete();
        complete.activate();
        return complete.sessionId();
    }

    /** Returns the user as the state has it, without a call. */
    private User user() {
        return Objects.requireNonNull(clerk.state().user());
    }

    private List<String> organizations() {
        return user().organizationMemberships().stream()
                .map(membership -> membership.organization().name())
                .toList();
    }

    @Test
    void theProfile() {
        clerk.me().update(u -> u.firstName("Ada").lastName("Lovelace").username("ada_l"));
        assertThat(user().fullName()).isEqualTo("Ada Lovelace");
        assertThat(user().username()).isEqualTo("ada_l");

        clerk.me().update(u -> u.clearLastName());
        assertThat(user().lastName()).isNull();

        clerk.me().mergeMetadata(m -> m.unsafeMetadata("{\"theme\":\"dark\"}"));
        assertThat(user().unsafeMetadata().toJson()).isEqualTo("{\"theme\":\"dark\"}");
    }

    @Test
    void thePicture() {
        clerk.me()
                .setProfileImage(i -> i.file(
                        Upload.of("ada.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0})));
        assertThat(user().hasImage()).isTrue();

        clerk.me().deleteProfileImage();
        assertThat(user().hasImage()).isFalse();
    }

    @Test
    void thePassword() {
        clerk.me().changePassword(p -> p.currentPassword(PASSWORD).newPassword("another horse battery"));
        assertThat(user().passwordEnabled()).isTrue();
        assertThat(clerk.state().session()).isNotNull();

        clerk.me().removePassword(p -> p.currentPassword("another horse battery"));
        assertThat(user().passwordEnabled()).isFalse();
    }

    @Test
    void emailAddresses() {
        var work = clerk.emailAddresses().create(e -> e.emailAddress("ada@work.example.com"));
        assertThat(user().emailAddresses()).hasSize(2);

        clerk.emailAddresses()
                .prepareVerification(work.id(), p -> p.strategy(EmailAddressPrepareVerificationStrategy.EMAIL_CODE));
        assertThat(server.messages("ada@work.example.com")).hasSize(1);
        clerk.emailAddresses().attemptVerification(work.id(), a -> a.code(CODE));
        clerk.me().update(u -> u.primaryEmailAddressId(work.id()));
        assertThat(user().primaryEmailAddressId()).isEqualTo(work.id());

        clerk.me()
                .update(u ->
                        u.primaryEmailAddressId(user().emailAddresses().get(0).id()));
        clerk.emailAddresses().delete(work.id());
        assertThat(user().emailAddresses()).hasSize(1);
    }

    @Test
    void phoneNumbersAsSecondFactors() {
        var phone = clerk.phoneNumbers().create(p -> p.phoneNumber("+15555550100"));
        clerk.phoneNumbers().prepareVerification(phone.id(), p -> p.strategy("phone_code"));
        clerk.phoneNumbers().attemptVerification(phone.id(), a -> a.code(CODE));
        assertThat(user().phoneNumbers()).hasSize(1);

        clerk.phoneNumbers().update(phone.id(), p -> p.reservedForSecondFactor(true));
        assertThat(user().twoFactorEnabled()).isTrue();

        clerk.phoneNumbers().delete(phone.id());
        assertThat(user().phoneNumbers()).isEmpty();
    }

    @Test
    void anAuthenticatorAppAndBackupCodes() {
        var totp = clerk.totp().create();
        assertThat(totp.secret()).isNotNull();
        assertThat(user().totpEnabled()).isFalse();

        clerk.totp().attemptVerification(a -> a.code(TotpCodes.now(Objects.requireNonNull(totp.secret()))));
        assertThat(user().totpEnabled()).isTrue();
        assertThat(user().twoFactorEnabled()).isTrue();

        assertThat(clerk.backupCodes().create().codes()).isNotEmpty();
        assertThat(user().backupCodeEnabled()).isTrue();

        clerk.totp().delete();
        assertThat(user().totpEnabled()).isFalse();
    }

    @Test
    void theOrganizationsOfTheUser() {
        var organization = clerk.organizations().create(o -> o.name("Acme"));
        assertThat(organizations()).containsExactly("Acme");

        clerk.organizations().update(organization.id(), o -> o.name("Acme Ltd"));
        assertThat(organizations()).containsExactly("Acme Ltd");

        clerk.setActive(sessionId, organization.id());
        assertThat(clerk.state().organizationId()).isEqualTo(organization.id());

        clerk.organizations().delete(organization.id());
        assertThat(organizations()).isEmpty();
        assertThat(clerk.state().organizationId()).isNull();
    }

    @Test
    @SuppressWarnings("deprecation") // the call is deprecated, and still there
    void membersInvitationsAndRoles() {
        var id = clerk.organizations().create(o -> o.name("Acme")).id();
        var bob = newUser("bob@example.com");
        var before = clerk.state();

        clerk.organizationMemberships().create(id, m -> m.userId(bob).role("org:member"));
        clerk.organizationMemberships().update(id, bob, m -> m.role("org:admin"));
        assertThat(clerk.organizationMemberships().list(id).items())
                .extracting(OrganizationMembership::role)
                .containsOnly("org:admin");
        assertThat(clerk.organizationRoles().list(id).data()).isNotEmpty();

        var invited = clerk.organizationInvitations()
                .bulkCreate(
                        id,
                        i -> i.emailAddress("a@example.com", "b@example.com").role("org:member"));
        assertThat(invited.items()).hasSize(2);
        clerk.organizationInvitations().revoke(id, invited.items().get(0).id());
        assertThat(clerk.organizationInvitations().listPending(id).items()).hasSize(1);

        clerk.organizationMemberships().delete(id, bob);
        assertThat(clerk.state()).isNotSameAs(before);
        assertThat(user().organizationMemberships().get(0).organization().membersCount())
                .isEqualTo(1);
        assertThat(user().organizationMemberships().get(0).organization().pendingInvitationsCount())
                .isEqualTo(1);
    }

    @Test
    void anInvitationToTheUser() {
        var owner = newUser("owner@example.com");
        var organization = backend.organizations().create(o -> o.name("Acme").createdBy(owner));
        backend.organizationInvitations()
                .create(
                        organization.id(),
                        i -> i.emailAddress("ada@example.com")
                                .role("org:member")
                                .inviterUserId(owner));

        var invitation = clerk.me().listOrganizationInvitations().items().get(0);
        clerk.me().acceptOrganizationInvitation(invitation.id());
        assertThat(organizations()).containsExactly("Acme");

        clerk.me().leaveOrganization(organization.id());
        assertThat(organizations()).isEmpty();
    }

    @Test
    void sessionsOfOtherDevices() {
        try (var other = newDevice()) {
            var otherId = other.steps()
                    .signIn("ada@example.com", PASSWORD)
                    .requireComplete()
                    .sessionId();
            assertThat(clerk.sessions().list()).hasSize(2);

            clerk.sessions().revoke(otherId);

            assertThat(other.refreshState().status()).isEqualTo(ClientState.Status.SIGNED_OUT);
            assertThat(clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
        }
    }

    @Test
    void removingOneOfThreeSessionsRemovesOne() {
        newUser("bob@example.com");
        newUser("eve@example.com");
        var second = signIn("bob@example.com");
        var third = signIn("eve@example.com");

        clerk.sessions().remove(second);

        assertThat(clerk.state().sessions())
                .extracting(session -> session.id())
                .containsExactlyInAnyOrder(sessionId, third);
    }

    @Test
    void deletingTheUserSignsOut() {
        server.setFields(userId, Map.of("delete_self_enabled", true));

        clerk.me().delete();

        assertThat(clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_OUT);
        assertThatThrownBy(() -> backend.users().get(userId)).isInstanceOf(ClerkApiException.class);
    }

    @Test
    void listenersHearOfEachChange() throws Exception {
        var names = new LinkedBlockingQueue<String>();
        try (var device = ClerkFrontend.builder()
                .apiUrl(server.apiUrl())
                .clientListener(new ClientListener() {
                    @Override
                    public void stateChanged(ClientState before, ClientState now) {
                        var user = now.user();
                        if (user != null && user.firstName() != null) {
                            names.add(user.firstName());
                        }
                    }
                })
                .build()) {
            device.steps().signIn("ada@example.com", PASSWORD).requireComplete();

            device.me().update(u -> u.firstName("Augusta"));

            assertThat(names.poll(30, TimeUnit.SECONDS)).isEqualTo("Augusta");
        }
    }
}
