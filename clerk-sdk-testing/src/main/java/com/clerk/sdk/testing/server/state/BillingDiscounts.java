package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** The discounts of an instance, and their use on the items of subscriptions: one active discount for each item. */
public final class BillingDiscounts {
    static final String REDEMPTIONS = "billing discount redemption";

    private static final int MAX_NAME = 100;
    private static final int MAX_CYCLES = 1_000;
    private static final int WHOLE = 100;
    private static final int KEPT_OF_AN_ITEM = 100;

    private final Instance instance;
    private final Table discounts;
    private final Table redemptions;

    /** Makes the discounts of an instance. */
    public BillingDiscounts(Instance instance) {
        this.instance = instance;
        this.discounts = instance.table("billing discount");
        this.redemptions = instance.table(REDEMPTIONS);
    }

    /**
     * Adds a discount by percent.
     *
     * @param cycles the number of payments that it makes cheaper, 0 for all
     * @throws ErrorResponseException if a value is wrong
     */
    public JsonObject addPercentage(String name, long percent, long cycles) {
        if (percent < 1 || percent > WHOLE) {
            throw ErrorResponseException.unprocessable(
                    "discount_percent_off_invalid", "percent_off must be 1 to " + WHOLE + ".", "percent_off");
        }
        var discount = add(name, cycles, "percentage");
        discount.addProperty("percent_off", percent);
        return discount;
    }

    /**
     * Adds a discount by an amount.
     *
     * @param cents the amount for each payment, in cents
     * @param cycles the number of payments that it makes cheaper, 0 for all
     * @throws ErrorResponseException if a value is wrong
     */
    public JsonObject addAmount(String name, long cents, long cycles) {
        if (cents < 1 || cents > BillingPrices.MAX_CENTS) {
            throw ErrorResponseException.unprocessable(
                    "discount_amount_invalid",
                    "amount_off must be 1 to " + BillingPrices.MAX_CENTS + " cents.",
                    "amount_off");
        }
        var discount = add(name, cycles, "fixed_amount");
        discount.add("amount_off", BillingPlans.money(cents));
        return discount;
    }

    private JsonObject add(String name, long cycles, String effect) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw ErrorResponseException.malformed("name", "1 to " + MAX_NAME + " characters");
        }
        if (cycles < 0 || cycles > MAX_CYCLES) {
            throw ErrorResponseException.unprocessable(
                    "discount_duration_in_cycles_invalid",
                    "cycles must be 1 to " + MAX_CYCLES + ", or 0 for all payments.",
                    "cycles");
        }
        var discount = new JsonObject();
        var id = instance.ids().id("cdisc_");
        discount.addProperty("id", id);
        discount.addProperty("name", name);
        discount.addProperty("effect", effect);
        discount.add("percent_off", JsonNull.INSTANCE);
        discount.add("amount_off", JsonNull.INSTANCE);
        discount.addProperty("cycles", cycles);
        discounts.put(id, discount);
        return discount;
    }

    /**
     * Applies a discount to an item, in place of the one that is active on it.
     *
     * @return the use of the discount
     * @throws ErrorResponseException if the instance does not have the discount, or it is active on the item
     */
    JsonObject apply(JsonObject item, String discountId) {
        var discount = discounts.find(discountId);
        if (discount == null) {
            throw notFound("There is no discount with the id " + discountId + ".");
        }
        var before = active(item);
        if (before != null && discountId.equals(Json.text(before, "discount_id"))) {
            throw new ErrorResponseException(
                    409, "discount_already_applied", "The discount is active on this subscription item already.");
        }
        if (before != null) {
            before.addProperty("status", "removed");
        }
        var used = redemption(item, discount);
        redemptions.put(used.get("id").getAsString(), used);
        redemptions.keepLast("subscription_item_id", item.get("id").getAsString(), KEPT_OF_AN_ITEM);
        return used;
    }

    private static ErrorResponseException notFound(String message) {
        return new ErrorResponseException(404, "discount_not_found", message);
    }

    private JsonObject redemption(JsonObject item, JsonObject discount) {
        var row = new JsonObject();
        row.addProperty("object", "commerce_discount_redemption");
        row.addProperty("id", instance.ids().id("cdr_"));
        row.add("subscription_item_id", item.get("id"));
        row.add("discount_id", discount.get("id"));
        for (var field : new String[] {"name", "effect", "percent_off", "amount_off"}) {
            row.add(field, discount.get(field));
        }
        var cycles = Json.number(discount, "cycles");
        row.addProperty("source", "manual");
        row.add("cycles_remaining", Json.of(cycles == 0 ? null : cycles));
        row.addProperty("cycles_applied", 0);
        row.addProperty("status", "active");
        row.addProperty("redeemed_at", instance.now());
        row.add("redeemed_by", JsonNull.INSTANCE);
        return row;
    }

    /**
     * Takes the active discount off an item.
     *
     * @return the use of the discount
     * @throws ErrorResponseException if another discount is active on the item, or none
     */
    JsonObject remove(JsonObject item, String discountId) {
        var used = active(item);
        if (used == null || !discountId.equals(Json.text(used, "discount_id"))) {
            throw notFound("The discount " + discountId + " is not active on this subscription item.");
        }
        used.addProperty("status", "removed");
        return used;
    }

    private @Nullable JsonObject active(JsonObject item) {
        return redemptions.by("subscription_item_id", item.get("id").getAsString()).stream()
                .filter(used -> "active".equals(Json.text(used, "status")))
                .findFirst()
                .orElse(null);
    }

    /** Returns how much less the next payment of an item is, in cents. */
    long reduction(JsonObject item) {
        var used = active(item);
        return used == null ? 0 : reduction(used, item);
    }

    private static long reduction(JsonObject used, JsonObject item) {
        var price = Json.number(Json.object(item, "amount"), "amount");
        if (Json.value(used, "percent_off") == null) {
            return Math.min(price, Json.number(Json.object(used, "amount_off"), "amount"));
        }
        return Math.round(price * used.get("percent_off").getAsDouble() / WHOLE);
    }

    /** Counts a payment of an item. The discount has ended after the last payment that it makes cheaper. */
    void countPayment(JsonObject item) {
        var used = active(item);
        if (used == null) {
            return;
        }
        used.addProperty("cycles_applied", Json.number(used, "cycles_applied") + 1);
        if (Json.value(used, "cycles_remaining") != null) {
            var left = Json.number(used, "cycles_remaining") - 1;
            used.addProperty("cycles_remaining", left);
            used.addProperty("status", left == 0 ? "exhausted" : "active");
        }
    }

    /** Returns the use of a discount in the form of the Backend API. */
    JsonObject show(JsonObject used, JsonObject item) {
        var shown = used.deepCopy();
        var isDue = Json.value(item, "next_payment") != null;
        shown.add("amount", isDue ? BillingPlans.money(reduction(used, item)) : JsonNull.INSTANCE);
        return shown;
    }
}
