package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.BillingPlans;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.clerk.sdk.testing.server.web.WebServer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods of {@link ClerkServer} over HTTP, under {@code /local}, for programs that are not written in Java:
 * messages, sign-in without a page, the clock, and the state. Requests carry the secret key, and no page may send them.
 */
final class LocalControl implements WebServer.Handler {
    private static final String ROOT = "local";
    private static final int MAX_WAIT = 60;
    private static final long MAX_SECONDS = Duration.ofDays(36_500).toSeconds();

    private final ClerkServer server;
    private final WebServer.Handler rest;
    private final IdGenerator traceIds = new IdGenerator();

    /**
     * Makes the handler.
     *
     * @param rest handles the requests to other paths
     */
    LocalControl(ClerkServer server, WebServer.Handler rest) {
        this.server = server;
        this.rest = rest;
    }

    @Override
    public WebServer.Reply handle(ServerRequest request) {
        if (!request.segments().get(0).equals(ROOT)) {
            return rest.handle(request);
        }
        try {
            require(request);
            return WebServer.Reply.of(ServerResponse.ok(respond(request)).withHeader("Cache-Control", "no-store"));
        } catch (ErrorResponseException error) {
            return WebServer.Reply.of(error.toResponse(traceIds.traceId()));
        } catch (IllegalArgumentException refused) {
            // The state has refused it, for a reason of the API.
            if (refused.getCause() instanceof ErrorResponseException error) {
                return WebServer.Reply.of(error.toResponse(traceIds.traceId()));
            }
            throw refused;
        }
    }

    /** The key is known to everybody, but a page cannot send it without asking first, and is refused then. */
    private void require(ServerRequest request) {
        if (request.header("origin") != null) {
            throw new ErrorResponseException(
                    403, "authorization_invalid", "A page cannot control the local Clerk. Call it from a program.");
        }
        if (!("Bearer " + server.secretKey()).equals(request.header("authorization"))) {
            throw new ErrorResponseException(
                    401,
                    "authentication_invalid",
                    "The request does not have the secret key of the instance "
                            + server.instance().settings().frontendApi()
                            + ", which answers here. Send the header Authorization: Bearer, followed by the key that"
                            + " this local Clerk printed.");
        }
    }

    private JsonElement respond(ServerRequest request) {
        return switch (request.method() + " " + String.join("/", request.segments())) {
            case "GET local/messages" -> messages(request);
            case "GET local/deliveries" -> deliveries();
            case "POST local/sign_in" -> signIn(body(request));
            case "GET local/clock" -> clock();
            case "POST local/clock" -> moveClock(body(request));
            case "GET local/state" -> server.state();
            case "PUT local/state" -> load(object(request, StateFile::parse));
            case "POST local/plans" -> addPlan(body(request));
            case "POST local/subscriptions" -> subscribe(body(request));
            case "POST local/discounts" -> addDiscount(body(request));
            case "POST local/reset" -> reset();
            default ->
                throw new ErrorResponseException(
                        404,
                        "resource_not_found",
                        "The local Clerk does not have " + request
                                + ". docs/local-clerk.md lists what is under /local.");
        };
    }

    private static JsonObject body(ServerRequest request) {
        return object(request, Json::parse);
    }

    /** Parses JSON. */
    private interface Parser {
        JsonElement parse(String text) throws IOException;
    }

    private static JsonObject object(ServerRequest request, Parser parser) {
        try {
            var json = parser.parse(request.text());
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (IOException | JsonParseException notJson) {
            throw new ErrorResponseException(400, "request_body_invalid", "The body is not valid JSON.");
        }
        throw ErrorResponseException.malformed("body", "a JSON object");
    }

    private static String requireText(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw ErrorResponseException.missing(name);
        }
        return value;
    }

    private static @Nullable String text(JsonObject body, String name) {
        var value = Json.value(body, name);
        if (value != null
                && !(value.isJsonPrimitive() && value.getAsJsonPrimitive().isString())) {
            throw ErrorResponseException.malformed(name, "text");
        }
        return value == null ? null : value.getAsString();
    }

    private JsonElement messages(ServerRequest request) {
        var to = requireText(parameter(request, "to"), "to");
        var messages = await(parameter(request, "after"), to, seconds(parameter(request, "wait")));
        return Json.array(messages.stream().map(LocalControl::message).toList());
    }

    private static @Nullable String parameter(ServerRequest request, String name) {
        var values = request.query().get(name);
        return values == null ? null : values.get(0);
    }

    private static Duration seconds(@Nullable String wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        if (!wait.matches("[0-9]{1,2}") || Integer.parseInt(wait) > MAX_WAIT) {
            throw ErrorResponseException.invalid("wait", "a number of seconds from 0 to " + MAX_WAIT);
        }
        return Duration.ofSeconds(Integer.parseInt(wait));
    }

    private List<SentMessage> await(@Nullable String after, String to, Duration atMost) {
        try {
            return server.messagesAfter(after, to, atMost);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static JsonObject message(SentMessage message) {
        var json = new JsonObject();
        json.addProperty("id", message.id());
        json.addProperty("to", message.recipient());
        json.addProperty("kind", message.kind());
        json.addProperty("code", message.code());
        json.addProperty("link", message.link());
        json.addProperty("sent_at", message.sentAt().toEpochMilli());
        return json;
    }

    private JsonElement deliveries() {
        return Json.array(server.webhooks().attempts().stream()
                .map(LocalControl::delivery)
                .toList());
    }

    private static JsonObject delivery(WebhookAttempt attempt) {
        var json = new JsonObject();
        json.addProperty("id", attempt.id());
        json.addProperty("type", attempt.type());
        json.addProperty("url", attempt.url());
        json.addProperty("attempt", attempt.number());
        json.addProperty(
                "status", attempt.status().isPresent() ? attempt.status().getAsInt() : null);
        json.addProperty("failure", attempt.failure());
        json.addProperty("sent_at", attempt.time().toEpochMilli());
        return json;
    }

    private JsonElement signIn(JsonObject body) {
        var userId = requireText(text(body, "user_id"), "user_id");
        var origin = text(body, "origin");
        try {
            var signedIn = origin == null ? server.signIn(userId) : server.signIn(userId, origin);
            var json = new JsonObject();
            json.addProperty("session_id", signedIn.sessionId());
            json.addProperty("session_token", signedIn.sessionToken());
            json.addProperty("client_token", signedIn.clientToken());
            json.add("cookies", Json.ofMap(signedIn.cookies()));
            return json;
        } catch (IllegalArgumentException refused) {
            var message = String.valueOf(refused.getMessage());
            throw ErrorResponseException.unprocessable("form_param_value_invalid", message, "user_id");
        }
    }

    private JsonElement addPlan(JsonObject body) {
        var payerType = requireText(text(body, "payer_type"), "payer_type");
        if (!List.of(BillingPlans.USER, BillingPlans.ORGANIZATION).contains(payerType)) {
            throw ErrorResponseException.invalid("payer_type", "user or org");
        }
        var slug = requireText(text(body, "slug"), "slug");
        var amount = wholeNumber(body, "amount", "0 or more cents");
        return server.addPlan(payerType, slug, amount, texts(body, "features"));
    }

    private static List<String> texts(JsonObject body, String name) {
        var value = Json.value(body, name);
        if (value == null) {
            return List.of();
        }
        if (!value.isJsonArray() || !value.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonPrimitive)) {
            throw ErrorResponseException.malformed(name, "an array of texts");
        }
        return Json.texts(body, name);
    }

    private static long wholeNumber(JsonObject body, String name, String expected) {
        var value = Json.value(body, name);
        if (value == null) {
            throw ErrorResponseException.missing(name);
        }
        if (!value.isJsonPrimitive() || !value.getAsString().matches("-?[0-9]{1,10}")) {
            throw ErrorResponseException.malformed(name, expected);
        }
        return Long.parseLong(value.getAsString());
    }

    private JsonElement subscribe(JsonObject body) {
        var payer = requireText(text(body, "payer_id"), "payer_id");
        var plan = requireText(text(body, "plan"), "plan");
        var trial = Json.value(body, "trial_days") == null
                ? null
                : Duration.ofDays(wholeNumber(body, "trial_days", "a number of days"));
        return server.subscribe(payer, plan, trial);
    }

    /** Adds a discount: by percent where {@code percent_off} is given, else by an amount. */
    private JsonElement addDiscount(JsonObject body) {
        var name = requireText(text(body, "name"), "name");
        var cycles = Json.value(body, "cycles") == null ? 0 : wholeNumber(body, "cycles", "a number of payments");
        var isPercentage = Json.value(body, "percent_off") != null;
        if (isPercentage && Json.value(body, "amount_off") != null) {
            throw ErrorResponseException.unprocessable(
                    "discount_invalid_effect", "A discount has percent_off or amount_off, not both.", "amount_off");
        }
        return isPercentage
                ? server.addPercentageDiscount(name, wholeNumber(body, "percent_off", "1 to 100"), cycles)
                : server.addAmountDiscount(name, wholeNumber(body, "amount_off", "1 or more cents"), cycles);
    }

    private JsonElement clock() {
        return Json.ofMap(Map.of("now", server.instance().clock().millis()));
    }

    private JsonElement moveClock(JsonObject body) {
        var expected = "a whole number from -" + MAX_SECONDS + " to " + MAX_SECONDS;
        var amount = wholeNumber(body, "seconds", expected);
        if (Math.abs(amount) > MAX_SECONDS) {
            throw ErrorResponseException.invalid("seconds", expected);
        }
        try {
            server.moveClock(Duration.ofSeconds(amount));
            return clock();
        } catch (IllegalArgumentException outOfRange) {
            throw ErrorResponseException.invalid("seconds", "such that the clock shows a time from 1970 to 9999");
        }
    }

    private JsonElement load(JsonObject state) {
        try {
            server.restore(state);
            return new JsonObject();
        } catch (IllegalArgumentException refused) {
            throw ErrorResponseException.malformed("body", "a state of a local Clerk; it " + refused.getMessage());
        }
    }

    private JsonElement reset() {
        server.reset();
        return new JsonObject();
    }
}
