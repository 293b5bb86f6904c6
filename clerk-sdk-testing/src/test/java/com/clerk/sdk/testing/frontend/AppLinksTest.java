package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links in emails to the users of an app: a browser follows them, and the app has the proof key (RFC 7636). */
class AppLinksTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String BACK = "http://127.0.0.1:9/callback";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final ClerkServer server =
            ClerkServer.builder().keys(KEYS).emailLinks(true).start();
    private final App app = new App(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static String challenge() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** Has a link sent, follows it in a browser that nobody knows, and returns what the app gets back. */
    private Map<String, String> follow(String path) throws Exception {
        app.post(
                        path,
                        "strategy",
                        "email_link",
                        "redirect_uri",
                        BACK,
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256")
                .ok();
        var messages = server.messages(ADA);
        var link = messages.get(messages.size() - 1).link();
        var location = URI.create(Browser.without(server).navigate(link).header("location"));
        assertThat(location.toString()).startsWith(BACK + "?");
        return Arrays.stream(location.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private Browser.Result complete(Map<String, String> approval, String verifier) {
        return app.post(
                "/v1/client/magic_links/complete",
                "flow_id",
                approval.get("flow_id"),
                "approval_token",
                approval.get("approval_token"),
                "code_verifier",
                verifier);
    }

    private String signIn() {
        return "/v1/client/sign_ins/"
                + app.post("/v1/client/sign_ins", "identifier", ADA).ok().id();
    }

    @Test
    void theAppThatHasTheProofKeySignsInWithTheTicketItGets() throws Exception {
        new Backend(server).user(ADA, "correct horse battery");
        var approval = follow(signIn() + "/prepare_first_factor");

        assertThat(app.get("/v1/client").object().getAsJsonObject("response").getAsJsonArray("sessions"))
                .isEmpty();
        var ticket = complete(approval, VERIFIER).ok().resource().get("ticket").getAsString();
        var signedIn = app.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", ticket)
                .ok();

        assertThat(signedIn.state()).isEqualTo("complete");
        assertThat(complete(approval, VERIFIER).code()).isEqualTo("approval_token_consumed");
    }

    @Test
    void aLinkIsTheFirstFactorAlone() throws Exception {
        new Backend(server)
                .post("/v1/users", "{\"email_address\":[\"" + ADA + "\"],\"totp_secret\":\"JBSWY3DPEHPK3PXP\"}");
        var approval = follow(signIn() + "/prepare_first_factor");

        var ticket = complete(approval, VERIFIER).ok().resource().get("ticket").getAsString();
        var signIn = app.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", ticket)
                .ok();

        assertThat(signIn.state()).isEqualTo("needs_second_factor");
        assertThat(signIn.client().getAsJsonArray("sessions")).isEmpty();
    }

    @Test
    void anApprovalIsWorthNothingWithoutTheProofKey() throws Exception {
        new Backend(server).user(ADA, "correct horse battery");
        var approval = follow(signIn() + "/prepare_first_factor");

        assertThat(complete(approval, "somebody-else").code()).isEqualTo("pkce_verification_failed");
        assertThat(complete(Map.of("flow_id", "flow_1", "approval_token", "t"), VERIFIER)
                        .code())
                .isEqualTo("approval_token_invalid");
        server.moveClock(Duration.ofMinutes(11));
        assertThat(complete(approval, VERIFIER).code()).isEqualTo("approval_token_expired");
    }

    @Test
    void aSignUpGoesOnInTheApp() throws Exception {
        var one = "/v1/client/sign_ups/"
                + app.post("/v1/client/sign_ups", "email_address", ADA, "password", "correct horse battery")
                        .ok()
                        .id();
        var approval = follow(one + "/prepare_verification");

        var signUp = complete(approval, VERIFIER).ok();

        assertThat(signUp.state()).isEqualTo("complete");
        assertThat(signUp.session().get("id")).isEqualTo(signUp.resource().get("created_session_id"));
    }

    @Test
    void anotherMethodThanS256IsRefused() throws Exception {
        new Backend(server).user(ADA, "correct horse battery");

        var refused = app.post(
                signIn() + "/prepare_first_factor",
                "strategy",
                "email_link",
                "redirect_uri",
                BACK,
                "code_challenge",
                VERIFIER,
                "code_challenge_method",
                "plain");

        assertThat(refused.code()).isEqualTo("form_param_value_invalid");
        assertThat(server.messages(ADA)).isEmpty();
    }
}
