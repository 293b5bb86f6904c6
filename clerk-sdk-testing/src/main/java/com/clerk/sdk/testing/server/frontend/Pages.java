package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Urls;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Tickets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Addresses that browsers navigate to, and that send them on. */
final class Pages {
    private final Instance instance;

    Pages(Instance instance) {
        this.instance = instance;
    }

    /** Sends a browser back after it has renewed its cookie. */
    static ServerResponse touch(FrontendCall call) {
        return ServerResponse.redirect(307, target(call, call.query().first("redirect_url")));
    }

    private static String target(FrontendCall call, @Nullable String url) {
        var target = call.target(url);
        if (target == null) {
            throw new ErrorResponseException(
                    422, "invalid_redirect_url", "redirect_url must be " + FrontendCall.TARGET + ".");
        }
        return target;
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
        var own = Json.text(ticket.resource(), "redirect_url");
        var target = own == null ? call.baseUrl() + page : target(call, own);
        var url = Urls.with(target, "__clerk_ticket", text);
        return ServerResponse.redirect(303, Urls.with(url, "__clerk_status", isKnown ? "sign_in" : "sign_up"));
    }
}
