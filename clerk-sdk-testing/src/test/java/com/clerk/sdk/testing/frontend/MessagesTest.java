package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SentMessage;
import com.clerk.sdk.testing.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The messages that Clerk would send: each flow leaves its own, and a test finds those to its own recipient. */
@Timeout(120)
class MessagesTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String GRACE = "grace@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final String PAGE = Browser.ORIGIN + "/verified";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .emailLinks(true)
            .secondFactors("totp", "phone_code")
            .identifiers("email_address", "phone_number")
            .start();
    private final Backend backend = new Backend(server);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    private List<String> kinds(String recipient) {
        return server.messages(recipient).stream().map(SentMessage::kind).toList();
    }

    private Browser signedIn(String email) {
        var own = Browser.open(server);
        own.signIn(email, PASSWORD).ok();
        return own;
    }

    private String newAddress(Browser of, String email) {
        return of.post("/v1/me/email_addresses", "email_address", email).ok().id();
    }

    @Test
    void fiftySignUpsAtTheSameTimeEachFindTheirOwnCode() throws Exception {
        var threads = Executors.newFixedThreadPool(50);
        try {
            var signUps = IntStream.range(0, 50)
                    .<Callable<String>>mapToObj(number -> () -> signUp("user" + number + "@example.com"))
                    .toList();
            for (var done : threads.invokeAll(signUps)) {
                assertThat(done.get()).isEqualTo("complete");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String signUp(String email) throws InterruptedException {
        var own = Browser.open(server);
        var started = own.post("/v1/client/sign_ups", "email_address", email, "password", PASSWORD)
                .ok();
        var one = "/v1/client/sign_ups/" + started.id();
        own.post(one + "/prepare_verification", "strategy", "email_code").ok();
        var code = server.awaitMessage(email, SOON).code();
        return own.post(one + "/attempt_verification", "strategy", "email_code", "code", code)
                .state();
    }

    @Test
    void aMessageThatComesLaterIsWaitedFor() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try {
            Future<SentMessage> waiting = thread.submit(() -> server.awaitMessage(GRACE, SOON));
            backend.post("/v1/invitations", "{\"email_address\":\"" + ADA + "\"}");
            backend.post("/v1/invitations", "{\"email_address\":\"" + GRACE + "\"}");

            assertThat(waiting.get().kind()).isEqualTo("invitation");
            assertThat(waiting.get().recipient()).isEqualTo(GRACE);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void theSecondMessageToAnAddressIsFoundAfterTheFirst() throws Exception {
        backend.user(ADA, PASSWORD);
        var one = "/v1/client/sign_ins/"
                + browser.post("/v1/client/sign_ins", "identifier", ADA).ok().id();
        browser.post(one + "/prepare_first_factor", "strategy", "email_code").ok();
        var first = server.awaitMessage(ADA, SOON);
        browser.post(one + "/prepare_first_factor", "strategy", "email_code").ok();

        var second = server.awaitMessage("Ada@Example.COM", first, SOON);

        assertThat(server.messages(ADA)).containsExactly(first, second);
        assertThatThrownBy(() -> server.awaitMessage(ADA, second, Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PT0.001S")
                .hasMessageContaining("keeps 2 messages")
                .hasMessageNotContaining(ADA);
    }

    /** The server keeps 1,000: one that is not kept any more was sent before all others. */
    @Test
    void aFullBoxHidesNoNewMessage() throws Exception {
        backend.post("/v1/invitations", "{\"email_address\":\"" + GRACE + "\"}");
        var marker = server.awaitMessage(GRACE, SOON);
        for (var batch = 0; batch < 101; batch++) {
            var items = new ArrayList<String>();
            for (var i = 0; i < 10; i++) {
                items.add("{\"email_address\":\"user" + (10 * batch + i) + "@example.com\"}");
            }
            backend.post("/v1/invitations/bulk", items.toString());
        }
        assertThat(server.messages(GRACE)).isEmpty();
        backend.post("/v1/invitations", "{\"email_address\":\"" + GRACE + "\",\"ignore_existing\":true}");

        assertThat(server.awaitMessage(GRACE, marker, SOON)).isNotEqualTo(marker);
    }

    @Test
    void anEndlessWaitIsAWait() throws Exception {
        backend.post("/v1/invitations", "{\"email_address\":\"" + ADA + "\"}");

        assertThat(server.awaitMessage(ADA, Duration.ofSeconds(Long.MAX_VALUE)).kind())
                .isEqualTo("invitation");
        assertThatThrownBy(() -> server.awaitMessage(GRACE, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSignUpByLinkLeavesALink() {
        var signUp = browser.post("/v1/client/sign_ups", "email_address", ADA, "password", PASSWORD)
                .ok()
                .id();
        browser.post(
                        "/v1/client/sign_ups/" + signUp + "/prepare_verification",
                        "strategy",
                        "email_link",
                        "redirect_url",
                        PAGE)
                .ok();

        assertThat(kinds(ADA)).containsExactly("magic_link_sign_up");
    }

    @Test
    void aSignInByLinkLeavesALink() {
        backend.user(ADA, PASSWORD);
        browser.post("/v1/client/sign_ins", "identifier", ADA, "strategy", "email_link", "redirect_url", PAGE)
                .ok();

        assertThat(kinds(ADA)).containsExactly("magic_link_sign_in");
    }

    @Test
    void aNewAddressLeavesACodeOrALinkAndTheFormerOneIsTold() {
        backend.user(ADA, PASSWORD);
        var ada = signedIn(ADA);
        var id = newAddress(ada, "countess@example.com");
        var one = "/v1/me/email_addresses/" + id;
        ada.post(one + "/prepare_verification", "strategy", "email_link", "redirect_url", PAGE)
                .ok();
        ada.post(one + "/prepare_verification", "strategy", "email_code").ok();
        ada.post(one + "/attempt_verification", "code", "424242").ok();
        assertThat(kinds(ADA)).isEmpty();

        ada.override("PATCH", "/v1/me", "primary_email_address_id", id).ok();

        assertThat(kinds("countess@example.com")).containsExactly("magic_link_user_profile", "verification_code");
        assertThat(kinds(ADA)).containsExactly("primary_email_address_changed");
    }

    @Test
    void theBackendTellsTheFormerAddressIfItIsAskedTo() {
        var user = backend.user(ADA, PASSWORD);
        backend.id(backend.post(
                "/v1/email_addresses",
                "{\"user_id\":\"" + user + "\",\"email_address\":\"quiet@example.com\",\"primary\":true}"));
        assertThat(kinds(ADA)).isEmpty();

        backend.id(backend.post(
                "/v1/email_addresses",
                "{\"user_id\":\"" + user + "\",\"email_address\":\"countess@example.com\",\"primary\":true,"
                        + "\"notify_primary_email_address_changed\":true}"));
        backend.id(backend.send(
                "PATCH",
                "/v1/users/" + user,
                "{\"primary_email_address_id\":\"" + addressId(user) + "\","
                        + "\"notify_primary_email_address_changed\":true}"));

        assertThat(kinds("quiet@example.com")).containsExactly("primary_email_address_changed");
        assertThat(kinds("countess@example.com")).containsExactly("primary_email_address_changed");
    }

    private String addressId(String user) {
        return backend.get("/v1/users/" + user)
                .getAsJsonArray("email_addresses")
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
    }

    @Test
    void aSignInOnANewDeviceIsToldAndOneOnTheSameIsNot() {
        backend.user(ADA, PASSWORD);
        var first = signedIn(ADA);
        assertThat(kinds(ADA)).isEmpty();
        first.override("DELETE", "/v1/client/sessions").ok();
        first.signIn(ADA, PASSWORD).ok();
        assertThat(kinds(ADA)).isEmpty();

        signedIn(ADA);

        assertThat(kinds(ADA)).containsExactly("new_device_sign_in");
    }

    @Test
    void aSignUpIsNotANewDevice() throws Exception {
        signUp(ADA);

        assertThat(kinds(ADA)).containsExactly("verification_code");
    }

    @Test
    void aPasswordThatIsChangedOrRemovedIsTold() {
        backend.user(ADA, PASSWORD);
        var ada = signedIn(ADA);
        ada.post("/v1/me/change_password", "current_password", PASSWORD, "new_password", "another one")
                .ok();
        ada.post("/v1/me/remove_password", "current_password", "another one").ok();

        assertThat(kinds(ADA)).containsExactly("password_changed", "password_removed");
    }

    @Test
    void aPasswordThatIsResetLeavesACodeAndIsTold() {
        backend.user(ADA, PASSWORD);
        var one = "/v1/client/sign_ins/"
                + browser.post("/v1/client/sign_ins", "identifier", ADA).ok().id();
        browser.post(one + "/prepare_first_factor", "strategy", "reset_password_email_code")
                .ok();
        browser.post(one + "/attempt_first_factor", "strategy", "reset_password_email_code", "code", "424242")
                .ok();
        browser.post(one + "/reset_password", "password", "another one").ok();

        assertThat(kinds(ADA)).startsWith("reset_password_code", "password_changed");
    }

    @Test
    void aSecondFactorIsTold() {
        backend.id(backend.post(
                "/v1/users",
                "{\"email_address\":[\"" + ADA + "\"],\"phone_number\":[\"+12015550100\"],\"password\":\"" + PASSWORD
                        + "\"}"));
        var ada = signedIn(ADA);
        var phone = ada.get("/v1/me")
                .resource()
                .getAsJsonArray("phone_numbers")
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString();
        ada.override("PATCH", "/v1/me/phone_numbers/" + phone, "reserved_for_second_factor", "true")
                .ok();

        assertThat(kinds(ADA)).containsExactly("mfa_enabled");
        ada.override("DELETE", "/v1/client/sessions").ok();
        var signIn = ada.signIn(ADA, PASSWORD);
        ada.post("/v1/client/sign_ins/" + signIn.id() + "/prepare_second_factor", "strategy", "phone_code")
                .ok();
        assertThat(kinds("+12015550100")).containsExactly("verification_code");
    }

    @Test
    void anInvitationAndItsAcceptanceAreTold() {
        var ada = backend.user(ADA, PASSWORD);
        backend.user(GRACE, PASSWORD);
        var organization = backend.organization("Engines", ada);
        var invitation = signedIn(ADA)
                .post(
                        "/v1/organizations/" + organization + "/invitations",
                        "email_address",
                        GRACE,
                        "role",
                        "org:member")
                .ok()
                .id();
        assertThat(kinds(GRACE)).containsExactly("organization_invitation");

        signedIn(GRACE)
                .post("/v1/me/organization_invitations/" + invitation + "/accept")
                .ok();

        assertThat(kinds(ADA)).containsExactly("organization_invitation_accepted");
    }

    @Test
    void theWaitingListIsTold() {
        var entry = backend.id(backend.post("/v1/waitlist_entries", "{\"email_address\":\"" + ADA + "\"}"));
        backend.id(backend.post("/v1/waitlist_entries", "{\"email_address\":\"" + GRACE + "\",\"notify\":false}"));
        backend.id(backend.post("/v1/waitlist_entries/" + entry + "/invite", "{}"));

        assertThat(kinds(ADA)).containsExactly("waitlist_confirmation", "waitlist_invitation");
        assertThat(kinds(GRACE)).isEmpty();
    }
}
