package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of users and organizations to plans. A subscription has one item at a time that is not over, and up
 * to one that begins when that ends; every payment succeeds. Items begin, renew, and end by the clock of the instance:
 * {@link #settle} brings them up to date.
 */
public final class Subscriptions {
    static final String TABLE = "billing subscription";
    static final String ITEMS = "billing subscription item";
    static final String SUBJECT = "subject";

    private static final String UPCOMING = "upcoming";
    private static final Set<String> LIVE = Set.of("active", "canceled", "past_due");
    private static final Duration TRIAL_NOTICE = Duration.ofDays(3);
    private static final Duration MAX_TRIAL = Duration.ofDays(365);
    /** A clock that was moved by a thousand years makes the payments of the last ones only. */
    private static final Duration CATCH_UP = Duration.ofDays(3653);

    /** Of the items of a subscription that are over, the last ones are kept. */
    private static final int KEPT_ITEMS = 1_000;

    private final Instance instance;
    private final BillingPlans plans;
    private final BillingViews views;
    private final Table subscriptions;
    private final Table items;
    private final BillingDiscounts discounts;
    private final BillingPayments payments;

    /** Makes the subscriptions of an instance. */
    public Subscriptions(Instance instance) {
        this.instance = instance;
        this.plans = new BillingPlans(instance);
        this.discounts = new BillingDiscounts(instance);
        this.views = new BillingViews(instance, plans, discounts);
        this.payments = new BillingPayments(instance, views, discounts);
        this.subscriptions = instance.table(TABLE);
        this.items = instance.table(ITEMS);
    }

    /** Adds a plan. Everybody who has no plan has it from now on, if it is the default one. */
    public JsonObject addPlan(String payerType, String slug, long cents, List<String> features) {
        var plan = plans.add(payerType, slug, cents, features);
        if (Json.flag(plan, "is_default")) {
            var payers = payerType.equals(BillingPlans.USER) ? instance.users() : instance.organizations();
            List.copyOf(payers.byId().keySet()).forEach(this::takeDefault);
        }
        return plan;
    }

    private String payerType(String subject) {
        if (instance.users().find(subject) != null) {
            return BillingPlans.USER;
        }
        instance.organizations().get(subject);
        return BillingPlans.ORGANIZATION;
    }

    /** Ends the subscription of a user or an organization that is deleted. */
    void endAllOf(String subject) {
        live(subject).forEach(this::over);
        upcoming(subject).forEach(this::abandon);
    }

    /** Subscribes a user or an organization without a plan to the default one, if there is one. */
    void takeDefault(String subject) {
        var plan = plans.defaultOf(payerType(subject));
        if (plan != null && live(subject).isEmpty()) {
            start(subject, plans.prices().defaultOf(plan), null);
        }
    }

    /**
     * Subscribes a user or an organization to a plan, in place of the plan before.
     *
     * @param trial how long the plan is free at first, or null
     * @throws ErrorResponseException if there is no such payer, or no such plan for it
     */
    public JsonObject subscribe(String subject, String slug, @Nullable Duration trial) {
        var plan = plans.find(payerType(subject), slug);
        if (plan == null) {
            throw ErrorResponseException.invalid("plan", "the slug of a plan for this payer");
        }
        if (trial != null && (trial.isZero() || trial.isNegative() || trial.compareTo(MAX_TRIAL) > 0)) {
            throw ErrorResponseException.invalid("trial_days", "1 to " + MAX_TRIAL.toDays());
        }
        endAllOf(subject);
        return start(subject, plans.prices().defaultOf(plan), trial);
    }

    private JsonObject start(String subject, JsonObject price, @Nullable Duration trial) {
        var before = subscriptions.firstBy(SUBJECT, subject);
        var isNew = before == null;
        var subscription = before == null ? newSubscription(subject) : before;
        var item = newItem(subject, price);
        if (trial != null && BillingPrices.cents(price) > 0) {
            item.addProperty("is_free_trial", true);
            setPeriod(item, instance.now(), instance.now() + trial.toMillis());
        } else {
            pay(item, instance.now(), "checkout");
        }
        tell(isNew ? "subscription.created" : "subscription.updated", subscription);
        tellItem("subscriptionItem.active", item);
        if (isNew) {
            tell("subscription.active", subscription);
        }
        return item;
    }

    /** Begins the first paid period of an item. An item that costs nothing has no period. */
    private long pay(JsonObject item, long start, String type) {
        if (Json.number(Json.object(item, "amount"), "amount") == 0) {
            item.addProperty("period_start", start);
            return 0;
        }
        setPeriod(item, start, monthAfter(start));
        return payments.charge(item, type);
    }

    private JsonObject newSubscription(String subject) {
        var row = new JsonObject();
        row.addProperty("object", "commerce_subscription");
        row.addProperty("id", instance.ids().id("csub_"));
        row.addProperty("instance_id", BillingPlans.INSTANCE_ID);
        row.addProperty("status", "active");
        row.add("payer_id", views.payer(subject).get("id"));
        row.addProperty(SUBJECT, subject);
        row.addProperty("created_at", instance.now());
        row.addProperty("updated_at", instance.now());
        row.addProperty("active_at", instance.now());
        row.add("past_due_at", JsonNull.INSTANCE);
        row.add("latest_payment_id", JsonNull.INSTANCE);
        subscriptions.put(row.get("id").getAsString(), row);
        return row;
    }

    private JsonObject newItem(String subject, JsonObject price) {
        forgetOldItems(subject);
        var item = new JsonObject();
        var id = instance.ids().id("csub_item_");
        item.addProperty("object", "commerce_subscription_item");
        item.addProperty("id", id);
        item.addProperty("instance_id", BillingPlans.INSTANCE_ID);
        item.addProperty("status", "active");
        item.add("plan_id", price.get("plan_id"));
        item.add("price_id", price.get("id"));
        item.addProperty("plan_period", "month");
        item.add("payer_id", views.payer(subject).get("id"));
        item.addProperty(SUBJECT, subject);
        item.addProperty("is_free_trial", false);
        item.addProperty("period_start", instance.now());
        for (var name : List.of("period_end", "canceled_at", "past_due_at", "ended_at", "next_payment")) {
            item.add(name, JsonNull.INSTANCE);
        }
        item.add("amount", BillingPlans.money(BillingPrices.cents(price)));
        item.add("lifetime_paid", BillingPlans.money(0));
        item.addProperty("created_at", instance.now());
        item.addProperty("updated_at", instance.now());
        items.put(id, item);
        return item;
    }

    private void forgetOldItems(String subject) {
        var old = items.by(SUBJECT, subject).stream()
                .filter(item -> !isLive(item) && !isUpcoming(item))
                .map(item -> item.get("id").getAsString())
                .toList();
        for (var id : old.subList(0, Math.max(0, old.size() - KEPT_ITEMS))) {
            items.remove(id);
            instance.table(BillingDiscounts.REDEMPTIONS).removeBy("subscription_item_id", id);
        }
    }

    private void setPeriod(JsonObject item, long start, long end) {
        item.addProperty("period_start", start);
        item.addProperty("period_end", end);
        item.addProperty("is_end_told", false);
        item.add("next_payment", payment(item, end));
    }

    private static JsonObject payment(JsonObject item, long date) {
        var payment = new JsonObject();
        payment.add("amount", item.get("amount"));
        payment.addProperty("date", date);
        return payment;
    }

    private static long monthAfter(long millis) {
        return Instant.ofEpochMilli(millis)
                .atOffset(ZoneOffset.UTC)
                .plusMonths(1)
                .toInstant()
                .toEpochMilli();
    }

    /**
     * Moves an item to another price: at once if it costs nothing, else at the end of the period that is paid.
     *
     * @return the transition, in the form of the Backend API
     * @throws ErrorResponseException if the item does not have the price, or cannot get the other one
     */
    public JsonObject transition(JsonObject item, String fromPrice, String toPrice) {
        requireLive(item);
        if (!fromPrice.equals(Json.text(item, "price_id"))) {
            throw new ErrorResponseException(
                    409,
                    "out_of_date_price",
                    "The subscription item does not have the price " + fromPrice + ". It has "
                            + Json.text(item, "price_id") + ".");
        }
        var price = plans.prices().table().get(toPrice);
        requireAnother(item, price);
        var subject = item.get(SUBJECT).getAsString();
        upcoming(subject).forEach(this::abandon);
        var next = newItem(subject, price);
        if (Json.value(item, "period_end") == null) {
            over(item);
            return views.transition(item, next, begin(next, instance.now(), "checkout"));
        }
        next.addProperty("status", UPCOMING);
        waitUntil(next, Json.number(item, "period_end"));
        if (!"canceled".equals(Json.text(item, "status"))) {
            cancelLater(item);
        }
        tellItem("subscriptionItem.upcoming", next);
        return views.transition(item, next, 0);
    }

    private static void waitUntil(JsonObject upcoming, long start) {
        upcoming.addProperty("period_start", start);
        if (Json.number(Json.object(upcoming, "amount"), "amount") > 0) {
            upcoming.add("next_payment", payment(upcoming, start));
        }
    }

    private void requireAnother(JsonObject item, JsonObject price) {
        var plan = plans.plans().get(price.get("plan_id").getAsString());
        var isForPayer = payerType(item.get(SUBJECT).getAsString()).equals(Json.text(plan, "for_payer_type"));
        if (!isForPayer || price.get("id").equals(item.get("price_id"))) {
            throw ErrorResponseException.unprocessable(
                    "price_transition_not_allowed",
                    isForPayer
                            ? "The subscription item has this price already."
                            : "The price is that of a plan for another kind of payers.",
                    "to_price_id");
        }
    }

    /** Begins an item, in place of one that is over. Returns the amount that was paid, in cents. */
    private long begin(JsonObject item, long start, String type) {
        item.addProperty("status", "active");
        item.add("next_payment", JsonNull.INSTANCE);
        item.addProperty("updated_at", instance.now());
        var paid = pay(item, start, type);
        subscriptions
                .by(SUBJECT, item.get(SUBJECT).getAsString())
                .forEach(subscription -> tell("subscription.updated", subscription));
        tellItem("subscriptionItem.active", item);
        return paid;
    }

    /** Begins the upcoming item of a subscription whose item has ended, or else subscribes to the default plan. */
    private void follow(JsonObject item, long start) {
        var subject = item.get(SUBJECT).getAsString();
        var next = upcoming(subject);
        next.forEach(waiting -> begin(waiting, start, "recurring"));
        next.forEach(this::settle);
        takeDefault(subject);
    }

    private void abandon(JsonObject item) {
        item.addProperty("status", "abandoned");
        item.addProperty("updated_at", instance.now());
        item.add("next_payment", JsonNull.INSTANCE);
        tellItem("subscriptionItem.abandoned", item);
    }

    /**
     * Applies a discount to an item.
     *
     * @return the use of the discount, in the form of the Backend API
     * @throws ErrorResponseException if the item has ended or costs nothing, or the discount cannot be applied
     */
    public JsonObject applyDiscount(JsonObject item, String discountId) {
        requireLive(item);
        if (Json.value(item, "next_payment") == null) {
            throw ErrorResponseException.unprocessable(
                    "discount_not_applicable_to_subscription_item",
                    "The subscription item has no further payment.",
                    "discount_id");
        }
        return discounts.show(discounts.apply(item, discountId), item);
    }

    /**
     * Takes a discount off an item.
     *
     * @return the use of the discount, in the form of the Backend API
     * @throws ErrorResponseException if the item has ended, or the discount is not active on it
     */
    public JsonObject removeDiscount(JsonObject item, String discountId) {
        requireLive(item);
        return discounts.show(discounts.remove(item, discountId), item);
    }

    /** Cancels an item at the end of its period, or ends it now. */
    public JsonObject cancel(JsonObject item, boolean isNow) {
        if (isUpcoming(item)) {
            abandon(item);
            return item;
        }
        requireLive(item);
        var plan = plans.plans().get(item.get("plan_id").getAsString());
        if (Json.flag(plan, "is_default")) {
            throw ErrorResponseException.unprocessable(
                    isNow
                            ? "commerce_subscription_item_cannot_be_ended"
                            : "commerce_subscription_item_cannot_be_canceled",
                    "This is the default plan: everybody who has no other plan has it.",
                    "subscription_item_id");
        }
        if (isNow || Json.value(item, "period_end") == null) {
            over(item);
            follow(item, instance.now());
            return item;
        }
        if ("canceled".equals(Json.text(item, "status"))) {
            throw new ErrorResponseException(
                    400, "commerce_subscription_item_already_canceled", "The subscription item is canceled already.");
        }
        cancelLater(item);
        return item;
    }

    private void cancelLater(JsonObject item) {
        item.addProperty("status", "canceled");
        item.addProperty("canceled_at", instance.now());
        item.addProperty("updated_at", instance.now());
        item.add("next_payment", JsonNull.INSTANCE);
        tellItem("subscriptionItem.canceled", item);
    }

    private static void requireLive(JsonObject item) {
        if (!isLive(item)) {
            throw new ErrorResponseException(
                    409, "subscription_item_no_longer_active", "The subscription item has ended.");
        }
    }

    private static boolean isLive(JsonObject item) {
        return LIVE.contains(String.valueOf(Json.text(item, "status")));
    }

    private static boolean isUpcoming(JsonObject item) {
        return UPCOMING.equals(Json.text(item, "status"));
    }

    /** Prolongs the free trial of an item. */
    public JsonObject extendTrial(JsonObject item, Instant end) {
        if (!isLive(item) || !Json.flag(item, "is_free_trial")) {
            throw new ErrorResponseException(
                    403, "subscription_item_not_in_free_trial", "The subscription item is not in a free trial.");
        }
        var now = instance.clock().instant();
        if (!end.isAfter(now) || end.isAfter(now.plus(MAX_TRIAL))) {
            throw ErrorResponseException.invalid(
                    "extend_to", "in the future, and not further than " + MAX_TRIAL.toDays() + " days away");
        }
        if (end.toEpochMilli() != Json.number(item, "period_end")) {
            setPeriod(item, Json.number(item, "period_start"), end.toEpochMilli());
            if ("canceled".equals(Json.text(item, "status"))) {
                item.add("next_payment", JsonNull.INSTANCE);
            }
            upcoming(item.get(SUBJECT).getAsString()).forEach(next -> waitUntil(next, end.toEpochMilli()));
            item.addProperty("updated_at", instance.now());
            tellItem("subscriptionItem.updated", item);
        }
        return item;
    }

    private void over(JsonObject item) {
        item.addProperty("status", "ended");
        item.addProperty("ended_at", instance.now());
        item.addProperty("updated_at", instance.now());
        item.add("next_payment", JsonNull.INSTANCE);
        tellItem("subscriptionItem.ended", item);
    }

    /** Renews and ends all items whose time has come. */
    public void settleAll() {
        List.copyOf(items.all()).forEach(this::settle);
    }

    /** Renews or ends an item as often as its time has come. */
    private void settle(JsonObject item) {
        if (isLive(item) && isDue(item, CATCH_UP.negated())) {
            item.addProperty("period_end", instance.now() - CATCH_UP.toMillis());
        }
        while (isLive(item) && isDue(item, Duration.ZERO)) {
            var end = Json.number(item, "period_end");
            if ("canceled".equals(Json.text(item, "status"))) {
                over(item);
                follow(item, end);
                return;
            }
            item.addProperty("is_free_trial", false);
            item.addProperty("updated_at", instance.now());
            setPeriod(item, end, monthAfter(end));
            payments.charge(item, "recurring");
            tellItem("subscriptionItem.updated", item);
        }
        if (isLive(item) && Json.flag(item, "is_free_trial") && !Json.flag(item, "is_end_told")) {
            tellOfEnd(item);
        }
    }

    private void tellOfEnd(JsonObject item) {
        if (isDue(item, TRIAL_NOTICE)) {
            item.addProperty("is_end_told", true);
            tellItem("subscriptionItem.freeTrialEnding", item);
        }
    }

    private boolean isDue(JsonObject item, Duration before) {
        return Json.value(item, "period_end") != null
                && Json.number(item, "period_end") - before.toMillis() <= instance.now();
    }

    private List<JsonObject> live(String subject) {
        return items.by(SUBJECT, subject).stream().filter(Subscriptions::isLive).toList();
    }

    private List<JsonObject> upcoming(String subject) {
        return items.by(SUBJECT, subject).stream()
                .filter(Subscriptions::isUpcoming)
                .toList();
    }

    private void tell(String event, JsonObject subscription) {
        subscription.addProperty("updated_at", instance.now());
        var own = live(subscription.get(SUBJECT).getAsString());
        instance.events().publish(event, views.subscriptionEvent(subscription, own));
    }

    private void tellItem(String event, JsonObject item) {
        instance.events().publish(event, views.itemEvent(item));
    }

    /** Returns the plans of a user or an organization at the present time. */
    public List<JsonObject> plansOf(String subject) {
        live(subject).forEach(this::settle);
        return live(subject).stream()
                .map(item -> plans.plans().get(item.get("plan_id").getAsString()))
                .toList();
    }

    /**
     * Returns the subscription of a user or an organization, in the form of the Backend API.
     *
     * @throws ErrorResponseException if it has none
     */
    public JsonObject subscriptionOf(String subject) {
        live(subject).forEach(this::settle);
        var row = subscriptions.firstBy(SUBJECT, subject);
        if (row == null) {
            throw new ErrorResponseException(404, "subscription_not_found", "The payer has no subscription.");
        }
        return views.subscription(
                row,
                Stream.concat(live(subject).stream(), upcoming(subject).stream())
                        .toList());
    }

    /** Returns all items at the present time, newest first. */
    public List<JsonObject> items() {
        settleAll();
        return items.byCreation(true);
    }

    /**
     * Returns an item at the present time.
     *
     * @throws ErrorResponseException if no item has that id
     */
    public JsonObject item(String id) {
        var item = items.find(id);
        if (item == null) {
            throw new ErrorResponseException(
                    404, "subscription_item_not_found", "There is no subscription item with the id " + id + ".");
        }
        settle(item);
        return item;
    }

    /** Returns an item in the form of the Backend API. */
    public JsonObject show(JsonObject item) {
        return views.item(item);
    }

    /** Returns all attempts to collect payments, newest first. */
    public List<JsonObject> attempts() {
        settleAll();
        return payments.attempts();
    }

    /** Returns the attempts of a statement. */
    public List<JsonObject> attemptsOf(String statementId) {
        settleAll();
        return payments.ofStatement(statementId);
    }

    /** Returns an attempt in the form of the Backend API. */
    public JsonObject showAttempt(JsonObject attempt) {
        return views.attempt(attempt);
    }

    /** Returns the statement of an attempt in the form of the Backend API. */
    public JsonObject showStatement(JsonObject attempt) {
        return views.statement(attempt);
    }
}
