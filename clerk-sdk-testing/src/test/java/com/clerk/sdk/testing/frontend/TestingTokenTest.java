package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wrong testing token is refused as such: at Clerk it looks like a bot. */
class TestingTokenTest {
    private static final TestKeys KEYS = TestKeys.generate();

    private final ClerkServer server = ClerkServer.builder().keys(KEYS).start();
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    private String token() {
        return new Backend(server).post("/v1/testing_tokens", "{}").get("token").getAsString();
    }

    private void assertRefused(Browser.Result refused, String problem) {
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("form_param_value_invalid");
        assertThat(refused.parameter()).isEqualTo("__clerk_testing_token");
        assertThat(refused.error().get("message").getAsString()).contains(problem, "POST /v1/testing_tokens");
    }

    @Test
    void aTokenOfTheInstanceIsAcceptedForAnHour() {
        var token = token();
        assertThat(browser.get("/v1/client", "__clerk_testing_token", token).status())
                .isEqualTo(200);

        server.moveClock(Duration.ofMinutes(61));

        assertRefused(browser.get("/v1/client", "__clerk_testing_token", token), "has expired");
    }

    @Test
    void aTokenOfAnotherInstanceIsRefused() {
        var token = token();
        server.reset();

        for (var other : new String[] {token, "1700000000-abc", ""}) {
            assertRefused(
                    Browser.open(server).get("/v1/client", "__clerk_testing_token", other),
                    "is not one of this instance");
        }
    }

    @Test
    void aRefusedRequestSignsNobodyIn() {
        new Backend(server).user("ada@example.com", "long enough");

        var refused = browser.send(browser.request("/v1/client/sign_ins", "", "__clerk_testing_token", "wrong")
                .POST(BodyPublishers.ofString(Browser.encode(
                        "identifier", "ada@example.com", "password", "long enough", "strategy", "password"))));

        assertRefused(refused, "is not one of this instance");
        assertThat(browser.get("/v1/client").response().body()).doesNotContain("user_");
    }
}
