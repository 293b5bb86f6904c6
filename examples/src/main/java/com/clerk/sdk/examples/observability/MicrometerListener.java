package com.clerk.sdk.examples.observability;

import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** A listener that records each try of a call in a timer of Micrometer. */
// snippet: observability-micrometer
record MicrometerListener(MeterRegistry registry) implements CallListener {
    @Override
    public void onAttempt(CallEvent event) {
        var status = event.status();
        var failure = event.failure();
        var error = failure == null ? "none" : failure.getClass().getSimpleName();
        Timer.builder("clerk.client.requests")
                .description("Requests to Clerk, each try of a call by itself")
                .tag("operation", event.operation())
                .tag("status", status.isPresent() ? String.valueOf(status.getAsInt()) : "none")
                .tag("error", error)
                .tag("retry", String.valueOf(event.attempt() > 1))
                .register(registry) // the same timer for the same tags
                .record(event.duration());
    }
}
// end
