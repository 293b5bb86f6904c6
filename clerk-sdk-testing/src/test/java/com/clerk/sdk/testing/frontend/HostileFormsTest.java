package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.ErrorCatalogue;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonParser;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forms with anything in them, at each operation: the answer is one of Clerk's, and never a failure of the server. */
@Timeout(180)
class HostileFormsTest {
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final int ROUNDS = 6;

    private static final List<String> OPERATIONS = """
            GET /client
            PUT /client
            POST /client/sessions/{session_id}/touch
            POST /client/sessions/{session_id}/tokens
            POST /client/sessions/{session_id}/tokens/{template_name}
            GET /client/sessions/{session_id}
            POST /client/sessions/{session_id}/verify
            POST /client/sessions/{session_id}/verify/prepare_first_factor
            POST /client/sessions/{session_id}/verify/attempt_first_factor
            POST /client/sessions/{session_id}/verify/prepare_second_factor
            POST /client/sessions/{session_id}/verify/attempt_second_factor
            POST /client/sign_ins
            GET /client/sign_ins/{sign_in_id}
            POST /client/sign_ins/{sign_in_id}/prepare_first_factor
            POST /client/sign_ins/{sign_in_id}/attempt_first_factor
            POST /client/sign_ins/{sign_in_id}/prepare_second_factor
            POST /client/sign_ins/{sign_in_id}/attempt_second_factor
            POST /client/sign_ins/{sign_in_id}/reset_password
            POST /client/sign_ups
            GET /client/sign_ups/{sign_up_id}
            PATCH /client/sign_ups/{sign_up_id}
            POST /client/sign_ups/{sign_up_id}/prepare_verification
            POST /client/sign_ups/{sign_up_id}/attempt_verification
            GET /me
            PATCH /me
            PATCH /me/metadata
            POST /me/profile_image
            DELETE /me/profile_image
            POST /me/change_password
            POST /me/remove_password
            POST /me/totp
            POST /me/totp/attempt_verification
            DELETE /me/totp
            POST /me/backup_codes
            POST /me/external_accounts
            PATCH /me/external_accounts/{external_account_id}/reauthorize
            DELETE /me/external_accounts/{external_account_id}
            POST /me/email_addresses
            GET /me/email_addresses/{email_id}
            PATCH /me/email_addresses/{email_id}
            DELETE /me/email_addresses/{email_id}
            POST /me/email_addresses/{email_id}/prepare_verification
            POST /me/email_addresses/{email_id}/attempt_verification
            POST /me/phone_numbers
            POST /me/phone_numbers/{phone_id}/prepare_verification
            GET /me/sessions
            GET /me/sessions/active
            POST /me/sessions/{other_session_id}/revoke
            GET /me/organization_memberships
            DELETE /me/organization_memberships/{other_organization_id}
            GET /me/organization_invitations
            POST /me/organization_invitations/{invitation_id}/accept
            GET /me/organization_suggestions
            POST /organizations
            GET /organizations/{organization_id}
            PATCH /organizations/{organization_id}
            PUT /organizations/{organization_id}/logo
            DELETE /organizations/{organization_id}/logo
            GET /organizations/{organization_id}/roles
            GET /organizations/{organization_id}/memberships
            POST /organizations/{organization_id}/memberships
            PATCH /organizations/{organization_id}/memberships/{user_id}
            DELETE /organizations/{organization_id}/memberships/{other_user_id}
            GET /organizations/{organization_id}/invitations
            GET /organizations/{organization_id}/invitations/pending
            POST /organizations/{organization_id}/invitations
            POST /organizations/{organization_id}/invitations/bulk
            POST /organizations/{organization_id}/invitations/{invitation_id}/revoke
            GET /client/handshake
            GET /client/touch
            GET /stand_in_provider
            POST /oauth_callback
            GET /verify
            GET /tickets/accept
            GET /pictures/{picture_id}
            """.lines().toList();

    private static final List<String> FIELDS =
            """
            identifier password strategy code email_address phone_number username first_name last_name ticket token
            redirect_url action_complete_redirect_url email_address_id phone_number_id new_password current_password
            sign_out_of_other_sessions unsafe_metadata public_metadata active_organization_id organization_id name slug
            role user_id file level transfer signed_out_sessions primary_email_address_id status limit offset paginated
            query reserved_for_second_factor default_second_factor oidc_prompt state intent rotating_token_nonce
            _clerk_session_id __clerk_hs_reason format suffixed_cookies legal_accepted locale timezone
            """.lines().flatMap(line -> List.of(line.split(" ")).stream()).toList();

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "null",
            "-1",
            "99999999999999999999",
            "true",
            "[]",
            "{",
            "{\"a\":{\"b\":null}}",
            "x".repeat(5000),
            "\u0000",
            "a\r\nSet-Cookie: b=c",
            "\u202e\ud83d\ude00",
            "password",
            "email_code",
            "email_link",
            "phone_code",
            "totp",
            "backup_code",
            "ticket",
            "oauth_google",
            "reset_password_email_code",
            "424242",
            ADA,
            "grace@example.com",
            "+12015550123",
            "org:admin",
            "http://localhost:8080/",
            "javascript:alert(1)",
            "//evil.example.com",
            PASSWORD);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> failures = new ArrayList<>();
    private final Map<String, String> ids = new TreeMap<>();
    private final ClerkServer server = ClerkServer.builder()
            .keys(TestKeys.generate())
            .identifiers("email_address", "phone_number", "username")
            .secondFactors("totp", "backup_code", "phone_code")
            .socialProviders("oauth_google")
            .emailLinks(true)
            .severalSessions(true)
            .start();
    private Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    /** Signs Ada in, with an organization and with a sign-in and a sign-up in progress. */
    private void begin() {
        server.reset();
        ids.clear();
        var backend = new Backend(server);
        browser = Browser.open(server);
        ids.put("user_id", backend.user(ADA, PASSWORD));
        ids.put("other_user_id", backend.user("grace@example.com", PASSWORD));
        ids.put("organization_id", backend.organization("Engines", ids.get("user_id")));
        var session = browser.signIn(ADA, PASSWORD).ok().session();
        ids.put("session_id", session.get("id").getAsString());
        ids.put(
                "email_id",
                session.getAsJsonObject("user").get("primary_email_address_id").getAsString());
        ids.put(
                "sign_in_id",
                browser.post("/v1/client/sign_ins", "identifier", ADA).ok().id());
        ids.put(
                "sign_up_id",
                browser.post("/v1/client/sign_ups", "email_address", "new@example.com")
                        .ok()
                        .id());
    }

    private String path(String template) {
        var path = template;
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return "/v1" + path.replaceAll("\\{[a-z_]+}", random.nextBoolean() ? "unknown_1" : "%00");
    }

    private String[] form() {
        var form = new String[2 * random.nextInt(6)];
        for (var i = 0; i < form.length; i += 2) {
            form[i] = FIELDS.get(random.nextInt(FIELDS.size()));
            form[i + 1] = random.nextInt(4) == 0
                    ? List.copyOf(ids.values()).get(random.nextInt(ids.size()))
                    : VALUES.get(random.nextInt(VALUES.size()));
        }
        return form;
    }

    private void check(String sent, Browser.Result result) {
        if (result.status() < 400) {
            return;
        }
        var isJson = String.valueOf(result.header("content-type")).contains("json");
        if (result.status() >= 500) {
            failures.add(sent + ": " + result.status() + " " + result.response().body());
        } else if (isJson && !ErrorCatalogue.has(result.code(), result.status())) {
            failures.add(sent + ": " + result.code() + " under " + result.status() + " is not Clerk's");
        }
    }

    @Test
    void noFormIsTooOdd() {
        var states = new TreeSet<Integer>();
        for (var round = 0; round < ROUNDS; round++) {
            begin();
            for (var operation : OPERATIONS) {
                var method = operation.substring(0, operation.indexOf(' '));
                var path = path(operation.substring(method.length() + 1));
                var form = form();
                var result = method.equals("GET") ? browser.get(path, form) : browser.override(method, path, form);
                states.add(result.status());
                check(operation + " " + path + " " + List.of(form), result);
            }
            assertThat(browser.get("/v1/client").status()).isEqualTo(200);
        }

        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(states).contains(200, 404, 422);
    }

    @Test
    void noBodyIsTooOdd() {
        begin();
        var bodies = List.of(
                "%", "%zz=%", "&&&", "=", "a", "a=b&a=c", "{}", "[1", "\u0000", "--x\r\n\r\n--x--", "=".repeat(10_000));
        var types = List.of(
                "application/x-www-form-urlencoded",
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=",
                "text/plain;;;",
                "a");
        for (var operation : OPERATIONS) {
            var method = operation.substring(0, operation.indexOf(' '));
            if (method.equals("GET")) {
                continue;
            }
            var path = path(operation.substring(method.length() + 1));
            for (var type : types) {
                var body = bodies.get(random.nextInt(bodies.size()));
                var request = browser.request(path, method)
                        .setHeader("Content-Type", type)
                        .POST(BodyPublishers.ofString(body));
                check(operation + " " + type + " " + body, browser.send(request));
            }
        }

        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(JsonParser.parseString(browser.get("/v1/client").response().body())
                        .isJsonObject())
                .isTrue();
    }
}
