package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.RequestAuthenticator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The URL of the API: checked as a whole when it is set, so that no key goes to a host that nobody meant. */
class ClientUrlTest {
    private static final String KEY = "sk_test_made_for_this_test";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:",
                "https:/",
                "https:///",
                "https:api.clerk.com",
                "https://?x",
                "api.clerk.com",
                "ftp://api.clerk.com",
                "https://a:canary@api.clerk.com",
                "https://api.clerk.com?canary",
                "https://api.clerk.com\\canary",
            })
    void aUrlWithoutAHostIsRefusedWhenItIsSet(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkBackend.builder().apiUrl(url))
                .withMessageStartingWith("The base URL ")
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkPlatform.builder().apiUrl(url));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkFrontend.builder().apiUrl(url));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.builder().apiUrl(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://api.clerk.com/v1", "https://api.clerk.com/v1/", "https://proxy.example.com/clerk/v2"})
    void aVersionThatWouldComeTwiceIsNamed(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkBackend.builder().apiUrl(url))
                .withMessageContaining("ends with a version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkFrontend.builder().apiUrl(url))
                .withMessageContaining("ends with a version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkPlatform.builder().apiUrl(url))
                .withMessageContaining("ends with a version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../v1", "v1/users", "v1?x", "v1#x", ".", "..", "v 1", "\u0661"})
    void aVersionIsOnePartOfThePath(String version) {
        var environment = Map.of("CLERK_SECRET_KEY", KEY, "CLERK_API_VERSION", version);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkBackend.fromEnv(environment))
                .withMessageStartingWith("The environment variable CLERK_API_VERSION: The API version");
    }

    @Test
    void aWrongVariableIsNamed() {
        var environment = Map.of("CLERK_SECRET_KEY", KEY, "CLERK_API_URL", "https:///v1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkBackend.fromEnv(environment))
                .withMessageStartingWith("The environment variable CLERK_API_URL: The base URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.", "http://127.999.1.1", "http://127.1.2.3.4", "http://clerk:8080"})
    void plainHttpGoesToThisMachineOnly(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClerkBackend.builder().secretKey(KEY).apiUrl(url).build())
                .withMessageContaining("allowPlainHttp()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkPlatform.builder()
                        .accessToken("token_made_for_this_test")
                        .apiUrl(url)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkFrontend.builder().apiUrl(url).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.builder()
                        .secretKey(KEY)
                        .apiUrl(url)
                        .build());
    }

    @Test
    void plainHttpToAnotherContainerHasToBeAskedFor() {
        var url = "http://clerk:8080";
        try (var backend = ClerkBackend.builder()
                        .secretKey(KEY)
                        .apiUrl(url)
                        .allowPlainHttp()
                        .build();
                var platform = ClerkPlatform.builder()
                        .allowPlainHttp()
                        .accessToken("token_made_for_this_test")
                        .apiUrl(url)
                        .build();
                var frontend =
                        ClerkFrontend.builder().apiUrl(url).allowPlainHttp().build()) {
            assertThat(backend.authenticator().authenticate(Map.of()).isSignedIn())
                    .isFalse();
            assertThat(backend).hasToString("ClerkBackend(clerk, sk_test_…)");
            assertThat(platform).hasToString("ClerkPlatform(clerk, …)");
            assertThat(frontend).hasToString("ClerkFrontend(clerk, no token)");
        }
    }
}
