package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignUpTest {
    private static final TestKeys KEYS = TestKeys.generate();

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .identifiers("email_address", "username")
            .start();
    private final Backend backend = new Backend(server);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSignUpAsksForWhatIsMissingAndForTheCode() {
        var created = browser.post("/v1/client/sign_ups", "email_address", "ada@example.com", "first_name", "Ada");

        assertThat(created.state()).isEqualTo("missing_requirements");
        assertThat(created.resource().get("missing_fields")).hasToString("[\"password\"]");
        assertThat(created.resource().get("unverified_fields")).hasToString("[\"email_address\"]");
        var updated = browser.override("PATCH", "/v1/client/sign_ups/" + created.id(), "password", "long enough");
        assertThat(updated.resource().get("missing_fields")).hasToString("[]");
        assertThat(updated.state()).isEqualTo("missing_requirements");
    }

    @Test
    void aCompleteSignUpHasAUserAndASession() {
        var done = browser.signUp("ada@example.com", "long enough");

        assertThat(done.state()).isEqualTo("complete");
        assertThat(done.resource().get("created_session_id"))
                .isEqualTo(done.session().get("id"));
        assertThat(done.client().get("sign_up").isJsonNull()).isTrue();
        var user = backend.get(
                "/v1/users/" + done.resource().get("created_user_id").getAsString());
        var email = user.getAsJsonArray("email_addresses").get(0).getAsJsonObject();
        assertThat(email.get("email_address").getAsString()).isEqualTo("ada@example.com");
        assertThat(email.getAsJsonObject("verification").get("strategy").getAsString())
                .isEqualTo("email_code");
        assertThat(user.get("password_enabled").getAsBoolean()).isTrue();
    }

    @Test
    void theNewUserCanSignInByThePassword() {
        browser.signUp("ada@example.com", "long enough");

        var another = Browser.open(server);

        assertThat(another.signIn("ada@example.com", "long enough").state()).isEqualTo("complete");
    }

    @ParameterizedTest
    @CsvSource({
        "email_address, not-an-address, form_param_format_invalid",
        "email_address, taken@example.com, form_identifier_exists",
        "email_address, TAKEN@example.com, form_identifier_exists",
        "password, short, form_password_length_too_short",
        "username, abc, form_username_invalid_length",
        "username, 'a b c d', form_username_invalid_character",
        "unsafe_metadata, '[1]', form_param_format_invalid",
        "unsafe_metadata, '{', form_param_format_invalid",
    })
    void aFieldThatIsWrongIsTold(String field, String value, String code) {
        backend.user("taken@example.com", "long enough");

        var refused = browser.post("/v1/client/sign_ups", field, value);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.parameter()).isEqualTo(field);
    }

    @Test
    void aPasswordOf73CharactersIsTooLong() {
        var refused = browser.post("/v1/client/sign_ups", "password", "x".repeat(73));

        assertThat(refused.code()).isEqualTo("form_password_length_too_long");
    }

    @Test
    void twoSignUpsForOneAddressMakeOneUser() {
        var other = Browser.open(server);
        var first = browser.post("/v1/client/sign_ups", "email_address", "ada@example.com", "password", "long enough");
        var second = other.post("/v1/client/sign_ups", "email_address", "ada@example.com", "password", "long enough");
        var firstUrl = "/v1/client/sign_ups/" + first.id();
        var secondUrl = "/v1/client/sign_ups/" + second.id();
        browser.post(firstUrl + "/prepare_verification", "strategy", "email_code")
                .ok();
        other.post(secondUrl + "/prepare_verification", "strategy", "email_code")
                .ok();

        browser.post(firstUrl + "/attempt_verification", "strategy", "email_code", "code", "424242")
                .ok();
        var refused = other.post(secondUrl + "/attempt_verification", "strategy", "email_code", "code", "424242");

        assertThat(refused.code()).isEqualTo("form_identifier_exists");
        assertThat(backend.get("/v1/users/count").get("total_count").getAsInt()).isEqualTo(1);
    }

    @Test
    void metadataTravelsAsJsonTextInOneField() {
        browser.post(
                        "/v1/client/sign_ups",
                        "email_address",
                        "ada@example.com",
                        "unsafe_metadata",
                        "{\"plan\":{\"seats\":3}}")
                .ok();

        var refused = browser.post("/v1/client/sign_ups", "unsafe_metadata[plan]", "x");

        assertThat(refused.code()).isEqualTo("form_param_format_invalid");
        assertThat(browser.get("/v1/client")
                        .resource()
                        .getAsJsonObject("sign_up")
                        .get("unsafe_metadata"))
                .hasToString("{\"plan\":{\"seats\":3}}");
    }

    @Test
    void aStrictServerTakesNoFixedCode() {
        try (var strict = ClerkServer.builder().keys(KEYS).strictCodes(true).start()) {
            var one = Browser.open(strict);
            var id = one.post("/v1/client/sign_ups", "email_address", "ada@example.com", "password", "long enough")
                    .id();
            one.post("/v1/client/sign_ups/" + id + "/prepare_verification", "strategy", "email_code");

            var refused = one.post(
                    "/v1/client/sign_ups/" + id + "/attempt_verification", "strategy", "email_code", "code", "424242");

            assertThat(refused.code()).isEqualTo("form_code_incorrect");
        }
    }
}
