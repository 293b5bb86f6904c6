package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StubResponseTest {
    private final ClerkServer server = ClerkServer.start();
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    private int count() {
        return client.get("/v1/users/count").object().get("total_count").getAsInt();
    }

    @Test
    void theNextRequestFailsAndTheOneAfterItDoesNot() {
        server.failNext(503);

        assertThat(client.get("/v1/users").status()).isEqualTo(503);
        assertThat(client.get("/v1/users").status()).isEqualTo(200);
    }

    @Test
    void severalRequestsCanFail() {
        server.failNext(500, 2);

        assertThat(server.pendingStubs()).isEqualTo(2);
        assertThat(client.get("/v1/users").object().has("errors")).isTrue();
        assertThat(client.get("/v1/users").status()).isEqualTo(500);
        assertThat(client.get("/v1/users").status()).isEqualTo(200);
        assertThat(server.pendingStubs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nSet-Cookie: b=c", "a\u010d\u010aSet-Cookie: b=c", "\u0000"})
    void aHeaderThatCannotBeSentIsAnErrorAndNotABrokenConnection(String value) {
        server.stubNext(StubResponse.json(200, "{}").header("X-Odd", value));

        var refused = client.get("/v1/users");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("form_param_format_invalid");
        assertThat(refused.response().headers().map()).doesNotContainKeys("x-odd", "set-cookie");
    }

    @Test
    void aRateLimitSaysWhenToComeBack() {
        server.stubNext(StubResponse.rateLimited(Duration.ofSeconds(7)));

        var limited = client.get("/v1/users");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("too_many_requests");
        assertThat(limited.response().headers().firstValue("retry-after")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/users/{user_id}", "GET /users/{id}", "GET /users/user_1"})
    void aStubCanBeForOneOperation(String operation) {
        server.stubNext(operation, StubResponse.error(403, "not_allowed", "No."));

        assertThat(client.get("/v1/users").status()).isEqualTo(200);
        assertThat(client.delete("/v1/users/user_1").status()).isEqualTo(404);
        assertThat(client.get("/v1/users/user_1").code()).isEqualTo("not_allowed");
        assertThat(client.get("/v1/users/user_1").code()).isEqualTo("resource_not_found");
    }

    @Test
    void aStubCanBeForACondition() {
        server.stubNext(request -> request.bodyText().contains("ada"), StubResponse.status(204));

        assertThat(client.post("/v1/users", "{\"username\":\"bob\"}").status()).isEqualTo(200);
        assertThat(client.post("/v1/users", "{\"username\":\"ada\"}").status()).isEqualTo(204);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void stubsForTheNextRequestAreUsedInTheOrderTheyWereAdded() {
        server.stubNext("GET /users", StubResponse.json(200, "1"));
        server.stubNext(StubResponse.json(200, "2"));
        server.stubNext("GET /users", StubResponse.json(200, "3"));

        assertThat(client.get("/v1/users").response().body()).isEqualTo("1");
        assertThat(client.get("/v1/users").response().body()).isEqualTo("2");
        assertThat(client.get("/v1/users").response().body()).isEqualTo("3");
    }

    @Test
    void anOperationThatTheServerDoesNotHaveCanBeAdded() {
        server.stub(
                "POST /api_keys/verify",
                request -> request.bodyText().contains("ak_good")
                        ? StubResponse.json(200, "{\"id\":\"ak_1\"}")
                        : StubResponse.error(404, "resource_not_found", "No such key."));

        assertThat(client.post("/api_keys/verify", "{\"secret\":\"ak_good\"}").text("id"))
                .isEqualTo("ak_1");
        assertThat(client.post("/api_keys/verify", "{\"secret\":\"ak_bad\"}").status())
                .isEqualTo(404);
        assertThat(client.post("/v1/api_keys/verify", "{\"secret\":\"ak_good\"}")
                        .text("id"))
                .isEqualTo("ak_1");
    }

    @Test
    void aPermanentStubYieldsToOneForTheNextRequestAndToALaterOne() {
        server.stub("GET /users", StubResponse.status(201));
        server.stub("GET /users", StubResponse.status(202));
        server.stubNext(StubResponse.status(203));

        assertThat(client.get("/v1/users").status()).isEqualTo(203);
        assertThat(client.get("/v1/users").status()).isEqualTo(202);
        assertThat(client.get("/v1/users").status()).isEqualTo(202);
        server.clearStubs();
        assertThat(client.get("/v1/users").status()).isEqualTo(200);
    }

    @Test
    void aPassedThroughResponseCanHaveAnotherHeader() {
        server.stubNext(StubResponse.passThrough().header("cf-ray", "ray-1").header("CF-Ray", "ray-2"));

        var response = client.get("/v1/users");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.response().headers().allValues("cf-ray")).containsExactly("ray-2");
    }

    @Test
    void aBodyCanBeOfAnyType() {
        server.stubNext(StubResponse.text(502, "text/html", "<h1>Bad gateway</h1>"));

        var response = client.get("/v1/users");

        assertThat(response.response().body()).isEqualTo("<h1>Bad gateway</h1>");
        assertThat(response.response().headers().firstValue("content-type")).hasValue("text/html");
    }

    @Test
    void aTruncatedResponseHasExecutedTheOperation() {
        server.stubNext("POST /users", StubResponse.passThrough().truncated());

        var thrown = catchThrowable(() -> client.createUser("ada@example.com"));

        assertThat(thrown).hasRootCauseInstanceOf(IOException.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aDisconnectHasExecutedNothing() {
        server.stubNext("POST /users", StubResponse.disconnect());

        var thrown = catchThrowable(() -> client.createUser("ada@example.com"));

        assertThat(thrown).hasRootCauseInstanceOf(IOException.class);
        assertThat(count()).isZero();
    }

    @Test
    void aResponseCanBeDelayed() {
        server.stubNext(StubResponse.passThrough().delayed(Duration.ofMillis(300)));
        var begin = Instant.now();

        assertThat(client.get("/v1/users").status()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void closingTheServerDoesNotWaitForADelayedResponse() {
        server.stubNext(StubResponse.passThrough().delayed(Duration.ofMinutes(10)));
        var thrown = catchThrowable(
                () -> client.send(client.request("GET", "/v1/users", null).timeout(Duration.ofMillis(200))));
        var begin = Instant.now();
        server.close();

        assertThat(thrown).hasCauseInstanceOf(HttpTimeoutException.class);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aDelayedResponseDoesNotDelayOthers() {
        server.stubNext("GET /users", StubResponse.passThrough().delayed(Duration.ofMinutes(10)));
        catchThrowable(
                () -> client.send(client.request("GET", "/v1/users", null).timeout(Duration.ofMillis(200))));

        assertThat(count()).isZero();
    }

    @Test
    void stubbedRequestsAreRecordedToo() {
        server.failNext(500);
        client.get("/v1/users");

        assertThat(server.requests()).hasToString("[GET /v1/users]");
    }

    @Test
    void aConditionThatFailsIsReported() {
        server.stubNext(
                request -> {
                    throw new IllegalStateException("broken condition");
                },
                StubResponse.status(200));

        var response = client.get("/v1/users");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.response().body()).contains("broken condition");
    }

    @Test
    void anInvalidStubIsRefused() {
        assertThatThrownBy(() -> server.stubNext("users", StubResponse.status(200)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /users/{user_id}");
        assertThatThrownBy(() -> server.stub("GET users", StubResponse.status(200)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server.failNext(200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StubResponse.status(99)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StubResponse.status(600)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringShowsTheStatusOnly() {
        assertThat(StubResponse.json(200, "canary").header("x", "canary").toString())
                .contains("200")
                .doesNotContain("canary");
        assertThat(StubResponse.passThrough().toString()).contains("pass through");
    }
}
