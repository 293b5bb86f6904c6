package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans, subscriptions and payments over time, and what session tokens say of them. */
@Timeout(120)
class BillingTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .role("org:accountant", "org:invoices:read")
            .start();
    private final Client client = new Client(server);
    private final String ada = client.createUser("ada@example.com");

    @AfterEach
    void close() {
        server.close();
    }

    private static String claim(String token, String name) {
        var payload = Token.of(token).claims();
        return payload.has(name) ? payload.get(name).getAsString() : null;
    }

    private String tokenOf(String user) {
        return server.signIn(user).sessionToken();
    }

    private JsonObject item() {
        return client.get("/v1/users/" + ada + "/billing/subscription")
                .object()
                .getAsJsonArray("subscription_items")
                .get(0)
                .getAsJsonObject();
    }

    private int payments() {
        return client.get("/v1/billing/statements?limit=500")
                .object()
                .get("total_count")
                .getAsInt();
    }

    @Test
    void tokensHaveThePlanAndItsFeatures() {
        assertThat(claim(tokenOf(ada), "pla")).isNull();
        server.userPlan("pro", 1000, "export", "share");
        server.subscribe(ada, "pro");

        var token = tokenOf(ada);

        assertThat(claim(token, "pla")).isEqualTo("u:pro");
        assertThat(claim(token, "fea")).isEqualTo("u:export,u:share");
    }

    @Test
    void tokensHaveThePlanOfTheActiveOrganizationToo() {
        var organization = client.post("/v1/organizations", "{\"name\":\"Engines\",\"created_by\":\"" + ada + "\"}")
                .text("id");
        client.patch("/v1/organizations/" + organization + "/memberships/" + ada, "{\"role\":\"org:accountant\"}");
        server.userPlan("pro", 1000, "export");
        server.organizationPlan("team", 5000, "audit", "invoices");
        server.subscribe(ada, "pro");
        server.subscribe(organization, "team");
        var session = client.post(
                        "/v1/sessions",
                        "{\"user_id\":\"" + ada + "\",\"active_organization_id\":\"" + organization + "\"}")
                .text("id");

        var token = client.post("/v1/sessions/" + session + "/tokens", "{}").text("jwt");

        assertThat(claim(token, "pla")).isEqualTo("u:pro,o:team");
        assertThat(claim(token, "fea")).isEqualTo("u:export,o:audit,o:invoices");
        assertThat(Token.of(token).claims().getAsJsonObject("o").get("fpm").getAsString())
                .isEqualTo("0,1");
    }

    @Test
    void everybodyWithoutAPlanHasTheDefaultOne() {
        server.userPlan("free", 0, "read");
        var grace = client.createUser("grace@example.com");

        assertThat(claim(tokenOf(ada), "pla")).isEqualTo("u:free");
        assertThat(claim(tokenOf(grace), "fea")).isEqualTo("u:read");
        server.userPlan("pro", 1000);
        var pro = server.subscribe(ada, "pro");
        assertThat(claim(tokenOf(ada), "pla")).isEqualTo("u:pro");
        client.delete("/v1/billing/subscription_items/" + pro + "?end_now=true");
        assertThat(claim(tokenOf(ada), "pla")).isEqualTo("u:free");
        assertThat(client.delete("/v1/billing/subscription_items/"
                                + item().get("id").getAsString())
                        .code())
                .isEqualTo("commerce_subscription_item_cannot_be_canceled");
        assertThat(payments()).isOne();
    }

    @Test
    void aSubscriptionRenewsEachMonthByTheClock() {
        server.userPlan("pro", 1000);
        server.subscribe(ada, "pro");
        assertThat(item().get("period_end").getAsLong())
                .isEqualTo(Instant.parse("2026-02-28T12:00:00Z").toEpochMilli());

        server.moveClock(Duration.ofDays(27));
        assertThat(payments()).isOne();
        server.moveClock(Duration.ofDays(1));
        assertThat(payments()).isEqualTo(2);
        server.moveClock(Duration.ofDays(365));

        assertThat(payments()).isEqualTo(14);
        assertThat(item().getAsJsonObject("lifetime_paid").get("amount").getAsLong())
                .isEqualTo(14_000);
        server.moveClock(Duration.ofDays(-393));
        assertThat(payments()).isEqualTo(14);
    }

    @Test
    void aClockThatIsMovedByThousandsOfYearsMakesThePaymentsOfTheLastTen() {
        server.userPlan("pro", 1000);
        server.subscribe(ada, "pro");

        server.moveClock(Duration.ofDays(2_500_000));

        assertThat(payments()).isBetween(120, 123);
        assertThat(item().get("status").getAsString()).isEqualTo("active");
    }

    @Test
    void aCanceledPlanLastsToTheEndOfItsPeriod() {
        server.userPlan("pro", 1000);
        var item = server.subscribe(ada, "pro");
        client.delete("/v1/billing/subscription_items/" + item);
        assertThat(claim(tokenOf(ada), "pla")).isEqualTo("u:pro");

        server.moveClock(Duration.ofDays(29));

        assertThat(claim(tokenOf(ada), "pla")).isNull();
        assertThat(payments()).isOne();
        assertThat(client.delete("/v1/billing/subscription_items/" + item).code())
                .isEqualTo("subscription_item_no_longer_active");
    }

    @Test
    void aFreeTrialIsPaidWhenItEndsAndItsEndIsTold() throws Exception {
        try (var endpoint = new WebhookEndpoint()) {
            server.webhooks().deliverTo(endpoint.url());
            server.userPlan("pro", 1000, "export");
            var item = server.subscribeWithTrial(ada, "pro", Duration.ofDays(14));
            assertThat(payments()).isZero();
            assertThat(claim(tokenOf(ada), "fea")).isEqualTo("u:export");

            server.moveClock(Duration.ofDays(11));
            server.moveClock(Duration.ofDays(1));
            server.moveClock(Duration.ofDays(2));

            assertThat(payments()).isOne();
            assertThat(item().get("is_free_trial").getAsBoolean()).isFalse();
            assertThat(client.post(
                                    "/v1/billing/subscription_items/" + item + "/extend_free_trial",
                                    "{\"extend_to\":\"2026-03-31T12:00:00Z\"}")
                            .code())
                    .isEqualTo("subscription_item_not_in_free_trial");
            assertThat(server.webhooks().awaitDelivered(Duration.ofSeconds(60))).isTrue();
            assertThat(server.webhooks().attempts())
                    .extracting(WebhookAttempt::type)
                    .filteredOn(type -> type.startsWith("subscription") || type.startsWith("payment"))
                    .containsExactly(
                            "subscription.created",
                            "subscriptionItem.active",
                            "subscription.active",
                            "subscriptionItem.freeTrialEnding",
                            "paymentAttempt.created",
                            "paymentAttempt.updated",
                            "subscriptionItem.updated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T11:59:59Z, form_param_value_invalid",
        "2027-02-01T12:00:00Z, form_param_value_invalid",
        "soon, form_param_format_invalid",
    })
    void aTrialIsExtendedIntoTheNextYearAtMost(String end, String code) {
        server.userPlan("pro", 1000);
        var item = server.subscribeWithTrial(ada, "pro", Duration.ofDays(14));

        var refused = client.post(
                "/v1/billing/subscription_items/" + item + "/extend_free_trial", "{\"extend_to\":\"" + end + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.parameter()).isEqualTo("extend_to");
    }

    @Test
    void aDeletedPayerHasNoSubscriptionLeft() {
        server.userPlan("pro", 1000);
        var item = server.subscribe(ada, "pro");

        client.delete("/v1/users/" + ada);
        server.moveClock(Duration.ofDays(60));

        assertThat(payments()).isOne();
        var items = client.get("/v1/billing/subscription_items").object().getAsJsonArray("data");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).getAsJsonObject().get("id").getAsString()).isEqualTo(item);
        assertThat(items.get(0).getAsJsonObject().get("status").getAsString()).isEqualTo("ended");
    }

    @Test
    void aStateHasItsSubscriptions(@TempDir Path folder) {
        server.userPlan("free", 0);
        server.userPlan("pro", 1000, "export");
        server.subscribe(ada, "pro");
        var before = client.get("/v1/users/" + ada + "/billing/subscription")
                .response()
                .body();
        server.saveState(folder.resolve("state.json"));
        server.reset();
        assertThat(client.get("/v1/billing/plans").object().getAsJsonArray("data"))
                .isEmpty();

        server.loadState(folder.resolve("state.json"));

        assertThat(client.get("/v1/users/" + ada + "/billing/subscription")
                        .response()
                        .body())
                .isEqualTo(before);
        assertThat(claim(tokenOf(ada), "pla")).isEqualTo("u:pro");
        assertThat(claim(tokenOf(client.createUser("grace@example.com")), "pla"))
                .isEqualTo("u:free");
    }

    @Test
    void wrongValuesAreRefused() {
        server.userPlan("pro", 1000);
        for (Runnable wrong : List.<Runnable>of(
                () -> server.userPlan("pro", 1000),
                () -> server.userPlan("Pro", 1000),
                () -> server.userPlan("a,b", 1000),
                () -> server.userPlan("basic", 99),
                () -> server.userPlan("basic", -1000),
                () -> server.userPlan("basic", Long.MAX_VALUE),
                () -> server.userPlan("basic", 1000, "o:export"),
                () -> server.subscribe("user_missing", "pro"),
                () -> server.subscribe(ada, "team"),
                () -> server.subscribeWithTrial(ada, "pro", Duration.ZERO),
                () -> server.subscribeWithTrial(ada, "pro", Duration.ofDays(366)))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(client.get("/v1/billing/plans").object().getAsJsonArray("data"))
                .hasSize(1);
        assertThat(client.get("/v1/users/" + ada + "/billing/subscription").code())
                .isEqualTo("subscription_not_found");
    }
}
