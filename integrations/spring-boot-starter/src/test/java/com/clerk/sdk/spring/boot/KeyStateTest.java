package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.StubResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The state of the keys that verify tokens, as the actuator endpoint tells it. */
@Timeout(120)
class KeyStateTest {
    private static final String EXPOSED = "management.endpoints.web.exposure.include=clerk";

    private static String state(RunningApplication application, String... headers) throws Exception {
        var response = application.get("/actuator/clerk", headers);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @Test
    void configuredKeysAreUpWithoutTheNetwork() throws Exception {
        var token = SessionTokens.signedBy(Keys.INSTANCE).forUser("user_1").mint();
        try (var application = RunningApplication.servlet(
                ConditionsTest.Plain.class, "clerk.jwt-key=" + Keys.PEM, "clerk.api-url=http://127.0.0.1:1", EXPOSED)) {
            assertThat(state(application, "Authorization", "Bearer " + token))
                    .contains("\"verificationKeys\":\"clerk.jwt-key\"", "\"status\":\"UP\"")
                    .doesNotContain("age", "failure");
        }
    }

    @Test
    void keysOfClerkAreUnknownUntilATokenNeedsThemAndDownIfTheyCannotBeLoaded() throws Exception {
        var fetches = new AtomicInteger();
        try (var clerk = ClerkServer.start();
                var application = RunningApplication.servlet(
                        ConditionsTest.Plain.class,
                        "clerk.secret-key=" + clerk.secretKey(),
                        "clerk.publishable-key=" + clerk.publishableKey(),
                        "clerk.api-url=" + clerk.apiUrl(),
                        "clerk.security.public-paths=/actuator/clerk",
                        EXPOSED)) {
            clerk.stub("GET /jwks", request -> {
                fetches.incrementAndGet();
                return StubResponse.status(500);
            });
            assertThat(state(application)).contains("\"status\":\"UNKNOWN\"").doesNotContain("failure");
            assertThat(fetches).as("asking for the state loads nothing").hasValue(0);

            var bearer = "Bearer " + clerk.sessionToken("user_1");
            assertThat(application.get("/open", "Authorization", bearer).statusCode())
                    .isEqualTo(503);
            assertThat(state(application))
                    .contains("\"status\":\"DOWN\"", "could not be loaded")
                    .doesNotContain(clerk.secretKey());
        }
    }

    @Test
    void loadedKeysAreUp() throws Exception {
        try (var clerk = ClerkServer.start();
                var application = RunningApplication.reactive(
                        ConditionsTest.Plain.class,
                        "clerk.secret-key=" + clerk.secretKey(),
                        "clerk.publishable-key=" + clerk.publishableKey(),
                        "clerk.api-url=" + clerk.apiUrl(),
                        EXPOSED)) {
            assertThat(state(application, "Authorization", "Bearer " + clerk.sessionToken("user_1")))
                    .contains("\"status\":\"UP\"", "\"age\":\"PT");
        }
    }
}
