package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions that a delivery is refused with the documented exception, whose message reveals nothing secret. */
final class RefusalAssertions {
    private static final String SECRET = TestDelivery.SECRET.substring("whsec_".length(), 30);

    private RefusalAssertions() {}

    static void assertRefused(TestDelivery delivery, WebhookVerificationReason reason) {
        assertRefused(delivery.body(), delivery.headers(), reason);
    }

    static void assertRefused(byte[] body, Map<String, List<String>> headers, WebhookVerificationReason reason) {
        assertRefused(() -> TestDelivery.webhooks().verify(body, headers), reason);
    }

    static WebhookVerificationException assertRefused(ThrowingCallable call, WebhookVerificationReason reason) {
        var failure = catchThrowable(call);
        assertThat(failure).isInstanceOf(WebhookVerificationException.class);
        var refusal = (WebhookVerificationException) failure;
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.getMessage())
                .matches("[ -~]{1,300}")
                .endsWith("(reason=" + reason + ")")
                .doesNotContain("canary", SECRET, "v1,");
        return refusal;
    }
}
