package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:10Z");
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .secondFactors("totp", "backup_code", "phone_code")
            .identifiers("email_address", "phone_number")
            .start();
    private final Backend backend = new Backend(server);
    private final String userId = backend.user(ADA, PASSWORD);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    /** Computes the code of RFC 6238 independently of the server. */
    private static String code(String base32, Instant time) {
        var bits = new StringBuilder();
        for (var c : base32.toCharArray()) {
            var index = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits.append(String.format("%5s", Integer.toBinaryString(index)).replace(' ', '0'));
        }
        var key = new byte[bits.length() / 8];
        for (var i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            var hash = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(time.getEpochSecond() / 30).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7fffffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs in, sets up the authenticator app, and signs out. */
    private JsonObject setUp() {
        browser.signIn(ADA, PASSWORD).ok();
        var secret = browser.post("/v1/me/totp").ok().resource();
        var verified = browser.post(
                        "/v1/me/totp/attempt_verification",
                        "code",
                        code(secret.get("secret").getAsString(), NOW))
                .ok()
                .resource();
        browser.override("DELETE", "/v1/client/sessions").ok();
        verified.add("secret", secret.get("secret"));
        return verified;
    }

    @Test
    void anAppThatIsSetUpIsAskedForAtTheNextSignIn() {
        var secret = setUp().get("secret").getAsString();

        var signIn = browser.signIn(ADA, PASSWORD);
        assertThat(signIn.state()).isEqualTo("needs_second_factor");
        assertThat(signIn.client().getAsJsonArray("sessions")).isEmpty();
        assertThat(signIn.resource().get("supported_second_factors").toString()).contains("totp", "backup_code");
        var attempt = "/v1/client/sign_ins/" + signIn.id() + "/attempt_second_factor";
        assertThat(browser.post(attempt, "strategy", "totp", "code", "000000").code())
                .isEqualTo("form_code_incorrect");
        var done = browser.post(attempt, "strategy", "totp", "code", code(secret, NOW));
        assertThat(done.state()).isEqualTo("complete");
        assertThat(done.session().get("factor_verification_age")).hasToString("[0,0]");
    }

    @Test
    void aSecondFactorDoesNotComeBeforeTheFirst() {
        var secret = setUp().get("secret").getAsString();
        var signIn = browser.post("/v1/client/sign_ins", "identifier", ADA);

        var refused = browser.post(
                "/v1/client/sign_ins/" + signIn.id() + "/attempt_second_factor",
                "strategy",
                "totp",
                "code",
                code(secret, NOW));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("client_state_invalid");
    }

    @Test
    void aBackupCodeIsUsedOnce() {
        var codes = setUp().getAsJsonArray("backup_codes");
        assertThat(codes).hasSize(10);
        var code = codes.get(0).getAsString();
        var first = browser.signIn(ADA, PASSWORD);
        assertThat(browser.post(
                                "/v1/client/sign_ins/" + first.id() + "/attempt_second_factor",
                                "strategy",
                                "backup_code",
                                "code",
                                code)
                        .state())
                .isEqualTo("complete");
        var other = Browser.open(server);
        var second = other.signIn(ADA, PASSWORD);

        var refused = other.post(
                "/v1/client/sign_ins/" + second.id() + "/attempt_second_factor",
                "strategy",
                "backup_code",
                "code",
                code);

        assertThat(refused.code()).isEqualTo("form_code_incorrect");
    }

    @Test
    void aCodeOfAnotherTimeIsRefused() {
        var secret = setUp().get("secret").getAsString();
        var signIn = browser.signIn(ADA, PASSWORD);
        var attempt = "/v1/client/sign_ins/" + signIn.id() + "/attempt_second_factor";
        server.moveClock(Duration.ofMinutes(2));

        assertThat(browser.post(attempt, "strategy", "totp", "code", code(secret, NOW))
                        .code())
                .isEqualTo("form_code_incorrect");
        var later = code(secret, NOW.plus(Duration.ofMinutes(2)));
        assertThat(browser.post(attempt, "strategy", "totp", "code", later).state())
                .isEqualTo("complete");
    }

    @Test
    void aPhoneCanBeTheSecondFactor() {
        browser.signIn(ADA, PASSWORD).ok();
        var phone = browser.post("/v1/me/phone_numbers", "phone_number", "+15555550100")
                .ok()
                .id();
        var one = "/v1/me/phone_numbers/" + phone;
        assertThat(browser.override("PATCH", one, "reserved_for_second_factor", "true")
                        .code())
                .isEqualTo("identification_update_second_factor_unverified");
        browser.post(one + "/prepare_verification", "strategy", "phone_code").ok();
        browser.post(one + "/attempt_verification", "code", "424242").ok();
        browser.override("PATCH", one, "reserved_for_second_factor", "true").ok();
        browser.override("DELETE", "/v1/client/sessions").ok();

        var signIn = browser.signIn(ADA, PASSWORD);
        assertThat(signIn.state()).isEqualTo("needs_second_factor");
        var two = "/v1/client/sign_ins/" + signIn.id();
        browser.post(two + "/prepare_second_factor", "strategy", "phone_code").ok();
        var messages = server.messages("+15555550100");
        var code = messages.get(messages.size() - 1).code();
        assertThat(browser.post(two + "/attempt_second_factor", "strategy", "phone_code", "code", code)
                        .state())
                .isEqualTo("complete");
    }

    @Test
    void removingTheAppEndsTheSecondFactor() {
        setUp();
        backend.send("DELETE", "/v1/users/" + userId + "/totp", null);

        assertThat(browser.signIn(ADA, PASSWORD).state()).isEqualTo("complete");
    }

    @Test
    void aSessionIsVerifiedAgainByTheFirstAndTheSecondFactor() {
        var secret = setUp().get("secret").getAsString();
        var signIn = browser.signIn(ADA, PASSWORD);
        var session = browser.post(
                        "/v1/client/sign_ins/" + signIn.id() + "/attempt_second_factor",
                        "strategy",
                        "totp",
                        "code",
                        code(secret, NOW))
                .session()
                .get("id")
                .getAsString();
        var verify = "/v1/client/sessions/" + session + "/verify";
        server.moveClock(Duration.ofMinutes(20));

        assertThat(browser.post(verify + "/attempt_first_factor", "strategy", "password", "password", PASSWORD)
                        .code())
                .isEqualTo("session_reverification_missing");
        var started = browser.post(verify, "level", "multi_factor").ok();
        assertThat(started.state()).isEqualTo("needs_first_factor");
        assertThat(started.session().get("factor_verification_age")).hasToString("[20,20]");
        var first = browser.post(verify + "/attempt_first_factor", "strategy", "password", "password", PASSWORD);
        assertThat(first.state()).isEqualTo("needs_second_factor");
        var second = browser.post(
                verify + "/attempt_second_factor",
                "strategy",
                "totp",
                "code",
                code(secret, NOW.plus(Duration.ofMinutes(20))));
        assertThat(second.state()).isEqualTo("complete");
        assertThat(second.session().get("factor_verification_age")).hasToString("[0,0]");
    }

    @Test
    void theSecretOfTheAppIsShownOnce() {
        browser.signIn(ADA, PASSWORD).ok();
        var created = browser.post("/v1/me/totp").ok();

        assertThat(created.resource().get("uri").getAsString()).startsWith("otpauth://totp/");
        assertThat(created.client().toString())
                .doesNotContain(created.resource().get("secret").getAsString());
        assertThat(backend.get("/v1/users/" + userId).toString())
                .doesNotContain(created.resource().get("secret").getAsString());
    }
}
