package com.clerk.sdk.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.webhooks.event.OrganizationInvitationCreated;
import com.clerk.sdk.webhooks.event.PaymentAttemptUpdated;
import com.clerk.sdk.webhooks.event.RoleDeleted;
import com.clerk.sdk.webhooks.event.SessionPending;
import com.clerk.sdk.webhooks.event.SubscriptionItemUpcoming;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.WaitlistEntryUpdated;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events that differ from Clerk's schema can be read: required fields are missing or null, there are unknown fields,
 * and enums have unknown values. The events are made up, one of each of the 45 types, and differ in the ways in which
 * the examples of Clerk's documentation differ from its schema.
 */
class LenientEventsTest {
    private static final int EVENTS = 45;

    private static Stream<String> events() {
        return WebhookVectors.resource("/events/lenient.jsonl").lines();
    }

    @Test
    void thereIsAnEventOfEachType() {
        assertThat(events().map(LenientEventsTest::type).distinct()).hasSize(EVENTS);
        assertThat(WebhookEvent.class.getPermittedSubclasses()).hasSize(EVENTS + 2);
    }

    private static String type(String json) {
        return Objects.requireNonNull(JsonValue.parse(json).get("type")).asString();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsReadAndLosesNothing(String json) {
        var event = verified(json);

        assertThat(event.getClass().getSimpleName()).isEqualTo(EventTypes.className(type(json)));
        assertThat(event.id()).isEqualTo("msg_canary");
        assertThat(event.instanceId()).isEqualTo("ins_made_up");
        assertThat(event.timestamp()).isBetween("2026-01-01T00:00:00Z", "2026-01-01T00:00:45Z");
        assertThat(JsonValue.parse(event.toJson())).isEqualTo(JsonValue.parse(json));
        assertThat(event.body()).isEqualTo(json);
    }

    private static WebhookEvent verified(String json) {
        var delivery = TestDelivery.of(json.getBytes(UTF_8));
        return TestDelivery.webhooks().verify(delivery.body(), delivery.headers());
    }

    private static <E extends WebhookEvent> E event(Class<E> type) {
        return events().filter(json -> EventTypes.className(type(json)).equals(type.getSimpleName()))
                .map(LenientEventsTest::verified)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fieldsAndValuesThatTheSchemaLacksAreKept() {
        var session = event(SessionPending.class).data();
        assertThat(session.status()).hasToString("pending");
        assertThat(session.user().firstName()).isEqualTo("Grace");
        assertThat(event(PaymentAttemptUpdated.class).data().status()).hasToString("failed_in_a_new_way");
        assertThat(event(SubscriptionItemUpcoming.class).data().status()).hasToString("upcoming");
        assertThat(event(WaitlistEntryUpdated.class).data().status()).hasToString("invited");
        assertThat(event(UserCreated.class).data().extra("birthday")).isEqualTo(JsonValue.of(""));
        assertThat(event(OrganizationInvitationCreated.class).data().extra("data"))
                .isNotNull();
    }

    @Test
    void requiredFieldsMayBeNull() {
        assertThat(event(RoleDeleted.class).data().id()).isEqualTo("role_made_up");
        assertThat(event(OrganizationInvitationCreated.class).data().inviterId())
                .isNull();
    }

    @Test
    void aUserIsTheUserOfTheBackendApi() {
        com.clerk.sdk.backend.model.User user = event(UserCreated.class).data();

        assertThat(user.lastName()).isEqualTo("Hopper 🚢");
        assertThat(user.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }
}
