package com.clerk.sdk.benchmarks.shared;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A library that verifies webhook deliveries, measured after it accepted a good one and refused a tampered and an old
 * one.
 */
@State(Scope.Benchmark)
public abstract class WebhookPeer {
    private byte[] body;

    /** Sets the library up, and puts the headers of the delivery that is measured into its form. */
    protected abstract void open(Delivery delivery) throws Exception;

    /** Verifies a body under the headers of {@link #open}; throws to refuse. */
    protected abstract void verify(byte[] body) throws Exception;

    /** Verifies any delivery; throws to refuse. */
    protected abstract void verify(Delivery delivery) throws Exception;

    @Setup
    public final void prepare() throws Exception {
        var delivery = Delivery.now();
        open(delivery);
        body = delivery.body();
        verify(delivery);
        refuses(delivery.tampered(), "a tampered delivery");
        refuses(Delivery.old(), "an old delivery");
    }

    private void refuses(Delivery bad, String what) {
        try {
            verify(bad);
        } catch (Exception refused) {
            return;
        }
        throw new IllegalStateException(getClass().getSimpleName() + " accepts " + what);
    }

    @Benchmark
    public byte[] verify() throws Exception {
        verify(body);
        return body;
    }
}
