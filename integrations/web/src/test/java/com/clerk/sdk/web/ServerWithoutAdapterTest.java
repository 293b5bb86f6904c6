package com.clerk.sdk.web;

import static com.clerk.sdk.web.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has no adapter: a guard gives it requests, and decisions that block no thread. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerWithoutAdapterTest {
    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();
    private final RequestGuard guard =
            RequestGuard.builder(authenticator).protect("/app/**").build();

    @AfterEach
    void close() {
        authenticator.close();
    }

    private static ClerkRequest request(RequestGuard guard, Map<String, List<String>> headers) {
        return guard.request("GET", "https://app.example.com/app?a=%2F", headers::get, "192.0.2.1");
    }

    @Test
    void theHeadersOfProxiesDoNotCountUnlessTheyAreTrusted() throws Exception {
        var headers = Map.of(
                "accept", List.of("text/html"),
                "x-forwarded-for", List.of("203.0.113.9"),
                "x-forwarded-host", List.of("evil.example"),
                "x-real-ip", List.of("203.0.113.9"));
        var request = request(guard, headers);
        assertThat(request.headers("X-Forwarded-For")).containsExactly("192.0.2.1");
        assertThat(request.headers("x-forwarded-host")).isEmpty();
        assertThat(request.headers("x-real-ip")).isEmpty();
        assertThat(location(guard, request)).contains("redirect_url=https%3A%2F%2Fapp.example.com%2Fapp%3Fa%3D%252F");

        var trusting = RequestGuard.builder(authenticator)
                .protect("/app/**")
                .trustForwardedHeaders(true)
                .build();
        assertThat(location(trusting, request(trusting, headers))).contains("redirect_url=https%3A%2F%2Fevil.example");
    }

    private static String location(RequestGuard guard, ClerkRequest request) throws Exception {
        var decision =
                guard.checkAsync(request, RequestPath.of("/app"), Runnable::run).get();
        var response = Objects.requireNonNull(decision.response());
        return Objects.requireNonNull(response.headers().get("location")).get(0);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/app", "ftp://app.example.com/", "https://user@app.example.com/", "https://a\"b/"})
    void aRequestNeedsAValidUrl(@Nullable String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard.request("GET", url, name -> null, "192.0.2.1"))
                .withMessage("The URL of the request is not valid.");
    }

    @Test
    void aRequestShowsNothingOfItself() {
        assertThat(request(guard, Map.of("cookie", List.of("__session=x")))).hasToString("ServerRequest(GET)");
    }

    @Test
    void aDecisionWithoutACallToClerkIsThereAtOnce() {
        var headers =
                Map.of("authorization", List.of("Bearer " + token("user_1").mint()));
        var decision = guard.checkAsync(request(guard, headers), RequestPath.of("/app"), command -> {
            throw new AssertionError("nothing has to be handed over");
        });
        assertThat(decision).isCompletedWithValueMatching(done -> done.response() == null);
        var preflight = Map.of("origin", List.of("https://b.example"), "access-control-request-method", List.of("PUT"));
        var options = guard.request("OPTIONS", "https://app.example.com/app", preflight::get, "192.0.2.1");
        assertThat(guard.checkAsync(options, RequestPath.of("/app"), Runnable::run))
                .isCompletedWithValueMatching(
                        done -> Objects.requireNonNull(done.response()).status() == 401);
    }

    @Test
    void aCallToClerkBlocksNobodyAndIsHandedOverToTheExecutor() throws Exception {
        var asked = new CountDownLatch(1);
        var executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        try (var server = ClerkServer.start();
                var clerk = ClerkBackend.builder()
                        .apiUrl(server.apiUrl())
                        .secretKey(server.secretKey())
                        .authentication(a -> a.acceptTokens(TokenType.API_KEY))
                        .build()) {
            server.stub("POST /api_keys/verify", request -> {
                awaitQuietly(asked);
                return StubResponse.passThrough();
            });
            var rules = RequestGuard.builder(clerk).protect("/app/**").build();
            var user =
                    clerk.users().create(u -> u.emailAddress("ada@example.com")).id();
            var key = Map.of("authorization", List.of("Bearer " + server.apiKey(user)));
            var decision = rules.checkAsync(request(rules, key), RequestPath.of("/app"), executor);
            var thread = decision.thenApply(done -> Thread.currentThread().getName());
            assertThat(decision).isNotDone(); // Clerk has not answered, and this thread goes on
            asked.countDown();
            assertThat(Objects.requireNonNull(decision.get().auth()).subject()).isEqualTo(user);
            assertThat(thread.get()).isEqualTo("mine");
        } finally {
            executor.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRequestThatBelongsToNoInstanceFails() {
        var several = RequestGuard.builder(request -> {
                    throw new IllegalArgumentException("No application has this host");
                })
                .build();
        var decision = several.checkAsync(request(several, Map.of()), RequestPath.of("/app"), Runnable::run);
        assertThatThrownBy(decision::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("No application has this host");
    }
}
