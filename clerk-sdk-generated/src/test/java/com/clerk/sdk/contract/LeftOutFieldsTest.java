package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.backend.model.Role;
import com.clerk.sdk.webhooks.event.PaymentAttemptEventData;
import com.clerk.sdk.webhooks.event.SmsEventData;
import org.junit.jupiter.api.Test;

/** Fields that Clerk's document requires, and that Clerk's own examples leave out: their accessors must not fail. */
class LeftOutFieldsTest {
    @Test
    void anSmsNeedNotSayWhenItWasCreated() {
        assertThat(SmsEventData.fromJson("{}").createdAtMs()).isNull();
    }

    @Test
    void aRoleNeedNotSayWhetherACreatorCanHaveIt() {
        assertThat(Role.fromJson("{}").isCreatorEligible()).isNull();
    }

    @Test
    @SuppressWarnings("deprecation")
    void aPaymentAttemptNeedNotNameItsInvoiceItsPayerAndItsItems() {
        var attempt = PaymentAttemptEventData.fromJson("{}");

        assertThat(attempt.invoiceId()).isNull();
        assertThat(attempt.payer()).isNull();
        assertThat(attempt.subscriptionItems()).isEmpty();
    }
}
