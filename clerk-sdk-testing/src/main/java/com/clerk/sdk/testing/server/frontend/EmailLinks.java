package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Urls;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The links in emails. Following one verifies the address that it was sent to. */
final class EmailLinks {
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
        var session = verify(link.get("key").getAsString());
        return redirect(url, "verified", session);
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
