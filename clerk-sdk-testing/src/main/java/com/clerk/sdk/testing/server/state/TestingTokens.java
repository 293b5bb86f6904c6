package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.Query;
import com.google.gson.JsonObject;
import java.time.Duration;

/**
 * The tokens by which tests pass Clerk's protection against bots. There is no such protection here; but a token that
 * Clerk would not know is refused, because there the test would fail for a reason that is hard to find.
 */
public final class TestingTokens {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String PARAMETER = "__clerk_testing_token";
    private static final int KEPT = 1000;

    private final Instance instance;
    private final Table tokens;

    /** Makes the testing tokens of an instance. */
    public TestingTokens(Instance instance) {
        this.instance = instance;
        this.tokens = instance.table("testing token");
    }

    /** Adds to a new row a token and its end. */
    public JsonObject issue(JsonObject row) {
        var text = instance.ids().key("test_");
        row.addProperty("token", text);
        row.addProperty("expires_at", instance.now() + LIFETIME.toMillis());
        tokens.put(text, row);
        tokens.keepLast(KEPT);
        return row;
    }

    /**
     * Checks the testing token of a request to the Frontend API, if it has one.
     *
     * @throws ErrorResponseException if the token is unknown or has expired
     */
    public void check(Query query) {
        var token = query.first(PARAMETER);
        if (token == null) {
            return;
        }
        var row = tokens.find(token);
        if (row == null || Json.number(row, "expires_at") <= instance.now()) {
            var problem = row == null ? " is not one of this instance." : " has expired.";
            throw ErrorResponseException.unprocessable(
                    "form_param_value_invalid",
                    "The testing token" + problem + " Create one by POST /v1/testing_tokens; it is valid for an hour.",
                    PARAMETER);
        }
    }
}
