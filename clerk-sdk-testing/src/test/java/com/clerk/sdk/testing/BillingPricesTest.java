package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
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

/** Custom prices, and the change of a subscription to another price over time. */
@Timeout(120)
class BillingPricesTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final long MONTH_LATER =
            Instant.parse("2026-02-15T12:00:00Z").toEpochMilli();

    private final ClerkServer server = ClerkServer.builder()
            .keys(KEYS)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .start();
    private final Client client = new Client(server);
    private final String ada = client.createUser("ada@example.com");

    @AfterEach
    void close() {
        server.close();
    }

    private String price(String plan) {
        return client.get("/v1/billing/prices?plan_id=" + plan).object().getAsJsonArray("data").asList().stream()
                .map(price -> price.getAsJsonObject())
                .filter(price -> price.get("is_default").getAsBoolean())
                .findFirst()
                .orElseThrow()
                .get("id")
                .getAsString();
    }

    private String newPrice(String plan, int amount) {
        return client.post("/v1/billing/prices", "{\"plan_id\":\"" + plan + "\",\"amount\":" + amount + "}")
                .text("id");
    }

    private List<JsonObject> items() {
        return client
                .get("/v1/users/" + ada + "/billing/subscription")
                .object()
                .getAsJsonArray("subscription_items")
                .asList()
                .stream()
                .map(item -> item.getAsJsonObject())
                .toList();
    }

    private List<String> states() {
        return items().stream()
                .map(item -> item.getAsJsonObject("plan").get("slug").getAsString() + " "
                        + item.get("status").getAsString())
                .toList();
    }

    private Client.Result move(String item, String from, String to) {
        return client.post(
                "/v1/billing/subscription_items/" + item + "/price_transition",
                "{\"from_price_id\":\"" + from + "\",\"to_price_id\":\"" + to + "\"}");
    }

    private int payments() {
        return client.get("/v1/billing/statements").object().get("total_count").getAsInt();
    }

    @Test
    void aListOfBillingIsAPageWhateverTheRequestSaysOfPages() {
        server.userPlan("pro", 1000);
        server.userPlan("basic", 500);
        for (var query : List.of("limit=1", "limit=1&paginated=true", "limit=1&paginated=false")) {
            var page = client.get("/v1/billing/plans?" + query).object();
            assertThat(page.getAsJsonArray("data")).hasSize(1);
            assertThat(page.get("total_count").getAsInt()).isEqualTo(2);
        }
    }

    @Test
    void aFreeSubscriptionMovesToAPaidPriceAtOnceAndIsPaid() {
        var free = server.userPlan("free", 0);
        var pro = server.userPlan("pro", 1000);
        var before = items().get(0).get("id").getAsString();

        var moved = move(before, price(free), price(pro)).object();

        var transition = moved.getAsJsonObject("transition");
        assertThat(transition.get("effective_mode").getAsString()).isEqualTo("immediate");
        assertThat(transition.get("effective_at").getAsLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(transition.get("next_billing_date").getAsLong()).isEqualTo(MONTH_LATER);
        assertThat(transition.get("charged_immediately").getAsBoolean()).isTrue();
        assertThat(transition.getAsJsonObject("immediate_charge").get("amount").getAsLong())
                .isEqualTo(1000);
        assertThat(transition.get("previous_subscription_item_status").getAsString())
                .isEqualTo("ended");
        assertThat(transition.get("previous_subscription_item_id").getAsString())
                .isEqualTo(before);
        assertThat(states()).containsExactly("pro active");
        assertThat(payments()).isOne();
    }

    @Test
    void aPaidSubscriptionMovesWhenItsPeriodEnds() {
        server.userPlan("free", 0);
        var basic = server.userPlan("basic", 1000, "read");
        var pro = server.userPlan("pro", 2000, "export");
        var before = server.subscribe(ada, "basic");

        var moved = move(before, price(basic), price(pro)).object();

        var transition = moved.getAsJsonObject("transition");
        assertThat(transition.get("effective_mode").getAsString()).isEqualTo("end_of_period");
        assertThat(transition.get("effective_at").getAsLong()).isEqualTo(MONTH_LATER);
        assertThat(transition.get("next_billing_date").getAsLong()).isEqualTo(MONTH_LATER);
        assertThat(transition.get("charged_immediately").getAsBoolean()).isFalse();
        assertThat(transition.get("immediate_charge").isJsonNull()).isTrue();
        assertThat(states()).containsExactly("basic canceled", "pro upcoming");
        assertThat(Token.of(server.signIn(ada).sessionToken()).text("pla")).isEqualTo("u:basic");
        assertThat(client.get("/v1/billing/subscription_items?status=upcoming")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isOne();

        server.moveClock(Duration.ofDays(31 + 28));

        assertThat(states()).containsExactly("pro active");
        assertThat(Token.of(server.signIn(ada).sessionToken()).text("pla")).isEqualTo("u:pro");
        assertThat(payments()).isEqualTo(3);
        assertThat(items().get(0).getAsJsonObject("lifetime_paid").get("amount").getAsLong())
                .isEqualTo(4000);
    }

    @Test
    void aPaidSubscriptionMovesToAFreePriceWhenItsPeriodEnds() {
        var pro = server.userPlan("pro", 1000);
        var gift = newPrice(pro, 0);
        var before = server.subscribe(ada, "pro");

        assertThat(move(before, price(pro), gift)
                        .object()
                        .getAsJsonObject("transition")
                        .get("next_billing_date")
                        .isJsonNull())
                .isTrue();
        server.moveClock(Duration.ofDays(365));

        assertThat(states()).containsExactly("pro active");
        assertThat(payments()).isOne();
        assertThat(items().get(0).get("period_end").isJsonNull()).isTrue();
    }

    @Test
    void aFreeTrialMovesWhenItEndsAndIsPaidOnce() {
        var basic = server.userPlan("basic", 1000);
        var pro = server.userPlan("pro", 2000);
        var before = server.subscribeWithTrial(ada, "basic", Duration.ofDays(14));

        move(before, price(basic), price(pro));
        server.moveClock(Duration.ofDays(14));

        assertThat(states()).containsExactly("pro active");
        assertThat(payments()).isOne();
    }

    @Test
    void aFreeTrialThatIsExtendedMovesLater() {
        var basic = server.userPlan("basic", 1000);
        var pro = server.userPlan("pro", 2000);
        var before = server.subscribeWithTrial(ada, "basic", Duration.ofDays(14));
        move(before, price(basic), price(pro));

        client.post(
                "/v1/billing/subscription_items/" + before + "/extend_free_trial",
                "{\"extend_to\":\"2026-02-15T12:00:00Z\"}");

        assertThat(items().get(0).get("next_payment").isJsonNull()).isTrue();
        assertThat(items().get(1).get("period_start").getAsLong()).isEqualTo(MONTH_LATER);
        server.moveClock(Duration.ofDays(30));
        assertThat(states()).containsExactly("basic canceled", "pro upcoming");
        server.moveClock(Duration.ofDays(1));
        assertThat(states()).containsExactly("pro active");
    }

    @Test
    void aLaterMoveReplacesTheOneThatWaits() {
        var basic = server.userPlan("basic", 1000);
        var pro = server.userPlan("pro", 2000);
        var gold = server.userPlan("gold", 3000);
        var before = server.subscribe(ada, "basic");

        move(before, price(basic), price(pro));
        move(before, price(basic), price(gold));

        assertThat(states()).containsExactly("basic canceled", "gold upcoming");
        server.moveClock(Duration.ofDays(31));
        assertThat(states()).containsExactly("gold active");
    }

    @Test
    void aMoveThatWaitsIsCanceledAndEndsWithItsPayerOrAnotherSubscription() {
        server.userPlan("free", 0);
        var basic = server.userPlan("basic", 1000);
        var pro = server.userPlan("pro", 2000);
        var before = server.subscribe(ada, "basic");
        move(before, price(basic), price(pro));
        var waiting = items().get(1).get("id").getAsString();

        assertThat(client.delete("/v1/billing/subscription_items/" + waiting).text("status"))
                .isEqualTo("abandoned");
        server.moveClock(Duration.ofDays(31));
        assertThat(states()).containsExactly("free active");

        move(server.subscribe(ada, "basic"), price(basic), price(pro));
        server.subscribe(ada, "pro");
        assertThat(states()).containsExactly("pro active");
        move(items().get(0).get("id").getAsString(), price(pro), price(basic));
        client.delete("/v1/users/" + ada);
        server.moveClock(Duration.ofDays(31));
        assertThat(client.get("/v1/billing/subscription_items?status=active")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isZero();
    }

    @Test
    void anItemThatEndsNowIsFollowedByTheOneThatWaits() {
        var basic = server.userPlan("basic", 1000);
        var pro = server.userPlan("pro", 2000);
        var before = server.subscribe(ada, "basic");
        move(before, price(basic), price(pro));

        client.delete("/v1/billing/subscription_items/" + before + "?end_now=true");

        assertThat(states()).containsExactly("pro active");
        assertThat(payments()).isEqualTo(2);
    }

    @Test
    void aMoveThatIsNotPossibleIsRefusedAndChangesNothing() {
        var basic = server.userPlan("basic", 1000);
        var pro = server.userPlan("pro", 2000);
        var team = server.organizationPlan("team", 5000);
        var item = server.subscribe(ada, "basic");

        assertThat(move("csub_item_missing", price(basic), price(pro)).code()).isEqualTo("subscription_item_not_found");
        assertThat(move(item, price(pro), price(basic)).code()).isEqualTo("out_of_date_price");
        assertThat(move(item, price(basic), "cprice_missing").code()).isEqualTo("resource_not_found");
        assertThat(move(item, price(basic), price(basic)).code()).isEqualTo("price_transition_not_allowed");
        assertThat(move(item, price(basic), price(team)).code()).isEqualTo("price_transition_not_allowed");
        assertThat(states()).containsExactly("basic active");
        client.delete("/v1/billing/subscription_items/" + item + "?end_now=true");
        assertThat(move(item, price(basic), price(pro)).code()).isEqualTo("subscription_item_no_longer_active");
    }

    @Test
    void theItemsOfASubscriptionThatAreOverDoNotGrowForEver(@TempDir Path folder) throws IOException {
        server.userPlan("basic", 1000);
        var discount = server.percentageDiscount("Launch", 10, 1);
        var body = "{\"discount_id\":\"" + discount + "\"}";
        for (var i = 0; i < 1_100; i++) {
            var item = server.subscribe(ada, "basic");
            client.post("/v1/billing/subscription_items/" + item + "/discounts", body);
        }

        assertThat(client.get("/v1/billing/subscription_items")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isEqualTo(1_001);
        assertThat(states()).containsExactly("basic active");
        var file = folder.resolve("state.json");
        server.saveState(file);
        assertThat(Files.readString(file).split("commerce_discount_redemption", -1))
                .hasSizeBetween(1_000, 1_002);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\":99|422|form_param_value_invalid",
                "\"amount\":-100|422|form_param_value_invalid",
                "\"amount\":100000001|422|form_param_value_invalid",
                "\"amount\":1e3|422|form_param_type_invalid",
                "\"amount\":500,\"annual_monthly_amount\":1|422|form_param_value_invalid",
                "\"amount\":500,\"currency\":\"EUR\"|422|form_param_value_invalid",
                "\"annual_monthly_amount\":500|422|form_param_missing",
                "\"amount\":null|422|form_param_missing",
                "\"amount\":null,\"annual_monthly_amount\":500|403|billing_annual_only_plans_not_enabled",
                "\"amount\":500,\"supported_billing_periods\":\"both\"|422|supported_billing_period_mismatch",
                "\"amount\":500,\"supported_billing_periods\":\"week\"|422|form_param_value_invalid",
            })
    void aPriceThatIsWrongIsRefused(String fields, int status, String code) {
        var plan = server.userPlan("pro", 1000);

        var refused = client.post("/v1/billing/prices", "{\"plan_id\":\"" + plan + "\"," + fields + "}");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(client.get("/v1/billing/prices").object().get("total_count").getAsInt())
                .isOne();
    }

    @Test
    void theDefaultPlanHasOnePrice() {
        var free = server.userPlan("free", 0);

        assertThat(client.post("/v1/billing/prices", "{\"plan_id\":\"" + free + "\",\"amount\":500}")
                        .code())
                .isEqualTo("default_plan_price_creation_forbidden");
        assertThat(client.post("/v1/billing/prices", "{\"plan_id\":\"cplan_missing\",\"amount\":500}")
                        .status())
                .isEqualTo(404);
    }
}
