package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms for sign-in and sign-up, which need no JavaScript. A flow that needs a code goes on in a second form, which
 * carries the id of the sign-in or sign-up; only the browser that started it can finish it.
 */
final class FormPages {
    private static final List<String> SIGN_UP_FIELDS =
            List.of("email_address", "phone_number", "username", "first_name", "last_name", "password");

    private final Navigation navigation;

    FormPages(Navigation navigation) {
        this.navigation = navigation;
    }

    ServerResponse signInForm(@Nullable String target, @Nullable String error) {
        return form("Sign in", "sign-in", target, error)
                .add("""
                        <p><label>Email address, phone number or username <input name="identifier" required></label></p>
                        <p><label>Password <input name="password" type="password"></label> Leave it empty to get a code.</p>
                        <p><button>Sign in</button></p></form>
                        <p>No account yet? <a href="sign-up%s">Sign up</a></p>
                        """, Navigation.query(target))
                .page(error == null ? 200 : 422, "Sign in");
    }

    ServerResponse signUpForm(@Nullable String target, @Nullable String error) {
        var html = form("Sign up", "sign-up", target, error);
        for (var field : SIGN_UP_FIELDS) {
            var type = field.equals("password") ? "password" : "text";
            var label = field.replace('_', ' ');
            html.add("<p><label>%s <input name=\"%s\" type=\"%s\"></label></p>%n", label, field, type);
        }
        return html.add("""
                        <p>Fill in what the instance asks for: an email address and a password by default.</p>
                        <p><button>Sign up</button></p></form>
                        <p>Do you have an account? <a href="sign-in%s">Sign in</a></p>
                        """, Navigation.query(target)).page(error == null ? 200 : 422, "Sign up");
    }

    private static Html form(String title, String action, @Nullable String target, @Nullable String error) {
        var html = new Html();
        if (error != null) {
            html.add("<p class=\"error\">%s</p>%n", error);
        }
        return html.add("<form method=\"post\" action=\"%s\" aria-label=\"%s\">%n", action, title)
                .add("<input type=\"hidden\" name=\"redirect_url\" value=\"%s\">%n", target);
    }

    private static ServerResponse codeForm(
            String action, String id, String strategy, @Nullable String target, @Nullable String error) {
        return form("Code", action, target, error)
                .add("<input type=\"hidden\" name=\"id\" value=\"%s\">%n", id)
                .add("<input type=\"hidden\" name=\"strategy\" value=\"%s\">%n", strategy)
                .add("""
                        <p><label>Code <input name="code" autocomplete="one-time-code" required></label></p>
                        <p>Strategy: %s. Every code sent is on the <a href="./">overview</a>; 424242 is accepted too.</p>
                        <p><button>Continue</button></p></form>
                        """, strategy)
                .page(error == null ? 200 : 422, "Enter the code");
    }

    /** Takes the first form of a sign-in. */
    ServerResponse signIn(Form form, FrontendClient client, @Nullable String target) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("identifier", String.valueOf(form.trimmed("identifier")));
        var password = form.text("password");
        if (password != null) {
            fields.put("strategy", "password");
            fields.put("password", password);
        }
        var started = client.post("/v1/client/sign_ins", fields);
        return started.error() == null ? goOn(started.resource(), client, target) : signInForm(target, started.error());
    }

    private ServerResponse goOn(JsonObject signIn, FrontendClient client, @Nullable String target) {
        var status = String.valueOf(Json.text(signIn, "status"));
        return switch (status) {
            case "complete" -> navigation.signedIn(client, target);
            case "needs_first_factor" -> sendCode(signIn, "first", client, target);
            case "needs_second_factor" -> sendCode(signIn, "second", client, target);
            default -> signInForm(target, "These forms cannot continue a sign-in with the status " + status + ".");
        };
    }

    /** Asks for a code of the first factor that has one. */
    private ServerResponse sendCode(JsonObject signIn, String step, FrontendClient client, @Nullable String target) {
        var factor = Json.objects(signIn, "supported_" + step + "_factors").stream()
                .filter(one -> isCode(String.valueOf(Json.text(one, "strategy"))))
                .findFirst();
        if (factor.isEmpty()) {
            return signInForm(target, "This user cannot sign in by a code. Give the password.");
        }
        var strategy = String.valueOf(Json.text(factor.get(), "strategy"));
        var id = String.valueOf(Json.text(signIn, "id"));
        if (!List.of("totp", "backup_code").contains(strategy)) {
            var sent = client.post(
                    "/v1/client/sign_ins/" + id + "/prepare_" + step + "_factor", Map.of("strategy", strategy));
            if (sent.error() != null) {
                return signInForm(target, sent.error());
            }
        }
        return codeForm("sign-in-" + step, id, strategy, target, null);
    }

    private static boolean isCode(String strategy) {
        return List.of("email_code", "phone_code", "totp", "backup_code").contains(strategy);
    }

    /** Takes the code of a sign-in. */
    ServerResponse signInCode(String step, Form form, FrontendClient client, @Nullable String target) {
        var id = Navigation.segment(form.require("id"));
        var strategy = form.require("strategy");
        var path = "/v1/client/sign_ins/" + id + "/attempt_" + step + "_factor";
        var attempt = client.post(path, Map.of("strategy", strategy, "code", form.require("code")));
        return attempt.error() == null
                ? goOn(attempt.resource(), client, target)
                : codeForm("sign-in-" + step, id, strategy, target, attempt.error());
    }

    /** Takes the first form of a sign-up. */
    ServerResponse signUp(Form form, FrontendClient client, @Nullable String target) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : SIGN_UP_FIELDS) {
            var value = form.text(field);
            if (value != null) {
                fields.put(field, value);
            }
        }
        var started = client.post("/v1/client/sign_ups", fields);
        return started.error() == null
                ? goOnSigningUp(started.resource(), client, target)
                : signUpForm(target, started.error());
    }

    private ServerResponse goOnSigningUp(JsonObject signUp, FrontendClient client, @Nullable String target) {
        if ("complete".equals(Json.text(signUp, "status"))) {
            return navigation.signedIn(client, target);
        }
        var missing = Json.texts(signUp, "missing_fields");
        if (!missing.isEmpty()) {
            return signUpForm(target, "Please add: " + String.join(", ", missing) + ".");
        }
        var id = String.valueOf(Json.text(signUp, "id"));
        var isPhone = Json.texts(signUp, "unverified_fields").contains("phone_number");
        var strategy = isPhone ? "phone_code" : "email_code";
        var sent = client.post("/v1/client/sign_ups/" + id + "/prepare_verification", Map.of("strategy", strategy));
        return sent.error() == null
                ? codeForm("sign-up-code", id, strategy, target, null)
                : signUpForm(target, sent.error());
    }

    /** Takes the code of a sign-up. */
    ServerResponse signUpCode(Form form, FrontendClient client, @Nullable String target) {
        var id = Navigation.segment(form.require("id"));
        var strategy = form.require("strategy");
        var path = "/v1/client/sign_ups/" + id + "/attempt_verification";
        var attempt = client.post(path, Map.of("strategy", strategy, "code", form.require("code")));
        return attempt.error() == null
                ? goOnSigningUp(attempt.resource(), client, target)
                : codeForm("sign-up-code", id, strategy, target, attempt.error());
    }
}
