package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of the local Clerk, as the SDK's verifier reads them. */
@Timeout(120)
class LocalWebhooksTest {
    private static final List<String> TYPES = List.of(
            "user.created",
            "user.updated",
            "user.deleted",
            "session.created",
            "session.revoked",
            "organization.created",
            "organization.updated",
            "organization.deleted",
            "organizationMembership.created",
            "organizationMembership.updated",
            "organizationMembership.deleted",
            "organizationInvitation.created",
            "organizationInvitation.revoked",
            "organizationDomain.created",
            "organizationDomain.updated",
            "organizationDomain.deleted",
            "role.created",
            "role.updated",
            "role.deleted",
            "permission.created",
            "permission.updated",
            "permission.deleted",
            "waitlistEntry.created",
            "waitlistEntry.updated",
            "email.created",
            "sms.created");

    @Test
    void everyEventIsSignedTypedAndRefusedNowhere() throws IOException {
        var types = Collections.synchronizedList(new ArrayList<String>());
        var failures = Collections.synchronizedList(new ArrayList<String>());
        try (var local = new LocalClerk()) {
            var webhooks = ClerkWebhooks.of(local.server.webhooks().signer().secret());
            var endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            endpoint.createContext("/", exchange -> {
                try (exchange) {
                    var body = exchange.getRequestBody().readAllBytes();
                    try {
                        var event = webhooks.verify(body, exchange.getRequestHeaders());
                        types.add(event.type());
                        if (event instanceof UnknownEvent) {
                            failures.add("unknown " + event.type());
                        }
                    } catch (RuntimeException e) {
                        failures.add(e.toString());
                    }
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            endpoint.start();
            try {
                local.server
                        .webhooks()
                        .deliverTo("http://127.0.0.1:" + endpoint.getAddress().getPort());
                changeEverything(local);
                assertThat(local.server.webhooks().awaitDelivered(Duration.ofSeconds(60)))
                        .isTrue();
            } finally {
                endpoint.stop(0);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(types).containsAll(TYPES);
    }

    private static void changeEverything(LocalClerk local) {
        for (var rows : List.of(
                new UserRows(local).rows(),
                new IdentificationRows(local).rows(),
                new OrganizationRows(local).rows(),
                new RoleRows(local).rows(),
                new AccessRows(local).rows())) {
            for (var row : rows) {
                try {
                    row.check().execute();
                } catch (Throwable e) {
                    throw new AssertionError(row.operation(), e);
                }
            }
        }
    }
}
