package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Urls;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Tickets;
import java.util.Locale;
import java.util.Objects;

/** Addresses that browsers navigate to, and that send them on. */
final class Pages {
    private final Instance instance;

    Pages(Instance instance) {
        this.instance = instance;
    }

    /** Sends a browser back after it has renewed its cookie. */
    static ServerResponse touch(FrontendCall call) {
        var url = call.query().first("redirect_url");
        if (url == null || FrontendCall.originOf(url) == null) {
            throw new ErrorResponseException(422, "invalid_redirect_url", "redirect_url must be an http or https URL.");
        }
        return ServerResponse.redirect(307, url);
    }

    /**
     * Sends somebody who follows the link of an invitation to the application, with the ticket, and with
     * {@code __clerk_status}: {@code sign_in} if there is an account for the address, {@code sign_up} if not.
     */
    ServerResponse acceptTicket(FrontendCall call) {
        var text = Objects.requireNonNullElse(call.query().first("ticket"), "");
        var ticket = new Tickets(instance).find(text);
        var email = Json.text(ticket.resource(), "email_address");
        var isKnown =
                email == null || instance.users().firstBy("email_address", email.toLowerCase(Locale.ROOT)) != null;
        var page = isKnown ? "/sign-in" : "/sign-up";
        var target = Objects.requireNonNullElse(Json.text(ticket.resource(), "redirect_url"), call.baseUrl() + page);
        var url = Urls.with(target, "__clerk_ticket", text);
        return ServerResponse.redirect(303, Urls.with(url, "__clerk_status", isKnown ? "sign_in" : "sign_up"));
    }
}
