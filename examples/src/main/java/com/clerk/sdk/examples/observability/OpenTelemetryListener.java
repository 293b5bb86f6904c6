package com.clerk.sdk.examples.observability;

import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;

/** A listener that makes a span of OpenTelemetry of each try of a call. */
// snippet: observability-opentelemetry
record OpenTelemetryListener(Tracer tracer) implements CallListener {
    @Override
    public void onAttempt(CallEvent event) {
        var end = Instant.now();
        var span = tracer.spanBuilder("clerk " + event.operation()) // a child of the thread's current span
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end.minus(event.duration()))
                .setAttribute("clerk.operation", event.operation())
                .startSpan();
        event.status().ifPresent(status -> span.setAttribute("http.response.status_code", (long) status));
        if (event.attempt() > 1) {
            span.setAttribute("http.request.resend_count", event.attempt() - 1L);
        }
        if (event.failure() != null) {
            span.setAttribute("error.type", event.failure().getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }
        span.end(end);
    }
}
// end
