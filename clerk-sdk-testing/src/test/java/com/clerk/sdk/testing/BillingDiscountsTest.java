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

/** Discounts on subscriptions, and what they make of payments over time. */
@Timeout(120)
class BillingDiscountsTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

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

    private String subscribe() {
        server.userPlan("pro", 1000);
        return server.subscribe(ada, "pro");
    }

    private static String path(String item) {
        return "/v1/billing/subscription_items/" + item + "/discounts";
    }

    private Client.Result apply(String item, String discount) {
        return client.post(path(item), "{\"discount_id\":\"" + discount + "\"}");
    }

    private JsonObject item() {
        return client.get("/v1/users/" + ada + "/billing/subscription")
                .object()
                .getAsJsonArray("subscription_items")
                .get(0)
                .getAsJsonObject();
    }

    private long nextTotal() {
        return item().getAsJsonObject("next_payment")
                .getAsJsonObject("totals")
                .getAsJsonObject("grand_total")
                .get("amount")
                .getAsLong();
    }

    /** Returns the amounts of all payments, the newest first. */
    private List<Long> paid() {
        return client.get("/v1/billing/statements").object().getAsJsonArray("data").asList().stream()
                .map(statement -> statement
                        .getAsJsonObject()
                        .getAsJsonObject("totals")
                        .getAsJsonObject("grand_total")
                        .get("amount")
                        .getAsLong())
                .toList();
    }

    @Test
    void aDiscountMakesAsManyPaymentsCheaperAsItHasCycles() {
        var item = subscribe();
        var discount = server.percentageDiscount("Launch", 25, 2);

        var used = apply(item, discount).object();

        assertThat(used.get("status").getAsString()).isEqualTo("active");
        assertThat(used.get("source").getAsString()).isEqualTo("manual");
        assertThat(used.get("cycles_remaining").getAsInt()).isEqualTo(2);
        assertThat(used.getAsJsonObject("amount").get("amount").getAsLong()).isEqualTo(250);
        assertThat(nextTotal()).isEqualTo(750);
        server.moveClock(Duration.ofDays(31 + 28 + 31));
        assertThat(paid()).containsExactly(1000L, 750L, 750L, 1000L);
        assertThat(nextTotal()).isEqualTo(1000);
        assertThat(item().getAsJsonObject("lifetime_paid").get("amount").getAsLong())
                .isEqualTo(3500);
    }

    @Test
    void aDiscountWithoutAnEndIsOnAllPaymentsUntilItIsTakenOff() {
        var item = subscribe();
        var discount = server.amountDiscount("Friends", 300, 0);
        assertThat(apply(item, discount).object().get("cycles_remaining").isJsonNull())
                .isTrue();
        server.moveClock(Duration.ofDays(31 + 28));

        var removed = client.delete(path(item) + "/" + discount).object();

        assertThat(removed.get("status").getAsString()).isEqualTo("removed");
        assertThat(removed.get("cycles_applied").getAsInt()).isEqualTo(2);
        assertThat(paid()).containsExactly(700L, 700L, 1000L);
        assertThat(nextTotal()).isEqualTo(1000);
        assertThat(client.delete(path(item) + "/" + discount).code()).isEqualTo("discount_not_found");
    }

    @Test
    void aDiscountAboveThePriceMakesThePaymentFree() {
        var item = subscribe();
        apply(item, server.amountDiscount("Gift", 5000, 1));

        server.moveClock(Duration.ofDays(31));

        assertThat(paid()).containsExactly(0L, 1000L);
    }

    @Test
    void anotherDiscountTakesThePlaceOfTheActiveOneWhichCannotBeAppliedTwice() {
        var item = subscribe();
        var first = server.percentageDiscount("Launch", 25, 0);
        var second = server.percentageDiscount("Winter", 50, 0);

        apply(item, first);
        assertThat(apply(item, first).status()).isEqualTo(409);
        assertThat(apply(item, first).code()).isEqualTo("discount_already_applied");
        apply(item, second);

        assertThat(nextTotal()).isEqualTo(500);
        assertThat(client.delete(path(item) + "/" + first).status()).isEqualTo(404);
    }

    @Test
    void aDiscountThatCannotBeAppliedIsRefused() {
        server.userPlan("free", 0);
        var free = item().get("id").getAsString();
        var discount = server.percentageDiscount("Launch", 25, 0);

        assertThat(apply(free, discount).code()).isEqualTo("discount_not_applicable_to_subscription_item");
        var item = subscribe();
        assertThat(apply(free, discount).code()).isEqualTo("subscription_item_no_longer_active");
        assertThat(apply(item, "cdisc_missing").code()).isEqualTo("discount_not_found");
        assertThat(apply("csub_item_missing", discount).code()).isEqualTo("subscription_item_not_found");
        client.delete("/v1/billing/subscription_items/" + item);
        assertThat(apply(item, discount).code()).isEqualTo("discount_not_applicable_to_subscription_item");
    }

    @Test
    void aStateHasItsDiscounts(@TempDir Path folder) {
        var item = subscribe();
        apply(item, server.percentageDiscount("Launch", 25, 1));
        server.saveState(folder.resolve("state.json"));
        server.reset();

        server.loadState(folder.resolve("state.json"));
        server.moveClock(Duration.ofDays(31));

        assertThat(paid()).containsExactly(750L, 1000L);
    }

    @Test
    void wrongValuesAreRefused() {
        for (Runnable wrong : List.<Runnable>of(
                () -> server.percentageDiscount("Launch", 0, 1),
                () -> server.percentageDiscount("Launch", 101, 1),
                () -> server.percentageDiscount("Launch", 10, -1),
                () -> server.percentageDiscount("Launch", 10, 1_001),
                () -> server.percentageDiscount("x".repeat(101), 10, 1),
                () -> server.percentageDiscount("", 10, 1),
                () -> server.amountDiscount("Launch", 0, 1),
                () -> server.amountDiscount("Launch", Long.MAX_VALUE, 1))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
