package com.clerk.sdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server in a static field. The tests of the inner classes are run by those of this class. */
class FieldServersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Queue<String> URLS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        URLS.clear();
    }

    private static int create(ClerkServer server) throws IOException, InterruptedException {
        URLS.add(server.apiUrl());
        var request = HttpRequest.newBuilder(URI.create(server.apiUrl() + "/v1/users"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + server.secretKey())
                .POST(BodyPublishers.ofString("{\"email_address\":[\"ada@example.com\"]}"))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    @ClerkTest(allowUnusedStubs = true)
    abstract static class Base {
        static final ClerkServer SERVER = ClerkServer.start();

        @BeforeAll
        static void theServerRunsAlready(ClerkServer server) {
            assertThat(server).isSameAs(SERVER);
        }

        @RepeatedTest(3)
        void theServerIsAsNew(ClerkServer server) throws Exception {
            assertThat(server).isSameAs(SERVER);
            assertThat(server.requests()).isEmpty();
            assertThat(server.pendingStubs()).isZero();
            assertThat(create(server)).isEqualTo(200);
            server.stubNext(StubResponse.json(200, "{}"));
            server.moveClock(Duration.ofDays(1));
            server.rotateKeys();
        }
    }

    static class First extends Base {
        @Nested
        class Inner {
            @Test
            void theServerOfTheClassAroundItCounts(ClerkServer server) throws Exception {
                assertThat(server).isSameAs(SERVER);
                assertThat(create(server)).isEqualTo(200);
            }
        }
    }

    static class Second extends Base {}

    @Test
    void theClassesThatInheritTheFieldShareTheServerWhichIsClosedAtTheEndOfTheRun() {
        var runs = Runs.of(First.class, Second.class);

        assertThat(runs.failed()).isEmpty();
        assertThat(runs.passed()).hasSize(7);
        assertThat(URLS).hasSize(7).containsOnly(Base.SERVER.apiUrl());
        assertThat(isClosed(Base.SERVER)).isTrue();
    }

    private static boolean isClosed(ClerkServer server) {
        try {
            create(server);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static final class Ended implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            Together.ONE_ENDED.countDown();
        }
    }

    /** Both tests are the same: one of them gets the server, and keeps it until the other has ended. */
    @ClerkTest
    @ExtendWith(Ended.class)
    static class Together {
        private static final ClerkServer SERVER = ClerkServer.start();
        private static final CountDownLatch ONE_ENDED = new CountDownLatch(1);

        @Test
        void one() throws Exception {
            assertThat(ONE_ENDED.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(create(SERVER)).isEqualTo(200);
        }

        @Test
        void another() throws Exception {
            one();
        }
    }

    @Test
    @Timeout(120)
    void ofTestsThatRunAtTheSameTimeOnlyOneGetsTheServer() {
        var runs = Runs.inParallel(Together.class);

        assertThat(runs.passed()).hasSize(1);
        assertThat(runs.failed().values())
                .singleElement()
                .asString()
                .contains("Together.SERVER", "@ResourceLock(\"clerk\")");
    }

    @ClerkTest
    @ResourceLock("clerk")
    static class Locked {
        private static final ClerkServer SERVER = ClerkServer.start();

        @RepeatedTest(5)
        void hasTheServerForItself() throws Exception {
            assertThat(create(SERVER)).isEqualTo(200);
        }
    }

    @Test
    @Timeout(120)
    void aResourceLockMakesThemRunOneAfterTheOther() {
        var runs = Runs.inParallel(Locked.class);

        assertThat(runs.failed()).isEmpty();
        assertThat(runs.passed()).hasSize(5);
    }

    @ClerkTest
    static class Two {
        private static final ClerkServer ONE = ClerkServer.start();
        private static final ClerkServer OTHER = ClerkServer.start();

        @RepeatedTest(2)
        void bothAreReset() throws Exception {
            assertThat(create(ONE)).isEqualTo(200);
            assertThat(create(OTHER)).isEqualTo(200);
        }

        @Test
        void aParameterWouldNotSayWhich(ClerkServer server) {
            throw new AssertionError("not reached");
        }
    }

    @Test
    void severalServersAreAllReset() {
        var runs = Runs.of(Two.class);

        assertThat(runs.passed()).hasSize(2);
        assertThat(runs.failed().values()).singleElement().asString().contains("Two.ONE", "Two.OTHER");
    }

    @ClerkTest
    static class Forgotten {
        private static ClerkServer server;

        @Test
        void isNotReached() {
            throw new AssertionError("not reached");
        }
    }

    @Test
    void aFieldThatIsNullIsRefused() {
        assertThat(Runs.of(Forgotten.class).failed().values())
                .singleElement()
                .asString()
                .contains("is null. Start the server where the field is declared");
    }
}
