package com.clerk.sdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Each test has a server of its own. The tests of the inner classes are run by those of this class. */
class OwnServersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Queue<ClerkServer> SEEN = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static int create(ClerkServer server, String email) throws Exception {
        return send(server, "POST", "/v1/users", "{\"email_address\":[\"" + email + "\"]}");
    }

    private static int send(ClerkServer server, String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.apiUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + server.secretKey())
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static List<String> distinct(Function<ClerkServer, String> property) {
        return List.copyOf(new HashSet<>(SEEN.stream().map(property).toList()));
    }

    @ClerkTest
    static class Same {
        @RepeatedTest(10)
        void createsTheSameUser(ClerkServer server) throws Exception {
            SEEN.add(server);
            assertThat(create(server, "ada@example.com")).isEqualTo(200);
            assertThat(create(server, "ada@example.com")).isEqualTo(422);
        }
    }

    @ClerkTest
    static class Others {
        @RepeatedTest(10)
        void createsTheSameUser(ClerkServer server) throws Exception {
            SEEN.add(server);
            server.moveClock(Duration.ofDays(1));
            assertThat(create(server, "ada@example.com")).isEqualTo(200);
        }
    }

    @Test
    void noTestSeesTheUsersOfAnother() {
        var runs = Runs.of(Same.class, Others.class);

        assertThat(runs.failed()).isEmpty();
        assertThat(runs.passed()).hasSize(20);
        assertThat(distinct(ClerkServer::secretKey)).hasSize(20);
        assertThat(distinct(ClerkServer::publishableKey)).hasSize(20);
        assertThat(distinct(ClerkServer::issuer)).hasSize(20);
    }

    @Test
    void testsThatRunAfterEachOtherShareSigningKeysToSaveTime() {
        Runs.of(Same.class);

        assertThat(distinct(server -> server.keys().keyId())).hasSize(1);
    }

    @Test
    @Timeout(120)
    void testsAndClassesRunAtTheSameTime() {
        var runs = Runs.inParallel(Same.class, Others.class);

        assertThat(runs.failed()).isEmpty();
        assertThat(runs.passed()).hasSize(20);
        assertThat(distinct(ClerkServer::secretKey)).hasSize(20);
    }

    /** Two tests that wait for each other: each has its server while the other one has its own. */
    @ClerkTest
    static class Meeting {
        private static final CountDownLatch BOTH = new CountDownLatch(2);

        @RepeatedTest(2)
        void waitsForTheOther(ClerkServer server) throws Exception {
            SEEN.add(server);
            BOTH.countDown();
            assertThat(BOTH.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Timeout(120)
    void testsThatRunAtTheSameTimeHaveDifferentSigningKeys() {
        var runs = Runs.inParallel(Meeting.class);

        assertThat(runs.failed()).isEmpty();
        assertThat(distinct(server -> server.keys().keyId())).hasSize(2);
    }

    @Test
    void theServerIsClosedAfterItsTest() {
        Runs.of(Same.class);

        assertThat(SEEN)
                .hasSize(10)
                .allSatisfy(server -> assertThat(answers(server)).isFalse());
    }

    private static boolean answers(ClerkServer server) throws Exception {
        try {
            send(server, "GET", "/v1/jwks", "");
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    static final class Usernames implements ClerkSettings {
        @Override
        public void configure(ClerkServer.Builder builder) {
            builder.secretKey("sk_test_chosen").role("org:accountant");
        }
    }

    @ClerkTest(settings = Usernames.class)
    static class Configured {
        @Test
        void hasTheSettings(ClerkServer server) {
            assertThat(server.secretKey()).isEqualTo("sk_test_chosen");
        }
    }

    static class Inherits extends Configured {}

    @Test
    void settingsAreThoseOfTheAnnotation() {
        var runs = Runs.of(Configured.class, Inherits.class);

        assertThat(runs.failed()).isEmpty();
        assertThat(runs.passed()).hasSize(2);
    }

    @ClerkTest
    static class Unsupported {
        @Test
        void callsWhatIsNotSupported(ClerkServer server) throws Exception {
            assertThat(send(server, "GET", "/v1/public/interstitial", "")).isEqualTo(501);
        }
    }

    @ClerkTest(allowUnsupported = true)
    static class AllowedUnsupported extends Unsupported {}

    @Test
    void aCallOfAnUnsupportedOperationFailsItsTestUnlessItIsAllowed() {
        assertThat(Runs.of(Unsupported.class).failed().values())
                .singleElement()
                .asString()
                .contains("interstitial.get", "allowUnsupported = true");
        assertThat(Runs.of(AllowedUnsupported.class).passed()).hasSize(1);
    }

    @ClerkTest
    static class Unused {
        @Test
        void stubsAResponseThatNobodyAsksFor(ClerkServer server) {
            server.stubNext(StubResponse.json(200, "{}"));
        }
    }

    @ClerkTest(allowUnusedStubs = true)
    static class AllowedUnused extends Unused {}

    @Test
    void anUnusedStubFailsItsTestUnlessItIsAllowed() {
        assertThat(Runs.of(Unused.class).failed().values())
                .singleElement()
                .asString()
                .contains("unused stubs: 1", "allowUnusedStubs = true");
        assertThat(Runs.of(AllowedUnused.class).passed()).hasSize(1);
    }

    @ClerkTest
    static class Failing {
        @Test
        void fails(ClerkServer server) throws Exception {
            server.failNext(503);
            create(server, "canary@example.com");
            send(server, "GET", "/v1/public/interstitial", "");
            server.stubNext(StubResponse.json(200, "{}"));
            throw new IllegalStateException("the test's own failure");
        }
    }

    @Test
    void aFailureIsReportedAsItIsWithTheLastRequests() {
        var runs = Runs.of(Failing.class);

        assertThat(runs.failed().values()).singleElement().asString().contains("the test's own failure");
        assertThat(runs.reports())
                .singleElement()
                .asString()
                .contains("POST /v1/users", "GET /v1/public/interstitial")
                .doesNotContain("canary", "sk_test_");
    }

    @ClerkTest
    static class AsksForOnePerClass {
        @BeforeAll
        static void prepare(ClerkServer server) {
            throw new AssertionError("not reached");
        }

        @Test
        void isNotReached() {
            throw new AssertionError("not reached");
        }
    }

    @Test
    void aServerForTheWholeClassIsRefusedWithAdvice() {
        assertThat(Runs.of(AsksForOnePerClass.class).failed().values())
                .singleElement()
                .isInstanceOf(ParameterResolutionException.class)
                .asString()
                .contains("static field");
    }

    @ClerkTest
    static class WrongType {
        @Test
        void asksForANumber(@ClerkKey int key) {
            throw new AssertionError("not reached");
        }
    }

    @Test
    void aParameterOfAnotherTypeIsRefusedWithAdvice() {
        assertThat(Runs.of(WrongType.class).failed().values())
                .singleElement()
                .asString()
                .contains("@ClerkKey and @ClerkToken are for a String");
    }

    @ClerkTest
    static class WithoutParameters {
        @Test
        void needsNoServer() {
            assertThat(SEEN).isEmpty();
        }
    }

    @Test
    void aTestThatAsksForNothingPasses() {
        assertThat(Runs.of(WithoutParameters.class).passed()).hasSize(1);
    }
}
