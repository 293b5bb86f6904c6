package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.NotFoundException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClerkBackendTest {
    private static final String KEY = "sk_test_made_for_this_test";
    private static final String USER = "{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"Ada\","
            + "\"public_metadata\":{\"plan\":\"gold\",\"seats\":3}}";

    private final Server server = new Server();
    private final ClerkBackend clerk =
            ClerkBackend.builder().secretKey(KEY).apiUrl(server.url()).build();

    record Plan(String plan, int seats) {}

    @AfterEach
    void close() {
        clerk.close();
        server.close();
    }

    @Test
    void everyCallCarriesTheSecretKeyTheApiVersionAndTheSdksName() {
        server.answers(USER);

        clerk.users().get("user_1");

        var request = server.request();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getHeaders().get("Clerk-API-Version")).isEqualTo("2026-05-12");
        assertThat(request.getHeaders().get("User-Agent"))
                .matches("clerk-sdk-java/[0-9][0-9A-Za-z.-]* \\(Java [0-9]+\\)");
        assertThat(request.getTarget()).isEqualTo("/v1/users/user_1");
    }

    @Test
    void metadataIsReadAsATypeOfTheCallers() {
        server.answers(USER);

        var user = clerk.users().get("user_1");

        assertThat(user.publicMetadata().as(Plan.class)).isEqualTo(new Plan("gold", 3));
    }

    @Test
    void anErrorOfClerksBecomesTheExceptionOfItsKind() {
        server.answers(
                404,
                "{\"errors\":[{\"code\":\"resource_not_found\",\"message\":\"not found\"}],"
                        + "\"clerk_trace_id\":\"trace1\"}");

        assertThatThrownBy(() -> clerk.users().get("user_2"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContainingAll("GET /users/{user_id} -> 404 resource_not_found", "trace=trace1");
    }

    @Test
    void theEnvironmentGivesKeyUrlAndVersion() {
        server.answers(USER);
        var environment =
                Map.of("CLERK_SECRET_KEY", KEY, "CLERK_API_URL", server.url() + "/", "CLERK_API_VERSION", "v9");

        try (var fromEnvironment = ClerkBackend.fromEnv(environment)) {
            fromEnvironment.users().get("user_1");
        }

        assertThat(server.request().getTarget()).isEqualTo("/v9/users/user_1");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> ClerkBackend.fromEnv(new HashMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("CLERK_SECRET_KEY is not set", "sk_");
    }

    @Test
    void aPublishableKeyIsRefusedAndNotShown() {
        assertThatThrownBy(() -> new ClerkBackend("pk_test_c29tZXRoaW5n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("publishable key (pk_…)", "secret key (sk_…)")
                .hasMessageNotContaining("c29tZXRoaW5n");
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_canary,signing secret of a webhook endpoint (whsec_…)",
        "ak_canary,API key or a machine's secret key (ak_…)",
        "mt_canary,M2M token (mt_…)",
        "oat_canary,OAuth access token (oat_…)",
        "dvb_canary,development browser (dvb_…)",
        "eyJhbGciOiJub25lIn0.canary.x,JWT",
        "-----BEGIN PUBLIC KEY-----canary,PEM key",
    })
    void anotherKindOfKeyIsNamedAndNotShown(String key, String kind) {
        assertThatThrownBy(() -> new ClerkBackend(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("The secret key contains ", kind, "needs the secret key (sk_…)")
                .hasMessageNotContaining("canary");
    }

    @Test
    void keysOfTwoKindsOfInstanceAreRefusedWhenTheClientIsBuilt() {
        var live = PublishableKey.forHost("clerk.example.com").value();
        assertThatThrownBy(() -> ClerkBackend.builder()
                        .secretKey(KEY)
                        .authentication(a -> a.publishableKey(live))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("sk_test_…", "pk_live_…")
                .hasMessageNotContaining(KEY);
        assertThatThrownBy(() -> ClerkBackend.fromEnv(Map.of("CLERK_SECRET_KEY", KEY, "CLERK_PUBLISHABLE_KEY", live)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("sk_test_…", "pk_live_…");
    }

    @Test
    void anEmptyKeyIsRefused() {
        assertThatThrownBy(() -> new ClerkBackend(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The secret key is empty");
    }

    @Test
    void aKeyWithBlanksIsRefusedAndNotShown() {
        assertThatThrownBy(() -> new ClerkBackend("sk_test_canary value\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has blanks")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aClientWithoutAKeyIsNotBuilt() {
        assertThatThrownBy(() -> ClerkBackend.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The secret key is empty");
    }

    @Test
    void theSecretKeyNeverTravelsOverPlainHttpToAnotherHost() {
        assertThatThrownBy(() -> ClerkBackend.builder()
                        .secretKey(KEY)
                        .apiUrl("http://clerk.example.com")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void aRedirectIsNotFollowedWithTheSecretKey() {
        server.redirects(server.url() + "/elsewhere");

        assertThatThrownBy(() -> clerk.users().get("user_1")).hasMessageContaining("303");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aClientThatWasHandedInStaysOpen() {
        var http = new OkHttpClient();
        ClerkBackend.builder()
                .secretKey(KEY)
                .apiUrl(server.url())
                .httpClient(http)
                .callTimeout(Duration.ofSeconds(5))
                .build()
                .close();

        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void futuresAreCompletedOnTheExecutorThatWasHandedIn() throws Exception {
        var tasks = new LinkedBlockingQueue<Runnable>();
        server.answers(USER);
        try (var handed = ClerkBackend.builder()
                .secretKey(KEY)
                .apiUrl(server.url())
                .executor(tasks::add)
                .build()) {
            var user = handed.users().calls().get("user_1").executeAsync();
            var task = tasks.poll(20, TimeUnit.SECONDS);
            assertThat(task).isNotNull();
            assertThat(user).isNotDone();
            task.run();
            assertThat(user.join().id()).isEqualTo("user_1");
        }
    }

    @Test
    void aResponseAboveTheLimitIsRefused() {
        server.answers(USER);
        try (var limited = ClerkBackend.builder()
                .secretKey(KEY)
                .apiUrl(server.url())
                .maxResponseBytes(20)
                .build()) {
            assertThatThrownBy(() -> limited.users().get("user_1"))
                    .isInstanceOf(ClerkDecodingException.class)
                    .hasMessageStartingWith("users.get: the response is larger than 20 bytes");
        }
    }

    @Test
    void theClientShowsHostAndKindOfKeyOnly() {
        assertThat(clerk).hasToString("ClerkBackend(127.0.0.1, sk_test_…)");
        assertThat(new ClerkBackend("sk_live_canary")).hasToString("ClerkBackend(api.clerk.com, sk_live_…)");
        assertThat(new ClerkBackend("canary")).hasToString("ClerkBackend(api.clerk.com, …)");
    }
}
