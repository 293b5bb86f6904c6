package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
