package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.BillingPlans;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;

/** The balances of credits that users and organizations have for billing. */
final class CreditsResource {
    private static final long MAX_CENTS = 1_000_000_000_000L;

    private final Backend backend;
    private final Instance instance;

    CreditsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
    }

    void register() {
        var operations = backend.operations();
        operations.add("users.getBillingCreditBalance", request -> balance(user(request)));
        operations.add("users.adjustBillingCreditBalance", request -> adjust(request, user(request)));
        operations.add("organizations.getBillingCreditBalance", request -> balance(organization(request)));
        operations.add("organizations.adjustBillingCreditBalance", request -> adjust(request, organization(request)));
    }

    private String user(CheckedRequest request) {
        return Resource.id(instance.users().get(request.variable("user_id")));
    }

    private String organization(CheckedRequest request) {
        return Resource.id(instance.organizations().get(request.variable("organization_id")));
    }

    private long cents(String payer) {
        var row = instance.table("credit balance").find(payer);
        return row == null ? 0 : Json.number(row, "amount");
    }

    private JsonElement balance(String payer) {
        var balance = new JsonObject();
        balance.addProperty("object", "commerce_credit_balance");
        balance.add("balance", BillingPlans.money(cents(payer)));
        return balance;
    }

    /** Changes a balance. The same key changes it once only, as often as it is sent. */
    private JsonElement adjust(CheckedRequest request, String payer) {
        var ledger = instance.table("credit ledger");
        var key = payer + "/" + request.required("idempotency_key");
        var done = ledger.find(key);
        if (done != null) {
            return done;
        }
        var amount = Json.number(request.body(), "amount");
        if (amount <= 0 || amount > MAX_CENTS) {
            throw ErrorResponseException.unprocessable(
                    "invalid_credit_amount", "amount must be 1 to " + MAX_CENTS + ".", "amount");
        }
        var signed = request.required("action").equals("increase") ? amount : -amount;
        if (cents(payer) + signed < 0) {
            throw ErrorResponseException.unprocessable(
                    "insufficient_credit_balance", "The balance is smaller than the amount.", "amount");
        }
        var balance = new JsonObject();
        balance.addProperty("amount", Math.min(MAX_CENTS, cents(payer) + signed));
        instance.table("credit balance").put(payer, balance);
        var row = backend.rows().make("BillingCreditLedger", instance.now());
        row.addProperty("object", "commerce_credit_ledger");
        row.addProperty("id", instance.ids().id("ccl_"));
        row.addProperty("payer_id", payer);
        row.add("amount", BillingPlans.money(signed));
        row.addProperty("source_type", "manual");
        row.addProperty("source_id", request.required("idempotency_key"));
        row.add("note", Json.of(request.text("note")));
        row.addProperty("created_at", Instant.ofEpochMilli(instance.now()).toString());
        ledger.put(key, row);
        return row;
    }
}
