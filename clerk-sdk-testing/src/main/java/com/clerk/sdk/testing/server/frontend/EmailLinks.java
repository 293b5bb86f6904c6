package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.frontend.wire.Urls;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Tickets;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The links in emails. Following one verifies the address that it was sent to. */
final class EmailLinks {
    private static final String APPROVAL = "approval of a link";
    private static final int KEPT_APPROVALS = 5_000;
    private static final Duration TICKET_LIFETIME = Duration.ofMinutes(10);

    private final Instance instance;
    private final Verifications verifications;
    private final SignIns signIns;
    private final SignUps signUps;

    EmailLinks(Instance instance) {
        this.instance = instance;
        this.verifications = new Verifications(instance);
        this.signIns = new SignIns(instance);
        this.signUps = new SignUps(instance);
    }

    /** Verifies the address of a link, and sends the browser to the application with what came of it. */
    ServerResponse verify(FrontendCall call) {
        var token = Objects.requireNonNullElse(call.query().first("token"), "");
        var link = verifications.useLink(token);
        if (link == null) {
            return ServerResponse.text(
                    400, "text/plain; charset=utf-8", "This link is not valid, or it was used already.");
        }
        var url = link.get("redirect_url").getAsString();
        if (Json.flag(link, "expired")) {
            return redirect(url, "expired", null);
        }
        if (Json.value(link, "code_challenge") != null) {
            return approve(link, url);
        }
        var session = verify(link.get("key").getAsString());
        return redirect(url, "verified", session);
    }

    /** Gives the browser an approval, which is worth something only to the app that has the proof key. */
    private ServerResponse approve(JsonObject link, String url) {
        var flowId = instance.ids().id("flow_");
        var token = instance.ids().key("approval_");
        var row = link.deepCopy();
        row.addProperty("approval_token", token);
        instance.table(APPROVAL).put(flowId, row);
        instance.table(APPROVAL).keepLast(KEPT_APPROVALS);
        var withFlow = Urls.with(url, "flow_id", flowId);
        return ServerResponse.redirect(303, Urls.with(withFlow, "approval_token", token));
    }

    /** Verifies the address for the app whose link was followed: a sign-in gets a ticket, a sign-up goes on. */
    JsonElement complete(FrontendCall call) {
        var approval = approval(call.form());
        var key = approval.get("key").getAsString();
        if (!key.startsWith("sia_")) {
            verify(key);
            var signUp = instance.table("sign up").find(key.substring(0, Math.max(0, key.indexOf('/'))));
            return signUp == null ? new JsonObject() : new SignUpView(instance).of(signUp);
        }
        var signIn = instance.table("sign in").find(key);
        if (signIn == null) {
            throw refused("approval_token_invalid", "The sign-in of this link was given up.", "approval_token");
        }
        var completed = new JsonObject();
        completed.add("flow_id", Json.of(call.form().trimmed("flow_id")));
        completed.addProperty("ticket", ticket(signIns.user(signIn)));
        return completed;
    }

    private JsonObject approval(Form form) {
        var token = form.require("approval_token");
        var verifier = form.require("code_verifier");
        var row = instance.table(APPROVAL).find(form.require("flow_id"));
        if (row == null || !token.equals(Json.text(row, "approval_token"))) {
            throw refused("approval_token_invalid", "There is no such approval.", "approval_token");
        }
        if (Json.number(row, "expire_at") <= instance.now()) {
            throw refused("approval_token_expired", "The approval has expired. Send a new link.", "approval_token");
        }
        if (!challenge(verifier).equals(Json.text(row, "code_challenge"))) {
            throw refused("pkce_verification_failed", "code_verifier is not that of the link.", "code_verifier");
        }
        if (Json.flag(row, "consumed")) {
            throw refused("approval_token_consumed", "The approval was used already.", "approval_token");
        }
        row.addProperty("consumed", true);
        return row;
    }

    private static ErrorResponseException refused(String code, String message, String parameter) {
        return ErrorResponseException.unprocessable(code, message, parameter);
    }

    /** RFC 7636 section 4.2. */
    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime does not support SHA-256", e);
        }
    }

    private String ticket(JsonObject user) {
        var id = instance.ids().id("sit_");
        var row = new JsonObject();
        row.addProperty("id", id);
        row.add("user_id", user.get("id"));
        row.addProperty("status", "pending");
        row.addProperty(TicketSignIns.FIRST_FACTOR, true);
        row.addProperty("created_at", instance.now());
        instance.table(Tickets.Kind.SIGN_IN_TOKEN.table()).put(id, row);
        var end = instance.now() + TICKET_LIFETIME.toMillis();
        return new Tickets(instance).issue(Tickets.Kind.SIGN_IN_TOKEN, id, end);
    }

    private static ServerResponse redirect(String url, String status, @Nullable String sessionId) {
        var target = Urls.with(url, "__clerk_status", status);
        return ServerResponse.redirect(
                303, sessionId == null ? target : Urls.with(target, "__clerk_created_session", sessionId));
    }

    /** Verifies the thing that a key names, and returns the id of the session that this created, or null. */
    private @Nullable String verify(String key) {
        var end = key.indexOf('/');
        var id = end < 0 ? key : key.substring(0, end);
        if (id.startsWith("sia_")) {
            return verifySignIn(id);
        }
        if (id.startsWith("sua_")) {
            return verifySignUp(id);
        }
        new Identities(instance, Identifications.Kind.EMAIL_ADDRESS).verifyByLink(id);
        return null;
    }

    private @Nullable String verifySignIn(String id) {
        var signIn = instance.table("sign in").find(id);
        if (signIn == null) {
            return null;
        }
        signIns.proveFirst(client(signIn), signIn, "email_link");
        return Json.text(signIn, "created_session_id");
    }

    private @Nullable String verifySignUp(String id) {
        var signUp = instance.table("sign up").find(id);
        if (signUp == null) {
            return null;
        }
        signUp.add("email_address_verification", verifications.verified("email_link"));
        signUps.completeIfReady(client(signUp), signUp);
        return Json.text(signUp, "created_session_id");
    }

    private JsonObject client(JsonObject row) {
        return instance.clients().get(row.get("client_id").getAsString());
    }
}
