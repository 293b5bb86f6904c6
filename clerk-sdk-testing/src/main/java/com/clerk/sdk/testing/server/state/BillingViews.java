package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms in which subscriptions and payments are shown: one in the Backend API, another one in events. */
final class BillingViews {
    /** Fields of rows that nobody sees. */
    private static final List<String> INTERNAL = List.of("subject", "is_end_told", "reduction");

    private static final String CARD = "cpmth_in_process";

    private final Instance instance;
    private final BillingPlans plans;
    private final BillingDiscounts discounts;

    BillingViews(Instance instance, BillingPlans plans, BillingDiscounts discounts) {
        this.instance = instance;
        this.plans = plans;
        this.discounts = discounts;
    }

    private static JsonObject withoutInternals(JsonObject row) {
        var shown = row.deepCopy();
        INTERNAL.forEach(shown::remove);
        return shown;
    }

    /** Returns the one who pays: a user or an organization. */
    JsonObject payer(String subject) {
        var payer = new JsonObject();
        payer.addProperty("object", "commerce_payer");
        payer.addProperty("id", "cpayer_" + subject.substring(subject.indexOf('_') + 1));
        payer.addProperty("instance_id", BillingPlans.INSTANCE_ID);
        var user = instance.users().find(subject);
        var organization = instance.organizations().find(subject);
        payer.add("user_id", Json.of(user == null ? null : subject));
        payer.add("first_name", field(user, "first_name"));
        payer.add("last_name", field(user, "last_name"));
        payer.add("email", Json.of(user == null ? null : Messages.primaryAddress(user)));
        payer.add("organization_id", Json.of(organization == null ? null : subject));
        payer.add("organization_name", field(organization, "name"));
        payer.addProperty("image_url", Objects.requireNonNullElse(image(user, organization), ""));
        return payer;
    }

    private static @Nullable String image(@Nullable JsonObject user, @Nullable JsonObject organization) {
        var owner = user == null ? organization : user;
        return owner == null ? null : Json.text(owner, "image_url");
    }

    private static JsonElement field(@Nullable JsonObject row, String name) {
        return Json.of(row == null ? null : Json.text(row, name));
    }

    /** Returns an item of a subscription. */
    JsonObject item(JsonObject row) {
        var shown = withoutInternals(row);
        shown.add("plan", plans.plans().get(row.get("plan_id").getAsString()).deepCopy());
        shown.add("payer", payer(row.get("subject").getAsString()));
        if (Json.value(shown, "next_payment") != null) {
            var reduction = discounts.reduction(row);
            var cents = amount(row) - reduction;
            Json.object(shown, "next_payment").add("totals", withDiscounts(totals(cents, reduction), reduction));
        }
        return shown;
    }

    /** Returns a subscription with its items that are not over. */
    JsonObject subscription(JsonObject row, List<JsonObject> items) {
        var shown = withoutInternals(row);
        var shownItems = items.stream().map(this::item).toList();
        shown.add("subscription_items", Json.array(shownItems));
        shown.addProperty("eligible_for_free_trial", false);
        shownItems.stream()
                .map(item -> Json.value(item, "next_payment"))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(next -> shown.add("next_payment", next.deepCopy()));
        return shown;
    }

    /**
     * Returns the change of an item to another one with another price.
     *
     * @param paid the amount that was paid at once, in cents
     */
    JsonObject transition(JsonObject before, JsonObject after, long paid) {
        var isAtOnce = "active".equals(Json.text(after, "status"));
        var details = new JsonObject();
        details.add(
                "previous_plan",
                plans.plans().get(before.get("plan_id").getAsString()).deepCopy());
        details.add(
                "previous_price",
                plans.prices().table().get(before.get("price_id").getAsString()).deepCopy());
        details.add("effective_at", after.get("period_start"));
        details.addProperty("effective_mode", isAtOnce ? "immediate" : "end_of_period");
        var next = Json.value(after, "next_payment");
        details.add(
                "next_billing_date",
                next == null ? JsonNull.INSTANCE : next.getAsJsonObject().get("date"));
        details.addProperty("charged_immediately", paid > 0);
        details.add("immediate_charge", paid > 0 ? BillingPlans.money(paid) : JsonNull.INSTANCE);
        details.add("previous_subscription_item_status", before.get("status"));
        details.add("previous_subscription_item_id", before.get("id"));
        var transition = new JsonObject();
        transition.addProperty("object", "commerce_price_transition");
        transition.add("subscription_item", item(after));
        transition.add("transition", details);
        return transition;
    }

    /** Returns an attempt to collect a payment. */
    /** Returns what is known of an item that later ones have replaced, as its payments outlive it. */
    private static JsonObject forgotten(JsonElement itemId) {
        var shown = new JsonObject();
        shown.addProperty("object", "commerce_subscription_item");
        shown.add("id", itemId);
        return shown;
    }

    JsonObject attempt(JsonObject row) {
        var subject = row.get("subject").getAsString();
        var shown = withoutInternals(row);
        shown.addProperty("object", "commerce_payment");
        shown.addProperty("payee_id", "cpayee_in_process");
        shown.add("payee", payee());
        shown.add("payer", payer(subject));
        var itemId = row.get("subscription_item_id");
        var item = instance.table(Subscriptions.ITEMS).find(itemId.getAsString());
        shown.add("subscription_item", item == null ? forgotten(itemId) : item(item));
        var reduction = Json.number(row, "reduction");
        shown.add("totals", withDiscounts(totals(amount(row), reduction), reduction));
        shown.addProperty("payment_method_id", CARD);
        shown.add("payment_method", card("commerce_payment_method", subject));
        shown.add("gateway_external_id", JsonNull.INSTANCE);
        shown.add("gateway_external_url", JsonNull.INSTANCE);
        return shown;
    }

    private static long amount(JsonObject row) {
        return Json.number(Json.object(row, "amount"), "amount");
    }

    private static JsonObject payee() {
        var payee = new JsonObject();
        payee.addProperty("id", "cpayee_in_process");
        payee.addProperty("gateway_type", "stripe");
        payee.addProperty("gateway_external_id", "");
        payee.addProperty("gateway_status", "active");
        return payee;
    }

    /** Returns what an amount adds up from: a base fee, of which a discount is taken off. */
    private static JsonObject totals(long cents, long reduction) {
        var totals = new JsonObject();
        totals.add("subtotal", BillingPlans.money(cents + reduction));
        totals.add("base_fee", BillingPlans.money(cents + reduction));
        totals.add("tax_total", BillingPlans.money(0));
        totals.add("grand_total", BillingPlans.money(cents));
        return totals;
    }

    private static JsonObject withDiscounts(JsonObject totals, long reduction) {
        if (reduction > 0) {
            var discounts = new JsonObject();
            discounts.add("proration", JsonNull.INSTANCE);
            discounts.add("total", BillingPlans.money(reduction));
            totals.add("discounts", discounts);
        }
        return totals;
    }

    private JsonObject card(String type, String subject) {
        var card = new JsonObject();
        card.addProperty("object", type);
        card.addProperty("id", CARD);
        card.add("payer_id", payer(subject).get("id"));
        card.addProperty("payment_type", "card");
        card.addProperty("payment_method", "card");
        card.addProperty("gateway", "stripe");
        card.addProperty("gateway_external_id", "");
        card.add("gateway_external_account_id", JsonNull.INSTANCE);
        card.addProperty("last4", "4242");
        card.addProperty("status", "active");
        card.addProperty("card_type", "visa");
        return card;
    }

    /** Returns the statement that lists an attempt. */
    JsonObject statement(JsonObject attempt) {
        var statement = new JsonObject();
        statement.addProperty("object", "commerce_statement");
        statement.add("id", attempt.get("statement_id"));
        statement.addProperty("instance_id", BillingPlans.INSTANCE_ID);
        statement.add("timestamp", attempt.get("created_at"));
        statement.add("payer", payer(attempt.get("subject").getAsString()));
        statement.addProperty("status", "closed");
        statement.add("totals", totals(amount(attempt), Json.number(attempt, "reduction")));
        var group = new JsonObject();
        group.addProperty("object", "commerce_statement_group");
        group.add("timestamp", attempt.get("created_at"));
        group.add("items", Json.array(List.of(attempt(attempt))));
        statement.add("groups", Json.array(List.of(group)));
        return statement;
    }

    /** Returns an item in the form of events. */
    JsonObject itemEvent(JsonObject row) {
        var event = new JsonObject();
        event.addProperty("object", "commerce_subscription_item");
        for (var name : List.of(
                "id", "status", "is_free_trial", "created_at", "updated_at", "period_start", "period_end", "plan_id")) {
            event.add(name, row.get(name));
        }
        event.add("interval", row.get("plan_period"));
        event.add("plan", planEvent(row.get("plan_id").getAsString()));
        event.add("payer", payerEvent(row.get("subject").getAsString()));
        var subscription = instance.table(Subscriptions.TABLE)
                .firstBy("subject", row.get("subject").getAsString());
        event.add("subscription_id", subscription == null ? JsonNull.INSTANCE : subscription.get("id"));
        return event;
    }

    private JsonObject planEvent(String id) {
        var plan = plans.plans().get(id);
        var event = new JsonObject();
        for (var name : List.of("id", "slug", "name", "is_recurring")) {
            event.add(name, plan.get(name));
        }
        event.addProperty("amount", BillingPlans.cents(plan));
        event.addProperty("currency", "USD");
        return event;
    }

    /** Events have an empty text for what the payer does not have. */
    private JsonObject payerEvent(String subject) {
        var event = payer(subject);
        event.remove("instance_id");
        for (var name : List.copyOf(event.keySet())) {
            if (event.get(name).isJsonNull()) {
                event.addProperty(name, "");
            }
        }
        return event;
    }

    /** Returns a subscription in the form of events. */
    JsonObject subscriptionEvent(JsonObject row, List<JsonObject> items) {
        var subject = row.get("subject").getAsString();
        var event = new JsonObject();
        event.addProperty("object", "commerce_subscription");
        for (var name :
                List.of("id", "status", "active_at", "created_at", "past_due_at", "updated_at", "latest_payment_id")) {
            event.add(name, row.get(name));
        }
        event.add("canceled_at", JsonNull.INSTANCE);
        event.add("ended_at", JsonNull.INSTANCE);
        event.add("payment_source_id", JsonNull.INSTANCE);
        event.add("payer", payerEvent(subject));
        event.add("payer_id", payer(subject).get("id"));
        event.add("items", Json.array(items.stream().map(this::itemEvent).toList()));
        return event;
    }

    /** Returns an attempt to collect a payment in the form of events, with a status of its own. */
    JsonObject attemptEvent(JsonObject row, JsonObject item, String status) {
        var event = new JsonObject();
        for (var name :
                List.of("id", "instance_id", "payment_id", "statement_id", "created_at", "updated_at", "charge_type")) {
            event.add(name, row.get(name));
        }
        event.addProperty("invoice_id", "");
        event.addProperty("gateway_external_id", "");
        event.addProperty("status", status);
        event.add("paid_at", status.equals("paid") ? row.get("paid_at") : JsonNull.INSTANCE);
        event.add("failed_at", JsonNull.INSTANCE);
        event.add("failed_reason", JsonNull.INSTANCE);
        event.add("billing_date", row.get("created_at"));
        event.add("payee", payee());
        event.add("payer", payerEvent(row.get("subject").getAsString()));
        event.add("totals", totals(amount(row), Json.number(row, "reduction")));
        event.add("payment_source", card("commerce_source", row.get("subject").getAsString()));
        event.add("subscription_items", Json.array(List.of(itemEvent(item))));
        return event;
    }
}
