package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.InProcessClerk;
import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.web.WebServer;
import com.clerk.sdk.testing.server.webhooks.Sender;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds pages to a local Clerk: an overview, and pages to sign in, to sign up and to sign out. They are plain forms, or
 * Clerk's components if the server has Clerk's browser code. It refuses requests to other hosts than its own, those
 * that pages of other hosts send, and forms that a page of another origin posts.
 */
public final class LocalPages implements WebServer.Handler {
    private static final List<String> PAGES = List.of(
            "",
            "sign-in",
            "sign-in-first",
            "sign-in-second",
            "sign-up",
            "sign-up-code",
            "sign-out",
            "sign-in-as",
            "user");

    private final LocalSettings settings;
    private final Hosts hosts;
    private final InProcessClerk clerk;
    private final Instance instance;
    private final @Nullable ComponentPages components;
    private final OverviewPage overview;
    private final Navigation navigation = new Navigation();
    private final FormPages forms = new FormPages(navigation);
    private final WebServer.Handler rest;

    /**
     * Makes the pages.
     *
     * @param sender knows the deliveries of webhooks
     * @param publishableKey the publishable key, for Clerk's components; null without Clerk's browser code
     * @param rest handles the requests that are not for a page
     */
    public LocalPages(
            LocalSettings settings,
            Instance instance,
            InProcessClerk clerk,
            Sender sender,
            @Nullable String publishableKey,
            WebServer.Handler rest) {
        this.instance = instance;
        this.components = publishableKey == null ? null : new ComponentPages(instance, publishableKey);
        this.settings = settings;
        this.hosts = settings.hosts();
        this.clerk = clerk;
        this.overview = new OverviewPage(instance, sender, components != null);
        this.rest = rest;
    }

    @Override
    public WebServer.Reply handle(ServerRequest request) {
        try {
            return reply(settings.withoutPath(request));
        } finally {
            settings.countRequest();
        }
    }

    private WebServer.Reply reply(ServerRequest request) {
        if (!hosts.allow(request)) {
            return WebServer.Reply.of(refused("The local Clerk does not answer to this host name. Use localhost, or"
                    + " start it with --allow-host and the name."));
        }
        if (!hosts.allowOrigin(request)) {
            return WebServer.Reply.of(refused("The local Clerk does not answer to pages of this origin. Open the page"
                    + " under localhost, or start it with --allow-host and the host name of the page."));
        }
        var page = String.join("/", request.segments());
        if (!PAGES.contains(page)) {
            return rest.handle(request);
        }
        return WebServer.Reply.of(respond(page, request));
    }

    private ServerResponse respond(String page, ServerRequest request) {
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> get(page, request);
                case "POST" ->
                    hosts.isFromOwnPage(request)
                            ? post(page, request)
                            : refused(
                                    "A page of another origin sent this form. Open the form here, and send it again.");
                default -> message(405, "This page has no " + request.method() + ".");
            };
        } catch (ErrorResponseException error) {
            return message(error.status(), String.valueOf(error.getMessage()));
        }
    }

    private static ServerResponse refused(String why) {
        return message(403, why);
    }

    private static ServerResponse message(int status, String text) {
        return new Html().add("<p class=\"error\">%s</p>%n", text).page(status, "Refused");
    }

    private ServerResponse get(String page, ServerRequest request) {
        var given = request.query().get("redirect_url");
        var target = hosts.redirects().target(given == null ? null : given.get(0));
        if (components != null && ComponentPages.has(page)) {
            return components.page(page, request, target);
        }
        return switch (page) {
            case "" -> overview(new FrontendClient(clerk::handle, request), target);
            case "sign-in" -> forms.signInForm(target, null);
            case "sign-up" -> forms.signUpForm(target, null);
            case "user" -> message(404, "This page needs Clerk's browser code. Start the local Clerk with --assets.");
            default -> message(405, "This page takes a form. Start at /sign-in or /sign-up.");
        };
    }

    private ServerResponse overview(FrontendClient client, @Nullable String target) {
        var session = session(client);
        return client.withCookie(overview.page(session, target));
    }

    /** Returns the session that the browser used last, or null. */
    private static @Nullable JsonObject session(FrontendClient client) {
        if (!client.isKnown()) {
            return null;
        }
        var state = client.get("/v1/client").resource();
        var last = Json.text(state, "last_active_session_id");
        return Json.objects(state, "sessions").stream()
                .filter(session -> Objects.equals(last, Json.text(session, "id")))
                .map(LocalPages::withUser)
                .findFirst()
                .orElse(null);
    }

    private static JsonObject withUser(JsonObject session) {
        var shown = new JsonObject();
        shown.add("user_id", Json.object(session, "user").get("id"));
        return shown;
    }

    private ServerResponse post(String page, ServerRequest request) {
        var form = Form.of(request);
        var client = new FrontendClient(clerk::handle, request);
        var target = hosts.redirects().target(form.trimmed("redirect_url"));
        var response = switch (page) {
            case "sign-in" -> forms.signIn(form, client, target);
            case "sign-in-first" -> forms.signInCode("first", form, client, target);
            case "sign-in-second" -> forms.signInCode("second", form, client, target);
            case "sign-up" -> forms.signUp(form, client, target);
            case "sign-up-code" -> forms.signUpCode(form, client, target);
            case "sign-out" -> signOut(client, target);
            case "sign-in-as" -> signInAs(form.require("user_id"), client, target);
            default -> message(405, "This page takes no form.");
        };
        return client.withCookie(response);
    }

    private ServerResponse signOut(FrontendClient client, @Nullable String target) {
        client.delete("/v1/client/sessions");
        return navigation.signedIn(client, target);
    }

    private ServerResponse signInAs(String userId, FrontendClient client, @Nullable String target) {
        try {
            var signedIn = clerk.signIn(userId, null);
            client.become(signedIn.clientToken());
            adopt(client.devBrowser(), signedIn.clientId());
            return navigation.signedIn(client, target);
        } catch (IllegalArgumentException notAllowed) {
            return message(422, String.valueOf(notAllowed.getMessage()));
        }
    }

    /** Makes a client that of the development browser too, by which Clerk's components know the browser. */
    private void adopt(@Nullable String devBrowser, String clientId) {
        if (devBrowser != null) {
            instance.locked(() -> {
                var row = instance.table("dev browser").find(devBrowser);
                if (row != null) {
                    row.addProperty("client_id", clientId);
                }
                return row != null;
            });
        }
    }
}
