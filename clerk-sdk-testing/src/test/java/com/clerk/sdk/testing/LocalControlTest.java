package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The local Clerk in the hands of a program that is not written in Java. */
@Timeout(120)
class LocalControlTest {
    private static final String SECRET_KEY = "sk_test_localclerkisnotclerkandthisisnosecret";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LocalClerk clerk = start();
    private final Client client = new Client(clerk.server());

    private LocalClerk start(String... arguments) {
        return LocalClerk.start(
                LocalOptions.parse(List.of(arguments.length == 0 ? new String[] {"--port", "0"} : arguments)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
    }

    @AfterEach
    void close() {
        clerk.close();
    }

    private String createAda() {
        return client.createUser("ada@example.com");
    }

    @Test
    void theMessagesToARecipientAreRead() {
        createAda();
        client.post("/v1/invitations", "{\"email_address\":\"grace@example.com\"}");

        var messages = client.get("/local/messages?to=Grace@Example.com").body().getAsJsonArray();

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).getAsJsonObject().get("kind").getAsString()).isEqualTo("invitation");
        assertThat(messages.get(0).getAsJsonObject().get("link").getAsString())
                .startsWith(clerk.server().frontendApiUrl());
        assertThat(client.get("/local/messages?to=nobody@example.com").body().getAsJsonArray())
                .isEmpty();
        assertThat(client.get("/local/messages").code()).isEqualTo("form_param_missing");
    }

    @Test
    void aMessageIsWaitedForAndTheNextFoundAfterIt() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try {
            var waiting = thread.submit(() -> client.get("/local/messages?to=grace@example.com&wait=60"));
            client.post("/v1/invitations", "{\"email_address\":\"grace@example.com\"}");
            var first = waiting.get().body().getAsJsonArray();
            assertThat(first).hasSize(1);
            var id = first.get(0).getAsJsonObject().get("id").getAsString();

            var none = client.get("/local/messages?to=grace@example.com&after=" + id + "&wait=0");
            client.post("/v1/invitations", "{\"email_address\":\"grace@example.com\",\"ignore_existing\":true}");
            var second = client.get("/local/messages?to=grace@example.com&wait=60&after=" + id);

            assertThat(none.body().getAsJsonArray()).isEmpty();
            assertThat(second.body().getAsJsonArray()).hasSize(1);
            assertThat(second.response().body()).doesNotContain(id);
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "-1", "soon", "1.5", "999999999999", ""})
    void aWaitIsANumberOfSeconds(String wait) {
        var refused = client.get("/local/messages?to=grace@example.com&wait=" + wait);

        assertThat(refused.code()).isEqualTo("form_param_value_invalid");
        assertThat(refused.parameter()).isEqualTo("wait");
    }

    @Test
    void aUserIsSignedInWithoutAPage() {
        var id = createAda();

        var signedIn =
                client.post("/local/sign_in", "{\"user_id\":\"" + id + "\",\"origin\":\"http://localhost:8080\"}");

        assertThat(Token.of(signedIn.text("session_token")).text("sub")).isEqualTo(id);
        assertThat(Token.of(signedIn.text("session_token")).text("azp")).isEqualTo("http://localhost:8080");
        assertThat(signedIn.object().getAsJsonObject("cookies").keySet())
                .contains("__session", "__client_uat", "__clerk_db_jwt");
        assertThat(client.get("/v1/sessions/" + signedIn.text("session_id")).text("status"))
                .isEqualTo("active");
        assertThat(client.post("/local/sign_in", "{\"user_id\":\"user_missing\"}")
                        .code())
                .isEqualTo("form_param_value_invalid");
        assertThat(client.post("/local/sign_in", "{}").code()).isEqualTo("form_param_missing");
    }

    @Test
    void theClockIsMoved() {
        var before = client.get("/local/clock").object().get("now").getAsLong();

        var after = client.post("/local/clock", "{\"seconds\":3600}")
                .object()
                .get("now")
                .getAsLong();

        assertThat(after - before).isBetween(3_600_000L, 3_600_000L + 120_000);
        assertThat(client.get("/v1/users/" + createAda())
                        .object()
                        .get("created_at")
                        .getAsLong())
                .isGreaterThanOrEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|form_param_missing",
                "{\"seconds\":null}|form_param_missing",
                "{\"seconds\":\"soon\"}|form_param_format_invalid",
                "{\"seconds\":1.5}|form_param_format_invalid",
                "{\"seconds\":9999999999}|form_param_value_invalid",
                "{\"seconds\":[1]}|form_param_format_invalid",
                "{\"seconds\":-3153600000}|form_param_value_invalid",
                "[]|form_param_format_invalid",
                "{|request_body_invalid",
            })
    void anAmountThatIsNotANumberOfSecondsIsRefused(String body, String code) {
        assertThat(client.post("/local/clock", body).code()).isEqualTo(code);
    }

    @Test
    void plansAndSubscriptionsAreAdded() {
        var id = createAda();
        var plan = client.post(
                "/local/plans", "{\"payer_type\":\"user\",\"slug\":\"pro\",\"amount\":1000,\"features\":[\"export\"]}");
        assertThat(plan.text("for_payer_type")).isEqualTo("user");

        var item =
                client.post("/local/subscriptions", "{\"payer_id\":\"" + id + "\",\"plan\":\"pro\",\"trial_days\":14}");

        assertThat(item.object().get("is_free_trial").getAsBoolean()).isTrue();
        assertThat(item.object().getAsJsonObject("payer").get("user_id").getAsString())
                .isEqualTo(id);
        assertThat(item.response().body()).doesNotContain("subject");
        var token =
                client.post("/local/sign_in", "{\"user_id\":\"" + id + "\"}").text("session_token");
        assertThat(Token.of(token).text("pla")).isEqualTo("u:pro");
    }

    @Test
    void aPlanWithTooManyFeaturesIsRefused() {
        var features = "\"feature\",".repeat(501);
        var body = "{\"payer_type\":\"user\",\"slug\":\"pro\",\"amount\":1000,\"features\":["
                + features.substring(0, features.length() - 1) + "]}";

        assertThat(client.post("/local/plans", body).code()).isEqualTo("form_param_array_size_exceeded");
    }

    @Test
    void discountsAreAdded() {
        var percentage = client.post("/local/discounts", "{\"name\":\"Launch\",\"percent_off\":20,\"cycles\":3}");
        var amount = client.post("/local/discounts", "{\"name\":\"Friends\",\"amount_off\":250}");

        assertThat(percentage.text("effect")).isEqualTo("percentage");
        assertThat(percentage.object().get("cycles").getAsInt()).isEqualTo(3);
        assertThat(amount.object()
                        .getAsJsonObject("amount_off")
                        .get("amount_formatted")
                        .getAsString())
                .isEqualTo("2.50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plans|{}|form_param_missing",
                "plans|{\"payer_type\":\"all\",\"slug\":\"a\",\"amount\":0}|form_param_value_invalid",
                "plans|{\"payer_type\":\"user\",\"slug\":\"A B\",\"amount\":0}|form_param_format_invalid",
                "plans|{\"payer_type\":\"user\",\"slug\":\"a\",\"amount\":1}|form_param_value_invalid",
                "plans|{\"payer_type\":\"user\",\"slug\":\"a\",\"amount\":\"x\"}|form_param_format_invalid",
                "plans|{\"payer_type\":\"user\",\"slug\":\"a\",\"amount\":0,\"features\":3}|form_param_format_invalid",
                "plans|{\"payer_type\":\"user\",\"slug\":\"a\",\"amount\":0,\"features\":[{}]}|form_param_format_invalid",
                "subscriptions|{\"plan\":\"pro\"}|form_param_missing",
                "subscriptions|{\"plan\":\"pro\",\"payer_id\":\"user_missing\"}|resource_not_found",
                "discounts|{\"percent_off\":20}|form_param_missing",
                "discounts|{\"name\":\"Launch\"}|form_param_missing",
                "discounts|{\"name\":\" \",\"percent_off\":20}|form_param_format_invalid",
                "discounts|{\"name\":\"Launch\",\"percent_off\":20,\"amount_off\":1}|discount_invalid_effect",
                "discounts|{\"name\":\"Launch\",\"percent_off\":101}|discount_percent_off_invalid",
                "discounts|{\"name\":\"Launch\",\"percent_off\":0.5}|form_param_format_invalid",
                "discounts|{\"name\":\"Launch\",\"amount_off\":0}|discount_amount_invalid",
                "discounts|{\"name\":\"Launch\",\"amount_off\":1,\"cycles\":1001}|discount_duration_in_cycles_invalid",
            })
    void aPlanThatIsWrongIsRefused(String path, String body, String code) {
        assertThat(client.post("/local/" + path, body).code()).isEqualTo(code);
        assertThat(client.get("/v1/billing/plans").object().get("total_count").getAsInt())
                .isZero();
    }

    @Test
    void theStateIsTakenOutResetAndPutBack() {
        var id = createAda();
        var state = client.get("/local/state").response().body();
        var token =
                client.post("/local/sign_in", "{\"user_id\":\"" + id + "\"}").text("session_token");

        assertThat(client.post("/local/reset", "").status()).isEqualTo(200);
        assertThat(client.get("/v1/users").body().getAsJsonArray()).isEmpty();
        assertThat(client.send("PUT", "/local/state", state).status()).isEqualTo(200);

        assertThat(client.get("/v1/users/" + id).text("id")).isEqualTo(id);
        assertThat(Token.of(token).headerText("kid"))
                .isEqualTo(clerk.server().keys().keyId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|is not a state of a local Clerk",
                "{\"format\":\"clerk-local-state\",\"version\":2}|has version 2, and this program reads 1",
                "{\"format\":\"clerk-local-state\",\"version\":1}|is damaged",
                "{\"format\":\"clerk-local-state\",\"version\":1,\"keys\":{},\"tables\":{}}|is damaged",
            })
    void aStateThatIsNotOneIsRefusedAndChangesNothing(String state, String problem) {
        var id = createAda();

        var refused = client.send("PUT", "/local/state", state);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error().get("message").getAsString()).contains(problem);
        assertThat(client.get("/v1/users/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "email_addresses, 7",
        "email_addresses, {}",
        "username, {}",
        "username, []",
        "external_accounts, [[]]",
    })
    void aRowThatNoIndexCanReadIsRefusedAndChangesNothing(String field, String value) {
        var id = createAda();
        var state = client.get("/local/state").object();
        for (var user : state.getAsJsonObject("tables").getAsJsonArray("user")) {
            user.getAsJsonObject().getAsJsonObject("row").add(field, JsonParser.parseString(value));
        }

        var refused = client.send("PUT", "/local/state", state.toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(client.get("/v1/users?email_address=ada@example.com")
                        .response()
                        .body())
                .contains(id);
    }

    @Test
    void onlyProgramsWithTheSecretKeyAreServed() throws Exception {
        assertThat(ask(null, null).statusCode()).isEqualTo(401);
        assertThat(ask("sk_test_other", null).statusCode()).isEqualTo(401);
        assertThat(ask(SECRET_KEY, "http://localhost:8080").statusCode()).isEqualTo(403);
        assertThat(ask(SECRET_KEY, clerk.server().frontendApiUrl()).statusCode())
                .isEqualTo(403);
        assertThat(ask(SECRET_KEY, null).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> ask(String key, String origin) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(clerk.server().apiUrl() + "/local/clock"))
                .timeout(Duration.ofSeconds(60));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aPreflightOfAPageIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(clerk.server().apiUrl() + "/local/reset"))
                .timeout(Duration.ofSeconds(60))
                .header("Origin", "http://localhost:8080")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();

        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(client.get("/local").code()).isEqualTo("resource_not_found");
        assertThat(client.get("/local/reset").code()).isEqualTo("resource_not_found");
        assertThat(client.get("/local/../v1/users").status()).isIn(404, 422);
    }

    @Test
    void aServerInATestHasNoControlOverHttp() {
        try (var server = ClerkServer.start()) {
            assertThat(new Client(server).get("/local/state").code()).isEqualTo("resource_not_found");
        }
    }

    @Test
    void eventsAreDeliveredToTheEndpointOfTheApplication() throws Exception {
        try (var endpoint = new WebhookEndpoint();
                var other = start("--port", "0", "--webhook", endpoint.url())) {
            new Client(other.server()).post("/v1/users", "{\"email_address\":[\"ada@example.com\"]}");
            assertThat(other.server().webhooks().awaitDelivered(Duration.ofSeconds(60)))
                    .isTrue();

            var delivery = new Client(other.server())
                    .get("/local/deliveries")
                    .body()
                    .getAsJsonArray()
                    .get(0)
                    .getAsJsonObject();

            assertThat(delivery.get("type").getAsString()).isEqualTo("user.created");
            assertThat(delivery.get("status").getAsInt()).isEqualTo(204);
            assertThat(overview(other)).contains("Deliveries (1)", "user.created", "status 204");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("export CLERK_WEBHOOK_SIGNING_SECRET="
                            + other.server().webhooks().signer().secret());
        }
    }

    private static String overview(LocalClerk clerk) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(clerk.server().frontendApiUrl() + "/"))
                .timeout(Duration.ofSeconds(60))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void theInstanceHasTheSettingsOfTheArguments() throws Exception {
        try (var other = start(
                "--port",
                "0",
                "--identifiers",
                "email_address,username",
                "--providers",
                "oauth_google",
                "--second-factors",
                "totp,backup_code")) {
            var request = HttpRequest.newBuilder(URI.create(other.server().frontendApiUrl() + "/v1/environment"))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            var settings = JsonParser.parseString(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .getAsJsonObject()
                    .getAsJsonObject("user_settings");

            assertThat(settings.getAsJsonObject("social").keySet()).contains("oauth_google");
            assertThat(isEnabled(settings, "username")).isTrue();
            assertThat(isEnabled(settings, "phone_number")).isFalse();
            assertThat(isEnabled(settings, "authenticator_app")).isTrue();
        }
    }

    @Test
    void linksLeadToTheAddressByWhichBrowsersCome() {
        try (var other = start("--port", "0", "--url", "http://clerk.test:10001")) {
            new Client(other.server()).post("/v1/invitations", "{\"email_address\":\"grace@example.com\"}");

            var message = new Client(other.server())
                    .get("/local/messages?to=grace@example.com")
                    .body()
                    .getAsJsonArray()
                    .get(0)
                    .getAsJsonObject();

            assertThat(message.get("link").getAsString()).startsWith("http://clerk.test:10001/");
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("export CLERK_PROXY_URL=http://clerk.test:10001");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:1",
                "http://localhost/?a=b",
                "http://localhost/a//b",
                "http://localhost/../a%2f",
                "ftp://localhost",
                "http://a@b",
                "http://"
            })
    void anAddressThatIsNotOneOfAHostIsRefused(String url) {
        assertThatThrownBy(() -> LocalOptions.parse(List.of("--url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(url);
    }

    private static boolean isEnabled(JsonObject settings, String attribute) {
        return settings.getAsJsonObject("attributes")
                .getAsJsonObject(attribute)
                .get("enabled")
                .getAsBoolean();
    }
}
