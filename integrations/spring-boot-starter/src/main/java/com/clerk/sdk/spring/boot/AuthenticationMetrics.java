package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.AuthenticationListener;
import com.clerk.sdk.auth.Handshake;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts authenticated requests in {@code clerk.authentications}, and observes each wait for Clerk as
 * {@code clerk.authentication.wait}. All values of the tags are constants of the SDK: nothing that a client sends is
 * one. Safe for use by several threads.
 */
final class AuthenticationMetrics implements AuthenticationListener {
    private final SingletonSupplier<Optional<MeterRegistry>> meters;
    private final SingletonSupplier<Optional<ObservationRegistry>> observations;
    private final Map<Tags, Counter> counters = new ConcurrentHashMap<>();

    /** The tags of a counter. */
    private record Tags(String outcome, String reason, String token) {
        static Tags of(RequestState state) {
            var type = state.tokenType();
            return new Tags(outcomeOf(state), reasonOf(state), type == null ? "none" : type.value());
        }
    }

    /** Creates a listener that asks for the registries when the first request comes. */
    AuthenticationMetrics(ObjectProvider<MeterRegistry> meters, ObjectProvider<ObservationRegistry> observations) {
        this.meters = SingletonSupplier.of(() -> Optional.ofNullable(meters.getIfUnique()));
        this.observations = SingletonSupplier.of(() -> Optional.ofNullable(observations.getIfUnique()));
    }

    @Override
    public void onDecision(RequestState state) {
        var registry = meters.obtain();
        if (registry.isPresent()) {
            counters.computeIfAbsent(Tags.of(state), tags -> counter(tags, registry.get()))
                    .increment();
        }
    }

    private static Counter counter(Tags tags, MeterRegistry registry) {
        return Counter.builder("clerk.authentications")
                .description("Authenticated requests")
                .tag("outcome", tags.outcome())
                .tag("reason", tags.reason())
                .tag("token", tags.token())
                .register(registry);
    }

    private static String outcomeOf(RequestState state) {
        if (state instanceof SignedIn) {
            return "signed-in";
        }
        return state instanceof Handshake ? "handshake" : "signed-out";
    }

    private static String reasonOf(RequestState state) {
        if (state instanceof SignedOut out) {
            return reason(out.reason());
        }
        return state instanceof Handshake handshake ? reason(handshake.reason()) : "none";
    }

    /** Returns one of few texts: the reason itself may end with an error code of Clerk's API. */
    private static String reason(AuthErrorReason reason) {
        return reason.known().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Runnable onWait() {
        var registry = observations.obtain();
        if (registry.isEmpty()) {
            return () -> {};
        }
        return Observation.start("clerk.authentication.wait", registry.get())::stop;
    }
}
