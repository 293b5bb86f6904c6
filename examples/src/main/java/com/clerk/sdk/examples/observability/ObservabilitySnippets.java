package com.clerk.sdk.examples.observability;

import com.clerk.sdk.ClerkBackend;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;

/** The other snippets of docs/observability.md. */
final class ObservabilitySnippets {
    private ObservabilitySnippets() {}

    static ClerkBackend.Builder metrics(String secretKey, MeterRegistry registry) {
        // snippet: observability-metrics
        var builder = ClerkBackend.builder().secretKey(secretKey).listener(new MicrometerListener(registry));
        // end
        return builder;
    }

    static ClerkBackend.Builder traces(String secretKey, OpenTelemetry openTelemetry) {
        // snippet: observability-traces
        var tracer = openTelemetry.getTracer("com.clerk.sdk");
        var builder = ClerkBackend.builder().secretKey(secretKey).listener(new OpenTelemetryListener(tracer));
        // end
        return builder;
    }

    static ClerkBackend.Builder both(String secretKey, MeterRegistry registry, OpenTelemetry openTelemetry) {
        // snippet: observability-both
        var metrics = new MicrometerListener(registry);
        var traces = new OpenTelemetryListener(openTelemetry.getTracer("com.clerk.sdk"));
        var builder = ClerkBackend.builder().secretKey(secretKey).listener(event -> {
            metrics.onAttempt(event);
            traces.onAttempt(event);
        });
        // end
        return builder;
    }
}
