package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClerkPlatformTest {
    @Test
    void callsCarryTheAccessToken() {
        try (var server = new Server();
                var platform = ClerkPlatform.builder()
                        .accessToken("platform_token_made_for_this_test")
                        .apiUrl(server.url())
                        .build()) {
            server.answers("[{\"application_id\":\"app_1\",\"instances\":[]}]");

            var applications = platform.applications().list();

            assertThat(applications).hasSize(1);
            var request = server.request();
            assertThat(request.getTarget()).isEqualTo("/v1/platform/applications");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer platform_token_made_for_this_test");
        }
    }

    @Test
    void aSecretKeyOfAnInstanceIsRefusedAndNotShown() {
        assertThatThrownBy(() -> new ClerkPlatform("sk_test_canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key of one instance (sk_…)")
                .hasMessageNotContaining("canary");
    }

    @Test
    void anotherKindOfTokenIsNamedAndNotShown() {
        assertThatThrownBy(() -> new ClerkPlatform("whsec_canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing secret of a webhook endpoint (whsec_…)")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theEnvironmentGivesTokenAndUrl() {
        var environment = Map.of("CLERK_PLATFORM_API_KEY", "ak_canary", "CLERK_API_URL", "https://proxy.example.com");
        try (var platform = ClerkPlatform.fromEnv(environment)) {
            assertThat(platform).hasToString("ClerkPlatform(proxy.example.com, ak_…)");
        }
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> ClerkPlatform.fromEnv(Map.of("CLERK_SECRET_KEY", "sk_test_canary")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLERK_PLATFORM_API_KEY is not set");
        assertThatThrownBy(() -> ClerkPlatform.fromEnv(Map.of("CLERK_PLATFORM_API_KEY", "sk_test_canary")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("CLERK_PLATFORM_API_KEY: ", "key of one instance")
                .hasMessageNotContaining("canary");
    }
}
