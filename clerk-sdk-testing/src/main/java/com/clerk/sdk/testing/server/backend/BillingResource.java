package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.BillingPlans;
import com.clerk.sdk.testing.server.state.BillingPrices;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Subscriptions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on plans, subscriptions and payments. */
final class BillingResource {
    private final Backend backend;
    private final Instance instance;
    private final BillingPlans plans;
    private final Subscriptions subscriptions;

    BillingResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.plans = new BillingPlans(instance);
        this.subscriptions = new Subscriptions(instance);
    }

    void register() {
        var operations = backend.operations();
        operations.addList("billing.listPlans", this::listPlans);
        operations.addList("billing.listPrices", this::listPrices);
        operations.add("billing.createPrice", this::createPrice);
        operations.addList("billing.listSubscriptionItems", this::listItems, subscriptions::show);
        operations.add("billing.cancelSubscriptionItem", this::cancel);
        operations.add("billing.extendSubscriptionItemFreeTrial", this::extendTrial);
        operations.add("billing.createPriceTransition", this::transition);
        operations.add("billing.applySubscriptionItemDiscount", this::applyDiscount);
        operations.add("billing.removeSubscriptionItemDiscount", this::removeDiscount);
        operations.addList("billing.listStatements", request -> subscriptions.attempts(), subscriptions::showStatement);
        operations.add(
                "billing.getStatement",
                request -> subscriptions.showStatement(attempts(request).get(0)));
        operations.addList("billing.listStatementPaymentAttempts", this::attempts, subscriptions::showAttempt);
        operations.add(
                "users.getBillingSubscription",
                request -> subscriptions.subscriptionOf(
                        Resource.id(instance.users().get(request.variable("user_id")))));
        operations.add(
                "organizations.getBillingSubscription",
                request -> subscriptions.subscriptionOf(
                        Resource.id(instance.organizations().get(request.variable("organization_id")))));
    }

    private List<JsonObject> listPlans(CheckedRequest request) {
        var payerType = request.query().first("payer_type");
        return plans.plans().byCreation(true).stream()
                .filter(plan -> payerType == null || payerType.equals(Json.text(plan, "for_payer_type")))
                .toList();
    }

    /** Lists the cheapest prices first, and the newest first among equals. */
    private List<JsonObject> listPrices(CheckedRequest request) {
        var planId = request.query().first("plan_id");
        if (planId != null) {
            plans.plans().get(planId);
        }
        return plans.prices().list(planId).stream()
                .sorted(Comparator.comparingLong(BillingPrices::cents))
                .toList();
    }

    private JsonElement createPrice(CheckedRequest request) {
        return plans.prices().addCustom(plans.plans().get(request.required("plan_id")), request.body());
    }

    private JsonElement transition(CheckedRequest request) {
        return subscriptions.transition(
                item(request), request.required("from_price_id"), request.required("to_price_id"));
    }

    private JsonElement applyDiscount(CheckedRequest request) {
        return subscriptions.applyDiscount(item(request), request.required("discount_id"));
    }

    private JsonElement removeDiscount(CheckedRequest request) {
        return subscriptions.removeDiscount(item(request), request.variable("discount_id"));
    }

    private JsonObject item(CheckedRequest request) {
        return subscriptions.item(request.variable("subscription_item_id"));
    }

    private List<JsonObject> listItems(CheckedRequest request) {
        var query = request.query();
        var status = query.first("status");
        var planId = query.first("plan_id");
        var payerType = query.first("payer_type");
        var searched = query.first("query");
        var matches = Lists.contains(searched, List.of("text"));
        return subscriptions.items().stream()
                .filter(item -> status == null || hasStatus(item, status))
                .filter(item -> planId == null || planId.equals(Json.text(item, "plan_id")))
                .filter(item -> payerType == null || payerType.equals(Json.text(plan(item), "for_payer_type")))
                .filter(item -> query.flag("include_free") || BillingPlans.cents(plan(item)) > 0)
                .filter(item -> searched == null || matches.test(searched(item)))
                .toList();
    }

    private static boolean hasStatus(JsonObject item, String status) {
        return status.equals("free_trial")
                ? Json.flag(item, "is_free_trial") && Json.value(item, "ended_at") == null
                : status.equals(Json.text(item, "status"));
    }

    private JsonObject plan(JsonObject item) {
        return plans.plans().get(item.get("plan_id").getAsString());
    }

    /** Returns what the parameter {@code query} searches: the plan and the payer of an item. */
    private JsonObject searched(JsonObject item) {
        var payer = Json.object(subscriptions.show(item), "payer");
        var text = new JsonObject();
        text.add("id", item.get("id"));
        text.addProperty(
                "text",
                String.join(
                        " ",
                        List.of(
                                String.valueOf(Json.text(plan(item), "name")),
                                String.valueOf(Json.text(payer, "email")),
                                String.valueOf(Json.text(payer, "organization_name")))));
        return text;
    }

    private JsonElement cancel(CheckedRequest request) {
        return subscriptions.show(
                subscriptions.cancel(item(request), request.query().flag("end_now")));
    }

    private JsonElement extendTrial(CheckedRequest request) {
        return subscriptions.show(subscriptions.extendTrial(item(request), time(request.text("extend_to"))));
    }

    private static Instant time(@Nullable String text) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            throw ErrorResponseException.malformed("extend_to", "a time such as 2026-01-31T12:00:00Z");
        }
    }

    private List<JsonObject> attempts(CheckedRequest request) {
        var attempts = subscriptions.attemptsOf(request.variable("statementID"));
        if (attempts.isEmpty()) {
            throw new ErrorResponseException(404, "commerce_statement_not_found", "There is no statement of this id.");
        }
        return attempts;
    }
}
