package com.clerk.sdk.webhooks;

import static com.clerk.sdk.webhooks.TestDelivery.BODY;
import static com.clerk.sdk.webhooks.TestDelivery.CLOCK;
import static com.clerk.sdk.webhooks.TestDelivery.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import org.junit.jupiter.api.Test;

/** One secret verifies all deliveries, even if they arrive at the same time. */
class SigningSecretTest {
    private static final int THREADS = 4;
    private static final int DELIVERIES = 500;

    @Test
    void deliveriesAtTheSameTimeAreVerifiedIndependently() throws InterruptedException, ExecutionException {
        var webhooks = TestDelivery.webhooks();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var done = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> deliver(webhooks, thread)))
                    .toList();
            for (var future : done) {
                future.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void deliver(ClerkWebhooks webhooks, int thread) {
        for (int i = 0; i < DELIVERIES; i++) {
            var delivery = TestDelivery.of(BODY.replace("user_canary", "user_" + thread + "_" + i));
            webhooks.verifyOnly(delivery.body(), delivery.headers());
        }
    }

    @Test
    void aProviderWhoseMacCannotBeClonedVerifiesToo() {
        var good = List.of(TestDelivery.of(BODY), TestDelivery.of("{\"type\":\"user.created\"}"));
        var provider = new UncloneableMac();
        Security.insertProviderAt(provider, 1);
        try {
            var webhooks = ClerkWebhooks.builder().secret(SECRET).clock(CLOCK).build();
            for (var delivery : good) {
                assertThatCode(() -> webhooks.verifyOnly(delivery.body(), delivery.headers()))
                        .doesNotThrowAnyException();
            }
            var tampered = good.get(0).withBody((BODY + " ").getBytes(UTF_8));
            RefusalAssertions.assertRefused(
                    () -> webhooks.verifyOnly(tampered.body(), tampered.headers()),
                    WebhookVerificationReason.SIGNATURE_MISMATCH);
        } finally {
            Security.removeProvider(provider.getName());
        }
        assertThat(UncloneableMac.Hmac.made)
                .as("Macs made by this provider: one when the verifier is built, one for each delivery")
                .isGreaterThanOrEqualTo(4);
    }

    /** A provider that computes as Java does, but whose Mac cannot be cloned. */
    private static final class UncloneableMac extends Provider {
        private static final long serialVersionUID = 1L;

        UncloneableMac() {
            super("UncloneableMac", "1", "for a test");
            put("Mac.HmacSHA256", Hmac.class.getName());
        }

        public static final class Hmac extends MacSpi {
            private static int made;

            private final Mac java;

            public Hmac() throws NoSuchAlgorithmException {
                java = Mac.getInstance("HmacSHA256", Security.getProvider("SunJCE"));
                made++;
            }

            @Override
            protected int engineGetMacLength() {
                return java.getMacLength();
            }

            @Override
            protected void engineInit(Key key, AlgorithmParameterSpec parameters)
                    throws InvalidKeyException, InvalidAlgorithmParameterException {
                java.init(key, parameters);
            }

            @Override
            protected void engineUpdate(byte input) {
                java.update(input);
            }

            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {
                java.update(input, offset, length);
            }

            @Override
            protected byte[] engineDoFinal() {
                return java.doFinal();
            }

            @Override
            protected void engineReset() {
                java.reset();
            }
        }
    }
}
