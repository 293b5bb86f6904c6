package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.webhooks.WebhookVerificationReason.Known;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookVerificationReasonTest {
    private static final List<WebhookVerificationReason> ALL = List.of(
            WebhookVerificationReason.MISSING_HEADER,
            WebhookVerificationReason.DUPLICATE_HEADER,
            WebhookVerificationReason.INVALID_HEADER,
            WebhookVerificationReason.INVALID_TIMESTAMP,
            WebhookVerificationReason.TIMESTAMP_TOO_OLD,
            WebhookVerificationReason.TIMESTAMP_TOO_NEW,
            WebhookVerificationReason.SIGNATURE_MISMATCH,
            WebhookVerificationReason.BODY_EMPTY,
            WebhookVerificationReason.BODY_NOT_UTF8,
            WebhookVerificationReason.BODY_NOT_JSON,
            WebhookVerificationReason.BODY_NOT_EVENT);

    @Test
    void everyReasonIsFoundByItsText() {
        for (var reason : ALL) {
            assertThat(WebhookVerificationReason.of(reason.value())).isSameAs(reason);
            assertThat(reason.known().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                    .isEqualTo(reason.value());
        }
        assertThat(ALL).hasSize(Known.values().length - 1);
    }

    @Test
    void aReasonOfALaterVersionKeepsItsText() {
        var later = WebhookVerificationReason.of("too-beautiful");

        assertThat(later).hasToString("too-beautiful").isEqualTo(WebhookVerificationReason.of("too-beautiful"));
        assertThat(later.known()).isEqualTo(Known.OTHER);
    }

    @Test
    void aRefusalSurvivesSerialization() throws Exception {
        var refusal = new WebhookVerificationException(WebhookVerificationReason.BODY_EMPTY, "It is empty.");
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(refusal);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var copy = (WebhookVerificationException) in.readObject();
            assertThat(copy.reason()).isSameAs(WebhookVerificationReason.BODY_EMPTY);
            assertThat(copy).hasMessage("It is empty. (reason=body-empty)").hasNoCause();
        }
    }
}
