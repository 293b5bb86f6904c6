package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.UserDeleted;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookHandlerTest {
    private final List<String> done = new ArrayList<>();

    private static WebhookEvent event(String id, String type) {
        var delivery = TestDelivery.signed(
                TestDelivery.SECRET,
                id,
                Long.toString(TestDelivery.NOW),
                ("{\"type\":\"" + type + "\",\"data\":{\"id\":\"user_1\"}}").getBytes(StandardCharsets.UTF_8));
        return TestDelivery.webhooks().verify(delivery.body(), delivery.headers());
    }

    @Test
    void eachEventGoesToTheActionOfItsType() {
        var handler = WebhookHandler.builder()
                .on(UserCreated.class, e -> done.add("created " + e.data().id()))
                .on(UserDeleted.class, e -> done.add("deleted " + e.data().id()))
                .on(UnknownEvent.class, e -> done.add("unknown " + e.data().toJson()))
                .otherwise(e -> done.add("other " + e.type()))
                .build();

        for (var type : List.of("user.created", "user.deleted", "user.cloned", "user.updated")) {
            assertThat(handler.handle(event("msg_1", type))).isTrue();
        }
        assertThat(done)
                .containsExactly(
                        "created user_1", "deleted user_1", "unknown {\"id\":\"user_1\"}", "other user.updated");
    }

    @Test
    void anUnknownEventGoesToOtherwise() {
        var handler =
                WebhookHandler.builder().otherwise(e -> done.add(e.type())).build();

        assertThat(handler.handle(event("msg_1", "user.cloned"))).isTrue();
        assertThat(done).containsExactly("user.cloned");
    }

    @Test
    void withoutAnActionNothingIsDoneOrRemembered() {
        var store = DeliveryStore.inMemory(1);
        var handler = WebhookHandler.builder()
                .on(UserCreated.class, e -> done.add("created"))
                .deliveries(store)
                .build();

        assertThat(handler.handle(event("msg_1", "user.updated"))).isTrue();
        assertThat(handler.handle(event("msg_1", "user.updated"))).isTrue();
        assertThat(handler.handle(event("msg_1", "user.created"))).isTrue();
        assertThat(handler.handle(event("msg_1", "user.created"))).isFalse();
        assertThat(done).containsExactly("created");
    }

    @Test
    void withoutAStoreARepeatedDeliveryIsHandledAgain() {
        var handler = WebhookHandler.builder().otherwise(e -> done.add(e.id())).build();

        assertThat(handler.handle(event("msg_1", "user.created"))).isTrue();
        assertThat(handler.handle(event("msg_1", "user.created"))).isTrue();
        assertThat(done).hasSize(2);
    }

    @Test
    void withAStoreARepeatedDeliveryIsHandledOnce() {
        var handler = WebhookHandler.builder()
                .otherwise(e -> done.add(e.id()))
                .deliveries(DeliveryStore.inMemory(10))
                .build();

        assertThat(handler.handle(event("msg_1", "user.created"))).isTrue();
        assertThat(handler.handle(event("msg_1", "user.created"))).isFalse();
        assertThat(handler.handle(event("msg_2", "user.created"))).isTrue();
        assertThat(done).containsExactly("msg_1", "msg_2");
    }

    @Test
    void aFailedDeliveryIsHandledAgain() {
        var handler = WebhookHandler.builder()
                .on(UserCreated.class, e -> {
                    done.add("tried");
                    if (done.size() == 1) {
                        throw new IllegalStateException("no database");
                    }
                })
                .deliveries(DeliveryStore.inMemory(10))
                .build();

        assertThatThrownBy(() -> handler.handle(event("msg_1", "user.created")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no database");
        assertThat(handler.handle(event("msg_1", "user.created"))).isTrue();
        assertThat(handler.handle(event("msg_1", "user.created"))).isFalse();
        assertThat(done).hasSize(2);
    }

    @Test
    void anEventThatWasNotVerifiedIsRefusedIfDeliveriesAreRemembered() {
        var builder = WebhookHandler.builder().otherwise(e -> done.add(e.type()));
        var unverified = ClerkWebhooks.parseUnverified("{\"type\":\"a.b\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(builder.build().handle(unverified)).isTrue();
        var remembering = builder.deliveries(DeliveryStore.inMemory(10)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> remembering.handle(unverified))
                .withMessageContaining("ClerkWebhooks.verify");
        assertThat(done).hasSize(1);
    }

    @Test
    void aLaterChangeOfTheBuilderDoesNotChangeTheHandler() {
        var builder = WebhookHandler.builder();
        var first = builder.build();
        builder.on(UserCreated.class, e -> done.add("created")).otherwise(e -> done.add("other"));

        assertThat(first.handle(event("msg_1", "user.created"))).isTrue();
        assertThat(done).isEmpty();
    }

    @Test
    void mistakesAreReportedWhenTheyAreMade() {
        var builder = WebhookHandler.builder().on(UserCreated.class, e -> {});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.on(UserCreated.class, e -> {}))
                .withMessage("UserCreated already has an action. Set one action for each type.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.on(WebhookEvent.class, e -> {}))
                .withMessageContaining("otherwise");
        assertThatNullPointerException().isThrownBy(() -> builder.on(UserDeleted.class, null));
        assertThatNullPointerException().isThrownBy(() -> builder.otherwise(null));
        assertThatNullPointerException().isThrownBy(() -> builder.deliveries(null));
    }
}
