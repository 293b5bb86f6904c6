package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.WebhookSigner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The endpoint of webhooks while its secret is replaced. */
class TwoSecretsTest {
    @Test
    void twoSecretsAreAcceptedWhileOneIsReplaced() throws Exception {
        var old = WebhookSigner.create();
        try (var other = RunningApplication.servlet(
                WebhookTest.Application.class,
                "clerk.secret-key=" + Keys.SECRET,
                "clerk.webhooks.path=/hooks",
                "clerk.webhooks.signing-secret=" + old.secret() + "," + WebhookTest.SIGNER.secret())) {
            for (var signer : List.of(old, WebhookTest.SIGNER)) {
                var delivery = signer.event("user.created", "{\"id\":\"user_1\",\"object\":\"user\"}");
                var headers = new ArrayList<String>();
                delivery.headers().forEach((name, values) -> headers.addAll(List.of(name, values.get(0))));
                assertThat(other.send("POST", "/hooks", delivery.body(), headers.toArray(String[]::new))
                                .statusCode())
                        .isEqualTo(204);
            }
        }
    }
}
