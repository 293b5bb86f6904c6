package com.clerk.sdk.spring.boot;

import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Records each try of a call to Clerk in the timer {@code clerk.client.requests}. Its tags have few values: the name of
 * the operation, the status, the class of the failure, and whether the try is a repeated one.
 */
final class ClerkMetrics implements CallListener {
    private final ObjectProvider<MeterRegistry> registries;

    ClerkMetrics(ObjectProvider<MeterRegistry> registries) {
        this.registries = registries;
    }

    @Override
    public void onAttempt(CallEvent event) {
        registries.ifUnique(registry -> record(event, registry));
    }

    private static void record(CallEvent event, MeterRegistry registry) {
        var status = event.status();
        var failure = event.failure();
        var error = failure == null ? "none" : failure.getClass().getSimpleName();
        Timer.builder("clerk.client.requests")
                .description("Requests to Clerk, each try of a call by itself")
                .tag("operation", event.operation())
                .tag("status", status.isPresent() ? String.valueOf(status.getAsInt()) : "none")
                .tag("error", error)
                .tag("retry", String.valueOf(event.attempt() > 1))
                .register(registry)
                .record(event.duration());
    }
}
