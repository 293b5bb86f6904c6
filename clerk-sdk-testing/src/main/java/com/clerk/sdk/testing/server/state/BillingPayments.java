package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;

/** The payments for the items of subscriptions. Each succeeds, and has a statement of its own. */
final class BillingPayments {
    static final String TABLE = "billing payment attempt";

    private static final int KEPT = 10_000;

    private final Instance instance;
    private final BillingViews views;
    private final BillingDiscounts discounts;
    private final Table attempts;

    BillingPayments(Instance instance, BillingViews views, BillingDiscounts discounts) {
        this.instance = instance;
        this.views = views;
        this.discounts = discounts;
        this.attempts = instance.table(TABLE);
    }

    /** Returns all attempts to collect payments, newest first. */
    List<JsonObject> attempts() {
        return attempts.byCreation(true);
    }

    /** Returns the attempts of a statement. */
    List<JsonObject> ofStatement(String id) {
        return attempts.by("statement_id", id);
    }

    /**
     * Collects the payment of an item for the period that has begun.
     *
     * @return the amount, in cents
     */
    long charge(JsonObject item, String type) {
        var reduction = discounts.reduction(item);
        var paid = Json.number(Json.object(item, "amount"), "amount") - reduction;
        var attempt = attempt(item, type, paid);
        attempt.addProperty("reduction", reduction);
        attempts.put(attempt.get("id").getAsString(), attempt);
        attempts.keepLast(KEPT);
        discounts.countPayment(item);
        var total = Json.number(Json.object(item, "lifetime_paid"), "amount") + paid;
        item.add("lifetime_paid", BillingPlans.money(total));
        instance.table(Subscriptions.TABLE)
                .by(Subscriptions.SUBJECT, item.get(Subscriptions.SUBJECT).getAsString())
                .forEach(subscription -> subscription.add("latest_payment_id", attempt.get("payment_id")));
        instance.events().publish("paymentAttempt.created", views.attemptEvent(attempt, item, "pending"));
        instance.events().publish("paymentAttempt.updated", views.attemptEvent(attempt, item, "paid"));
        return paid;
    }

    private JsonObject attempt(JsonObject item, String type, long cents) {
        var attempt = new JsonObject();
        attempt.addProperty("id", instance.ids().id("cpay_"));
        attempt.addProperty("payment_id", instance.ids().id("cpmt_"));
        attempt.addProperty("instance_id", BillingPlans.INSTANCE_ID);
        attempt.addProperty("charge_type", type);
        attempt.add("payer_id", item.get("payer_id"));
        attempt.add(Subscriptions.SUBJECT, item.get(Subscriptions.SUBJECT));
        attempt.add("subscription_item_id", item.get("id"));
        attempt.add("amount", BillingPlans.money(cents));
        attempt.addProperty("statement_id", instance.ids().id("cstmt_"));
        attempt.addProperty("status", "paid");
        // A payment that the clock has passed was made when it was due.
        var due = item.get("period_start");
        attempt.add("paid_at", due);
        attempt.add("failed_at", JsonNull.INSTANCE);
        attempt.add("created_at", due);
        attempt.add("updated_at", due);
        return attempt;
    }
}
