package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The prices at which plans are sold: a default one of each plan, and custom ones for some payers. */
public final class BillingPrices {
    static final String TABLE = "billing price";

    static final int MIN_CENTS = 100;
    static final int MAX_CENTS = 100_000_000;
    private static final String CURRENCY = "USD";

    private final Instance instance;
    private final Table prices;

    /** Makes the prices of an instance. */
    public BillingPrices(Instance instance) {
        this.instance = instance;
        this.prices = instance.table(TABLE);
    }

    /** Returns the prices. Index: plan_id. */
    public Table table() {
        return prices;
    }

    /** Returns the charge for a month, in cents. */
    public static long cents(JsonObject price) {
        return Json.number(price, "amount");
    }

    static boolean isAmount(long cents) {
        return cents == 0 || (cents >= MIN_CENTS && cents <= MAX_CENTS);
    }

    void addDefault(String planId, long cents) {
        add(planId, cents, JsonNull.INSTANCE, true);
    }

    /** Returns the default price of a plan. */
    JsonObject defaultOf(JsonObject plan) {
        return prices.by("plan_id", plan.get("id").getAsString()).stream()
                .filter(price -> Json.flag(price, "is_default"))
                .findFirst()
                .orElseThrow(() -> ErrorResponseException.notFound(
                        "default price of the plan", plan.get("id").getAsString()));
    }

    /**
     * Adds a custom price, as a request describes it.
     *
     * @param plan the plan that is sold at it
     * @param wanted the body of the request
     * @throws ErrorResponseException if the plan has no custom prices, or a value is wrong
     */
    public JsonObject addCustom(JsonObject plan, JsonObject wanted) {
        if (Json.flag(plan, "is_default")) {
            throw ErrorResponseException.unprocessable(
                    "default_plan_price_creation_forbidden",
                    "This is the default plan, which cannot have a custom price.",
                    "plan_id");
        }
        if (!CURRENCY.equals(Objects.requireNonNullElse(Json.text(wanted, "currency"), CURRENCY))) {
            throw ErrorResponseException.invalid("currency", CURRENCY + ", the currency of the plan");
        }
        var amount = amount(wanted, "amount");
        var annual = amount(wanted, "annual_monthly_amount");
        var periods = periods(amount, annual);
        if (!periods.equals(Objects.requireNonNullElse(Json.text(wanted, "supported_billing_periods"), periods))) {
            throw ErrorResponseException.unprocessable(
                    "supported_billing_period_mismatch",
                    "supported_billing_periods must be " + periods + " for the amounts that are given.",
                    "supported_billing_periods");
        }
        if (amount == null) {
            throw new ErrorResponseException(
                    403,
                    "billing_annual_only_plans_not_enabled",
                    "Plans are billed each month here: a price needs an amount.");
        }
        var price = add(plan.get("id").getAsString(), amount.getAsLong(), Json.of(annual), false);
        price.add("description", Json.of(Json.text(wanted, "description")));
        price.addProperty("supported_billing_periods", periods);
        return price;
    }

    private static @Nullable JsonElement amount(JsonObject wanted, String name) {
        var amount = Json.value(wanted, name);
        if (amount != null && !isAmount(amount.getAsLong())) {
            throw ErrorResponseException.invalid(name, "0, or " + MIN_CENTS + " to " + MAX_CENTS + " cents");
        }
        return amount;
    }

    private static String periods(@Nullable JsonElement amount, @Nullable JsonElement annual) {
        if (amount == null && annual == null) {
            throw ErrorResponseException.missing("amount");
        }
        if (annual == null) {
            return "month";
        }
        return amount == null ? "annual" : "both";
    }

    private JsonObject add(String planId, long cents, JsonElement annual, boolean isDefault) {
        var price = new JsonObject();
        var id = instance.ids().id("cprice_");
        price.addProperty("object", "commerce_price");
        price.addProperty("id", id);
        price.addProperty("plan_id", planId);
        price.addProperty("instance_id", BillingPlans.INSTANCE_ID);
        price.addProperty("currency", CURRENCY);
        price.addProperty("currency_symbol", "$");
        price.addProperty("amount", cents);
        price.addProperty("annual_monthly_amount", annual.isJsonNull() ? 0 : annual.getAsLong());
        price.add("fee", BillingPlans.money(cents));
        price.add("annual_monthly_fee", annual.isJsonNull() ? annual : BillingPlans.money(annual.getAsLong()));
        price.add("description", JsonNull.INSTANCE);
        price.addProperty("is_default", isDefault);
        price.addProperty("created_at", instance.now());
        price.addProperty("supported_billing_periods", "month");
        prices.put(id, price);
        return price;
    }

    /** Returns the prices of a plan, or of all plans, the newest first. */
    public List<JsonObject> list(@Nullable String planId) {
        return prices.byCreation(true).stream()
                .filter(price -> planId == null || planId.equals(Json.text(price, "plan_id")))
                .toList();
    }
}
