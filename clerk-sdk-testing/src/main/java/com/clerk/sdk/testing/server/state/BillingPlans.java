package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The plans that users and organizations subscribe to. A free plan is the default one of its kind of payers if it is
 * the first: everybody who has no other plan has it.
 */
public final class BillingPlans {
    /** The kind of payers that are users. */
    public static final String USER = "user";

    /** The kind of payers that are organizations. */
    public static final String ORGANIZATION = "org";

    static final String INSTANCE_ID = "ins_in_process";
    private static final String NAME = "[a-z0-9][a-z0-9_-]{0,99}";
    private static final double CENTS = 100;
    private static final int MAX_FEATURES = 500;

    private final Instance instance;
    private final Table plans;
    private final BillingPrices prices;
    private final Table features;

    /** Makes the plans of an instance. */
    public BillingPlans(Instance instance) {
        this.instance = instance;
        this.plans = instance.table("billing plan");
        this.prices = new BillingPrices(instance);
        this.features = instance.table("billing feature");
    }

    /** Returns the plans. */
    public Table plans() {
        return plans;
    }

    /** Returns the prices of the plans. */
    public BillingPrices prices() {
        return prices;
    }

    /**
     * Adds a plan.
     *
     * @param payerType {@link #USER} or {@link #ORGANIZATION}
     * @param slug the name of the plan in tokens
     * @param cents the fee for a month, 0 for a free plan
     * @param featureSlugs the names in tokens of the features that subscribers get
     * @throws ErrorResponseException if a value is wrong, or there is a plan of that name
     */
    public JsonObject add(String payerType, String slug, long cents, Collection<String> featureSlugs) {
        requireName(slug, "slug");
        featureSlugs.forEach(feature -> requireName(feature, "features"));
        if (featureSlugs.size() > MAX_FEATURES) {
            throw ErrorResponseException.unprocessable(
                    "form_param_array_size_exceeded",
                    "features must have " + MAX_FEATURES + " elements or fewer.",
                    "features");
        }
        if (!BillingPrices.isAmount(cents)) {
            throw ErrorResponseException.invalid(
                    "amount", "0, or " + BillingPrices.MIN_CENTS + " to " + BillingPrices.MAX_CENTS + " cents");
        }
        if (find(payerType, slug) != null) {
            throw ErrorResponseException.taken("slug", "slug");
        }
        var plan = new JsonObject();
        var id = instance.ids().id("cplan_");
        plan.addProperty("object", "commerce_plan");
        plan.addProperty("id", id);
        plan.addProperty("name", title(slug));
        plan.add("fee", money(cents));
        plan.addProperty("product_id", "");
        plan.addProperty("is_default", cents == 0 && defaultOf(payerType) == null);
        plan.addProperty("is_recurring", cents > 0);
        plan.addProperty("publicly_visible", true);
        plan.addProperty("has_base_fee", cents > 0);
        plan.addProperty("for_payer_type", payerType);
        plan.addProperty("slug", slug);
        for (var name : List.of("annual_monthly_fee", "annual_fee", "description", "avatar_url", "free_trial_days")) {
            plan.add(name, JsonNull.INSTANCE);
        }
        plan.add("features", Json.array(featureSlugs.stream().map(this::feature).toList()));
        plan.addProperty("free_trial_enabled", false);
        plan.addProperty("created_at", instance.now());
        plans.put(id, plan);
        prices.addDefault(id, cents);
        return plan;
    }

    private static void requireName(String name, String parameter) {
        if (!name.matches(NAME)) {
            throw ErrorResponseException.malformed(parameter, "small letters, digits, - and _");
        }
    }

    private static String title(String slug) {
        return slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1).replace('_', ' ');
    }

    private JsonObject feature(String slug) {
        var known = features.find(slug);
        if (known != null) {
            return known;
        }
        var feature = new JsonObject();
        feature.addProperty("object", "feature");
        feature.addProperty("id", instance.ids().id("feat_"));
        feature.addProperty("name", title(slug));
        feature.add("description", JsonNull.INSTANCE);
        feature.addProperty("slug", slug);
        feature.add("avatar_url", JsonNull.INSTANCE);
        features.put(slug, feature);
        return feature;
    }

    /** Returns the default plan of a kind of payers, or null. */
    @Nullable
    JsonObject defaultOf(String payerType) {
        return first(payerType, "is_default", "true");
    }

    /** Returns the plan of a kind of payers that has a slug, or null. */
    @Nullable
    JsonObject find(String payerType, String slug) {
        return first(payerType, "slug", slug);
    }

    private @Nullable JsonObject first(String payerType, String field, String value) {
        return plans.all().stream()
                .filter(plan -> payerType.equals(Json.text(plan, "for_payer_type")))
                .filter(plan -> value.equals(plan.get(field).getAsString()))
                .findFirst()
                .orElse(null);
    }

    /** Returns the fee of a plan for a month, in cents. */
    public static long cents(JsonObject plan) {
        return Json.number(Json.object(plan, "fee"), "amount");
    }

    /** Returns an amount of US dollars in the form of the Backend API. */
    public static JsonObject money(long cents) {
        var money = new JsonObject();
        money.addProperty("amount", cents);
        money.addProperty("amount_formatted", String.format(Locale.ROOT, "%.2f", cents / CENTS));
        money.addProperty("currency", "USD");
        money.addProperty("currency_symbol", "$");
        return money;
    }
}
