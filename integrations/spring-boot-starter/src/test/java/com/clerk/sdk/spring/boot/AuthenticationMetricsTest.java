package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The metrics and observations of authentication, in servlet applications and in WebFlux. */
@Timeout(120)
class AuthenticationMetricsTest {
    private ClerkServer clerk;

    @BeforeEach
    void start() {
        clerk = ClerkServer.start();
    }

    @AfterEach
    void stop() {
        clerk.close();
    }

    private RunningApplication application(boolean reactive, String... more) {
        var properties = new ArrayList<String>(List.of(
                "clerk.secret-key=" + clerk.secretKey(),
                "clerk.publishable-key=" + clerk.publishableKey(),
                "clerk.api-url=" + clerk.apiUrl(),
                "clerk.accepts-tokens=session-token,api-key",
                "clerk.security.public-paths=/open"));
        properties.addAll(List.of(more));
        var array = properties.toArray(String[]::new);
        return reactive
                ? RunningApplication.reactive(Application.class, array)
                : RunningApplication.servlet(Application.class, array);
    }

    private static double count(RunningApplication application, String outcome, String reason, String token) {
        return application
                .context()
                .getBean(MeterRegistry.class)
                .get("clerk.authentications")
                .tags("outcome", outcome, "reason", reason, "token", token)
                .counter()
                .count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachAuthenticatedRequestIsCountedOnce(boolean reactive) throws Exception {
        try (var application = application(reactive)) {
            application.get("/open", "Authorization", "Bearer " + clerk.sessionToken("user_1"));
            application.get("/open", "Authorization", "Bearer " + clerk.sessionToken("user_2"));
            application.get("/open");
            application.get("/open", "Authorization", "Bearer rubbish");
            application.get("/closed", "Accept", "text/html", "Sec-Fetch-Dest", "document");
            assertThat(count(application, "signed-in", "none", "session_token")).isEqualTo(2);
            assertThat(count(application, "signed-out", "dev-browser-missing", "session_token"))
                    .isEqualTo(1);
            assertThat(count(application, "signed-out", "token-invalid", "session_token"))
                    .isEqualTo(1);
            assertThat(count(application, "handshake", "dev-browser-missing", "session_token"))
                    .isEqualTo(1);
        }
    }

    @Test
    void noValueOfATagComesFromAClient() throws Exception {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        try (var application = application(false)) {
            var registry = application.context().getBean(MeterRegistry.class);
            var authenticator = application.context().getBean(RequestAuthenticator.class);
            var types = List.of("", "ak_", "mt_", "oat_", "eyJhbGciOiJSUzI1NiIsImtpZCI6Im", "a.b.");
            for (int i = 0; i < 2_000; i++) {
                var token = types.get(i % types.size()) + Long.toHexString(random.nextLong());
                authenticator.authenticate(
                        Map.of("authorization", List.of("Bearer " + token), "x-canary", List.of("canary" + i)));
            }
            var counters = registry.find("clerk.authentications").counters();
            assertThat(counters).as("seed %d", seed).hasSizeLessThan(20);
            assertThat(counters)
                    .extracting(Counter::getId)
                    .flatExtracting(id -> id.getTags())
                    .extracting(Tag::getKey)
                    .containsOnly("outcome", "reason", "token");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWaitForClerkIsObservedAndNothingElseIs(boolean reactive) throws Exception {
        try (var application = application(reactive)) {
            var waits = application.context().getBean(Waits.class);
            var session = "Bearer " + clerk.sessionToken("user_1");
            application.get("/open");
            assertThat(waits.started).hasValue(0);
            application.get("/open", "Authorization", session);
            assertThat(waits.started).as("the keys").hasValue(1);
            application.get("/open", "Authorization", session);
            assertThat(waits.started).hasValue(1);
            assertThat(waits.first.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 500})
    void anObservedWaitEndsWhateverClerkAnswers(int status) throws Exception {
        try (var application = application(false)) {
            var waits = application.context().getBean(Waits.class);
            clerk.stub("POST /api_keys/verify", request -> StubResponse.status(status));
            application.get("/open", "Authorization", "Bearer ak_opaque");
            assertThat(waits.first.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(waits.started).hasValue(1);
        }
    }

    @Test
    void onePropertyTurnsTheObservationsOff() throws Exception {
        try (var application = application(false, "management.observations.enable.clerk=false")) {
            application.get("/open", "Authorization", "Bearer " + clerk.sessionToken("user_1"));
            assertThat(application.context().getBean(Waits.class).started).hasValue(0);
            assertThat(count(application, "signed-in", "none", "session_token")).isEqualTo(1);
        }
    }

    @Test
    void callsToClerkAreMeasuredBesideIt() throws Exception {
        try (var application = application(false)) {
            application.context().getBean(ClerkBackend.class).users().list();
            assertThat(application
                            .context()
                            .getBean(MeterRegistry.class)
                            .get("clerk.client.requests")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    /** Counts the waits that are observed. */
    static final class Waits implements ObservationHandler<Observation.Context> {
        final AtomicInteger started = new AtomicInteger();
        final CountDownLatch first = new CountDownLatch(1);

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true; // the context has no name yet
        }

        @Override
        public void onStart(Observation.Context context) {
            if (isOurs(context)) {
                started.incrementAndGet();
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            if (isOurs(context)) {
                first.countDown();
            }
        }

        private static boolean isOurs(Observation.Context context) {
            return context.getName().startsWith("clerk.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ConditionsTest.Plain.class)
    static class Application {
        @Bean
        Waits waits() {
            return new Waits();
        }
    }
}
