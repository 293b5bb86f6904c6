package com.clerk.sdk.examples.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The recipes of docs/observability.md record real calls. */
class ObservabilityTest {
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESENDS = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final ClerkServer server = ClerkServer.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final ClerkBackend clerk = ObservabilitySnippets.both(server.secretKey(), registry, openTelemetry)
            .apiUrl(server.apiUrl())
            .build();

    @AfterEach
    void stop() {
        clerk.close();
        openTelemetry.close();
        server.close();
    }

    @Test
    void eachTryOfACallIsATimerAndASpan() {
        server.stubNext("GET /users", StubResponse.rateLimited(Duration.ZERO));

        clerk.users().list();

        assertThat(timer("users.list", "429", "RateLimitException", "false").count())
                .isEqualTo(1);
        assertThat(timer("users.list", "200", "none", "true").count()).isEqualTo(1);
        assertThat(timer("users.list", "200", "none", "true").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(registry.find("clerk.client.requests").timers()).hasSize(2);
        assertThat(finished()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("clerk users.list");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos());
        });
        var first = finished().get(0);
        assertThat(first.getAttributes().get(STATUS)).isEqualTo(429);
        assertThat(first.getAttributes().get(ERROR)).isEqualTo("com.clerk.sdk.errors.RateLimitException");
        assertThat(first.getAttributes().get(RESENDS)).isNull();
        assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        var second = finished().get(1);
        assertThat(second.getAttributes().get(STATUS)).isEqualTo(200);
        assertThat(second.getAttributes().get(RESENDS)).isEqualTo(1);
        assertThat(second.getAttributes().get(ERROR)).isNull();
        assertThat(second.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    private Timer timer(String operation, String status, String error, String retry) {
        return registry.get("clerk.client.requests")
                .tag("operation", operation)
                .tag("status", status)
                .tag("error", error)
                .tag("retry", retry)
                .timer();
    }

    private List<SpanData> finished() {
        return spans.getFinishedSpanItems();
    }

    @Test
    void theSpanIsAChildOfTheCallersSpan() {
        var outer = openTelemetry.getTracer("test").spanBuilder("GET /profile").startSpan();
        try (var scope = outer.makeCurrent()) {
            assertThat(scope).isNotNull();
            clerk.users().list();
        } finally {
            outer.end();
        }

        assertThat(finished().get(0).getParentSpanContext().getSpanId())
                .isEqualTo(outer.getSpanContext().getSpanId());
        assertThat(finished().get(0).getTraceId())
                .isEqualTo(outer.getSpanContext().getTraceId());
    }

    /** Labels without ids have few values, and show nobody's data. */
    @Test
    void nothingOfTheCallButItsOperationIsRecorded() {
        assertThatThrownBy(() -> clerk.users().get("user_canary")).isInstanceOf(NotFoundException.class);

        assertThat(timer("users.get", "404", "NotFoundException", "false").count())
                .isEqualTo(1);
        assertThat(registry.getMetersAsString() + finished()).doesNotContain("canary");
    }

    @Test
    void aTryWithoutAResponseHasNoStatus() {
        server.stub("POST /users", StubResponse.passThrough().truncated());

        assertThatThrownBy(() -> clerk.users().create(u -> u.emailAddress("ada@example.com")))
                .isInstanceOf(ClerkConnectionException.class);

        assertThat(registry.get("clerk.client.requests")
                        .tag("error", "ClerkConnectionException")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(finished().get(0).getAttributes().get(ERROR))
                .isEqualTo("com.clerk.sdk.errors.ClerkConnectionException");
    }

    @Test
    void eachRecipeWorksByItself() {
        for (var builder : List.of(
                ObservabilitySnippets.metrics(server.secretKey(), registry),
                ObservabilitySnippets.traces(server.secretKey(), openTelemetry))) {
            try (var one = builder.apiUrl(server.apiUrl()).build()) {
                one.users().list();
            }
        }
        assertThat(timer("users.list", "200", "none", "false").count()).isEqualTo(1);
        assertThat(finished()).hasSize(1);
    }
}
