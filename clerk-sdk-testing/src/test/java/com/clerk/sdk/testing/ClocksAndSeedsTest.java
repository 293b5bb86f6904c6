package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server is the same in each run if its clock and its seed are, whatever the time is. */
@Timeout(120)
class ClocksAndSeedsTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Pattern OTHER_CLOCK = Pattern.compile(
            "(?:Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now\\(\\)|currentTimeMillis\\(");

    private static ClerkServer seeded(long seed) {
        return ClerkServer.builder()
                .keys(KEYS)
                .seed(seed)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .start();
    }

    /** Does some of everything, and returns all that the server knows then. */
    private static JsonObject stateAfterAScript(ClerkServer server) {
        var client = new Client(server);
        var ada = client.createUser("ada@example.com");
        var organization = client.createOrganization("Engines");
        client.post("/v1/organizations/" + organization + "/memberships", """
                {"user_id":"%s","role":"org:admin"}""".formatted(ada));
        client.post("/v1/invitations", "{\"email_address\":\"grace@example.com\"}");
        var address = client.post(
                        "/v1/email_addresses",
                        "{\"user_id\":\"" + ada + "\",\"email_address\":\"countess@example.com\",\"verified\":false}")
                .text("id");
        client.post("/v1/email_addresses/" + address + "/prepare_verification", "{}");
        server.apiKey(ada, "read");
        server.signIn(ada);
        server.userPlan("pro", 1000, "export");
        server.subscribe(ada, "pro");
        return server.state().getAsJsonObject("tables");
    }

    @Test
    void theSameSeedGivesTheSameIdsKeysAndCodes() {
        try (var first = seeded(7);
                var second = seeded(7);
                var other = seeded(8)) {
            assertThat(second.secretKey()).isEqualTo(first.secretKey());
            assertThat(other.secretKey()).isNotEqualTo(first.secretKey());
            var state = withoutPort(stateAfterAScript(first), first);

            assertThat(withoutPort(stateAfterAScript(second), second)).isEqualTo(state);
            assertThat(withoutPort(stateAfterAScript(other), other)).isNotEqualTo(state);
        }
    }

    /** Links have the address of the server, which is another one each time. */
    private static String withoutPort(JsonObject state, ClerkServer server) {
        return state.toString().replaceAll(":" + URI.create(server.apiUrl()).getPort() + "\\b", "");
    }

    @Test
    void anotherInstanceOfASeededServerHasItsOwnIdsAndTheSameInEachRun() {
        try (var first = seeded(7);
                var second = seeded(7);
                var ofFirst = first.newInstance();
                var ofSecond = second.newInstance();
                var next = second.newInstance()) {
            assertThat(ofSecond.secretKey()).isEqualTo(ofFirst.secretKey()).isNotEqualTo(first.secretKey());
            assertThat(next.secretKey()).isNotEqualTo(ofFirst.secretKey());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2000-01-01T00:00:00Z", "2020-02-29T23:59:59Z", "2038-01-19T03:14:08Z", "2100-01-01T00:00:00Z"})
    void whatAServerIssuesIsValidByItsClock(String time) {
        try (var server = ClerkServer.builder().keys(KEYS).start()) {
            var wanted = Instant.parse(time);
            server.moveClock(Duration.between(Instant.now(), wanted));
            var client = new Client(server);
            var ada = client.createUser("ada@example.com");

            var token = Token.of(server.signIn(ada).sessionToken());

            assertThat(Instant.ofEpochSecond(token.number("iat"))).isBetween(wanted, wanted.plusSeconds(120));
            assertThat(token.number("exp") - token.number("iat")).isEqualTo(60);
            assertThat(client.get("/v1/sessions?user_id=" + ada)
                            .body()
                            .getAsJsonArray()
                            .get(0)
                            .getAsJsonObject()
                            .get("status")
                            .getAsString())
                    .isEqualTo("active");
        }
    }

    @Test
    void aClockThatIsMovedBackwardLosesNothing() {
        try (var server = ClerkServer.builder().keys(KEYS).start()) {
            var client = new Client(server);
            var ada = client.createUser("ada@example.com");
            var session = server.signIn(ada).sessionId();
            client.post("/v1/invitations", "{\"email_address\":\"grace@example.com\"}");

            server.moveClock(Duration.ofDays(-400));
            var later = client.createUser("later@example.com");
            server.signIn(later);

            assertThat(client.get("/v1/sessions/" + session).text("status")).isEqualTo("active");
            assertThat(client.post("/v1/sessions/" + session + "/tokens", "{}").status())
                    .isEqualTo(200);
            assertThat(client.get("/v1/invitations?status=pending").body().getAsJsonArray())
                    .hasSize(1);
            assertThat(ids(client.get("/v1/users?order_by=-created_at"))).containsExactly(ada, later);
            assertThat(client.delete("/v1/users/" + ada).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 400_000_000_000L, -4_000_000_000L})
    void aClockShowsATimeThatTokensCanHave(long seconds) {
        try (var server = ClerkServer.builder().keys(KEYS).start()) {
            assertThatThrownBy(() -> server.moveClock(Duration.ofSeconds(seconds)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The clock cannot show a time before 1970 or after 9999.");

            assertThat(server.signIn(new Client(server).createUser("ada@example.com"))
                            .sessionToken())
                    .isNotEmpty();
        }
    }

    private static List<String> ids(Client.Result list) {
        return list.body().getAsJsonArray().asList().stream()
                .map(one -> one.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    /** Half of the code on another clock makes tokens that are expired when they are made. */
    @Test
    void theServerHasNoOtherClock() throws IOException {
        var found = new ArrayList<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> OTHER_CLOCK.matcher(read(file)).find())
                    .forEach(file -> found.add(file.toString()));
        }

        assertThat(found).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDK's server writes Date itself: clients that put answers in order by it see them in order. */
    @Test
    void theHeaderDateStaysThatOfTheMachine() throws Exception {
        try (var server = ClerkServer.builder().keys(KEYS).start()) {
            server.moveClock(Duration.ofDays(-400));
            var request = HttpRequest.newBuilder(URI.create(server.apiUrl() + "/v1/environment"))
                    .timeout(Duration.ofSeconds(60))
                    .build();

            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            var date = response.headers().firstValue("date").orElseThrow();
            assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                    .isAfter(Instant.now().minus(Duration.ofDays(100)));
        }
    }

    /** The issuer is that of the key, whatever address is used. */
    @Test
    void tokensHaveOneIssuerUnderEachAddress() throws Exception {
        try (var server = ClerkServer.builder().keys(KEYS).start()) {
            var client = new Client(server);
            var signedIn = server.signIn(client.createUser("ada@example.com"));
            var path = "/v1/client/sessions/" + signedIn.sessionId() + "/tokens?_is_native=1";
            for (var url : List.of(server.apiUrl(), server.frontendApiUrl())) {
                var request = HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", signedIn.clientToken())
                        .POST(HttpRequest.BodyPublishers.noBody());

                var token = client.send(request).text("jwt");

                assertThat(Token.of(token).text("iss")).isEqualTo(server.issuer());
            }
        }
    }
}
