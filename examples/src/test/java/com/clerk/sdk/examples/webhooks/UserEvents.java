package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.testing.WebhookSigner;
import java.time.Instant;

/** Deliveries of events about one user. */
final class UserEvents {
    static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private final WebhookSigner signer;
    private final String id;

    UserEvents(WebhookSigner signer, String id) {
        this.signer = signer;
        this.id = id;
    }

    WebhookDelivery created(String firstName) {
        return saved("user.created", firstName, THEN, THEN);
    }

    WebhookDelivery updated(String firstName, int seconds) {
        return saved("user.updated", firstName, THEN.plusSeconds(seconds), THEN.plusSeconds(seconds));
    }

    WebhookDelivery saved(String type, String firstName, Instant happened, Instant updated) {
        var data = "{\"id\":\"" + id + "\",\"object\":\"user\",\"first_name\":\"" + firstName
                + "\",\"primary_email_address_id\":\"idn_2\",\"email_addresses\":["
                + "{\"id\":\"idn_1\",\"email_address\":\"old@example.com\"},"
                + "{\"id\":\"idn_2\",\"email_address\":\"" + firstName.toLowerCase(java.util.Locale.ROOT)
                + "@example.com\"}],\"updated_at\":" + updated.toEpochMilli() + "}";
        return signer.event(type, data, happened);
    }

    WebhookDelivery deleted(int seconds) {
        var data = "{\"id\":\"" + id + "\",\"object\":\"user\",\"deleted\":true}";
        return signer.event("user.deleted", data, THEN.plusSeconds(seconds));
    }
}
