package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.testing.SignedInClient;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each event that the local Clerk delivers verifies, and is the typed event of the SDK, complete and unchanged. */
@Timeout(300)
class LocalWebhooksTest {
    /** All that the local Clerk publishes by itself. */
    private static final List<String> TYPES = List.of(
            "email.created",
            "organization.created",
            "organization.deleted",
            "organization.updated",
            "organizationDomain.created",
            "organizationDomain.deleted",
            "organizationDomain.updated",
            "organizationInvitation.accepted",
            "organizationInvitation.created",
            "organizationInvitation.revoked",
            "organizationMembership.created",
            "organizationMembership.deleted",
            "organizationMembership.updated",
            "paymentAttempt.created",
            "paymentAttempt.updated",
            "permission.created",
            "permission.deleted",
            "permission.updated",
            "role.created",
            "role.deleted",
            "role.updated",
            "session.created",
            "session.ended",
            "session.pending",
            "session.removed",
            "session.revoked",
            "sms.created",
            "subscription.active",
            "subscription.created",
            "subscription.updated",
            "subscriptionItem.abandoned",
            "subscriptionItem.active",
            "subscriptionItem.canceled",
            "subscriptionItem.ended",
            "subscriptionItem.freeTrialEnding",
            "subscriptionItem.upcoming",
            "subscriptionItem.updated",
            "user.created",
            "user.deleted",
            "user.updated",
            "waitlistEntry.created",
            "waitlistEntry.updated");

    private final LocalClerk local = new LocalClerk();
    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        local.close();
        receiver.close();
    }

    @Test
    void eachEventVerifiesAndIsOfItsType() throws Throwable {
        local.server.webhooks().deliverTo(receiver.url(), receiver.signer.secret());
        // The operations of the Backend API. Another test checks what they do.
        for (var row : LocalClerkOperationsTest.rows(local)) {
            row.check().execute();
        }
        useAsAUser();

        assertThat(local.server.webhooks().awaitDelivered(Duration.ofMinutes(2)))
                .isTrue();
        assertThat(receiver.failures).isEmpty();
        var types = new TreeSet<String>();
        for (var one : receiver.received) {
            var event = one.event();
            types.add(event.type());
            assertThat(event).as(one.body()).isNotInstanceOf(UnknownEvent.class);
            assertThat(JsonValue.parse(event.toJson())).isEqualTo(JsonValue.parse(one.body()));
            read(event, event.type());
        }
        assertThat(types).containsExactlyElementsOf(TYPES);
    }

    @Test
    void theDocumentNamesEachEvent() throws IOException {
        var document = Files.readString(Path.of("../docs/local-clerk.md"));
        assertThat(TYPES).allSatisfy(type -> assertThat(document).contains("`" + type + "`"));
    }

    /** Calls those operations of the Frontend API whose events no operation of the Backend API causes. */
    private void useAsAUser() {
        var user = local.newUser();
        var organization = local.newOrganization().id();
        var address = user.emailAddresses().get(0).emailAddress();
        local.clerk
                .organizationInvitations()
                .create(organization, i -> i.emailAddress(address).role("org:member"));
        var first = local.server.signIn(user.id());
        try (var frontend = browser(first)) {
            var invitation = frontend.me().listOrganizationInvitations().items().get(0);
            frontend.me().acceptOrganizationInvitation(invitation.id());
            frontend.sessions().end(first.sessionId());
        }
        var second = local.server.signIn(user.id());
        try (var frontend = browser(second)) {
            frontend.sessions().remove(second.sessionId());
        }
        // Who must set a new password has a pending session.
        local.clerk.users().update(user.id(), u -> u.password("analytical engine"));
        local.clerk.users().setPasswordCompromised(user.id());
        local.server.signIn(user.id());
        local.server.userPlan("pro", 1000, "export");
        // The end of a free trial is told three days before.
        local.server.subscribeWithTrial(user.id(), "pro", Duration.ofDays(2));
        local.clerk.users().getBillingSubscription(user.id());
    }

    private ClerkFrontend browser(SignedInClient client) {
        return ClerkFrontend.builder()
                .publishableKey(local.server.publishableKey())
                .apiUrl(local.server.frontendApiUrl())
                .clientToken(client.clientToken())
                .build();
    }

    /** Calls every accessor. One that needs a field that is not there throws. */
    private static void read(Object value, String path) {
        if (value instanceof List<?> list) {
            list.forEach(item -> read(item, path + "[]"));
        } else if (value instanceof Model) {
            Arrays.stream(value.getClass().getMethods())
                    .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                    .filter(method ->
                            method.getDeclaringClass() != Object.class && method.getDeclaringClass() != Model.class)
                    .forEach(method -> read(call(method, value, path), path + "." + method.getName()));
        }
    }

    private static Object call(Method accessor, Object model, String path) {
        try {
            return accessor.invoke(model);
        } catch (InvocationTargetException e) {
            throw new AssertionError(path + "." + accessor.getName(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(path, e);
        }
    }
}
