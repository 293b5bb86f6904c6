package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Users;
import com.clerk.sdk.testing.server.webhooks.Attempt;
import com.clerk.sdk.testing.server.webhooks.Sender;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page that shows users, sessions, messages and deliveries of webhooks, and lets one sign in as any user. */
final class OverviewPage {
    private static final int SHOWN = 100;

    private final Instance instance;
    private final Sender sender;
    private final boolean hasAccountPage;

    OverviewPage(Instance instance, Sender sender, boolean hasAccountPage) {
        this.instance = instance;
        this.sender = sender;
        this.hasAccountPage = hasAccountPage;
    }

    /**
     * Returns the page.
     *
     * @param session the session of the browser, or null
     */
    ServerResponse page(@Nullable JsonObject session, @Nullable String target) {
        var deliveries = sender.attempts();
        return instance.locked(() -> {
            var html =
                    new Html().add("<p>Instance: %s</p>%n", instance.settings().frontendApi());
            addBrowser(html, session);
            addUsers(html, target);
            addSessions(html);
            addMessages(html);
            addDeliveries(html, deliveries);
            return html.page(200, "Local Clerk");
        });
    }

    private void addBrowser(Html html, @Nullable JsonObject session) {
        if (session == null) {
            html.add("<p>This browser is not signed in. <a href=\"sign-in\">Sign in</a> or"
                    + " <a href=\"sign-up\">sign up</a>.</p>%n");
            return;
        }
        html.add("<p>This browser is signed in as %s.</p>%n", Json.text(session, "user_id"));
        if (hasAccountPage) {
            html.add("<p><a href=\"user\">Your account</a></p>%n");
        }
        html.add("<form method=\"post\" action=\"sign-out\"><button>Sign out</button></form>%n");
    }

    private void addUsers(Html html, @Nullable String target) {
        heading(html, "Users", instance.users().size(), "Id", "Identifier", "Name", "");
        for (var user : last(instance.users().all())) {
            var name = Objects.toString(Json.text(user, "first_name"), "") + " "
                    + Objects.toString(Json.text(user, "last_name"), "");
            var id = Json.text(user, "id");
            html.add("<tr><td>%s</td><td>%s</td><td>%s</td><td>", id, Users.identifier(user), name)
                    .add("<form method=\"post\" action=\"sign-in-as\">")
                    .add("<input type=\"hidden\" name=\"redirect_url\" value=\"%s\">", target)
                    .add("<button name=\"user_id\" value=\"%s\">Sign in as</button></form></td></tr>%n", id);
        }
        html.add("</table>%n");
    }

    private void addSessions(Html html) {
        heading(html, "Sessions", instance.sessions().size(), "Id", "User", "Status");
        for (var session : last(instance.sessions().all())) {
            html.add(
                    "<tr><td>%s</td><td>%s</td><td>%s</td></tr>%n",
                    Json.text(session, "id"), Json.text(session, "user_id"), Json.text(session, "status"));
        }
        html.add("</table>%n");
    }

    private void addMessages(Html html) {
        var messages = instance.table("message").all();
        heading(html, "Messages", messages.size(), "Time", "To", "Kind", "Code", "Link");
        for (var message : last(messages)) {
            html.add(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>",
                    Instant.ofEpochMilli(Json.number(message, "created_at")),
                    Json.text(message, "to"),
                    Json.text(message, "slug"),
                    Json.text(message, "code"));
            var link = Json.text(message, "link");
            if (link != null && link.matches("https?://.*")) {
                html.add("<a href=\"%s\">open</a>", link);
            }
            html.add("</td></tr>%n");
        }
        html.add("</table>%n");
    }

    private static void addDeliveries(Html html, List<Attempt> deliveries) {
        heading(html, "Deliveries", deliveries.size(), "Time", "Event", "Endpoint", "Attempt", "Outcome");
        for (var delivery : last(deliveries)) {
            var outcome = delivery.failure() == null ? "status " + delivery.status() : delivery.failure();
            html.add(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>%n",
                    delivery.time(), delivery.type(), delivery.url(), delivery.number(), outcome);
        }
        html.add("</table>%n");
    }

    private static void heading(Html html, String title, int count, String... columns) {
        html.add("<h2>%s (%s)</h2>%n", title, count);
        if (count > SHOWN) {
            html.add("<p>The last %s are shown.</p>%n", SHOWN);
        }
        html.add("<table><tr>");
        for (var column : columns) {
            html.add("<th>%s</th>", column);
        }
        html.add("</tr>%n");
    }

    /** Returns the rows that were added last, newest first. */
    private static <T> List<T> last(Collection<T> rows) {
        var last = new ArrayList<>(
                rows.stream().skip(Math.max(0, rows.size() - SHOWN)).toList());
        Collections.reverse(last);
        return last;
    }
}
