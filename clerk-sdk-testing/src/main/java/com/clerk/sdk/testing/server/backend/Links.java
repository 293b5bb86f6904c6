package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.state.Instance;
import org.jspecify.annotations.Nullable;

/** The links of tickets, which messages carry. */
final class Links {
    private Links() {}

    /**
     * Returns a link that accepts a ticket.
     *
     * @param redirectUrl the page of the application that accepts it, or null for the Frontend API
     */
    static String ofTicket(Instance instance, String ticket, @Nullable String redirectUrl) {
        if (redirectUrl == null) {
            return instance.frontendUrl() + "/v1/tickets/accept?ticket=" + ticket;
        }
        var separator = redirectUrl.contains("?") ? "&" : "?";
        return redirectUrl + separator + "__clerk_ticket=" + ticket;
    }
}
