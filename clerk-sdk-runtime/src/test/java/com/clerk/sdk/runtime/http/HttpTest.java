package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.Thing;
import com.clerk.sdk.runtime.ThingParams;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on this machine, and a client of it that retries without waiting. */
abstract class HttpTest {
    final MockWebServer server = new MockWebServer();
    private final List<ApiClient> clients = new ArrayList<>();
    private final Set<Thread> before = threadsOfSdk();
    ApiClient client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = client(builder -> {});
    }

    @AfterEach
    void stop() {
        clients.forEach(ApiClient::close);
        server.close();
    }

    final ApiClient client(Consumer<ApiClient.Builder> settings) {
        var builder = ApiClient.builder().baseUrl(server.url("/v1").toString());
        settings.accept(builder);
        var made = builder.build();
        clients.add(made);
        return made;
    }

    /** Waits until the threads of the SDK that this test has started end, and returns those that are still alive. */
    final Set<Thread> threadsLeftOver() throws InterruptedException {
        var left = threadsStarted();
        for (int i = 0; i < 500 && !left.isEmpty(); i++) {
            Thread.sleep(20);
            left.removeIf(thread -> !thread.isAlive());
        }
        return left;
    }

    /** Returns the threads of the SDK that this test has started and that have not ended. */
    final Set<Thread> threadsStarted() {
        var started = threadsOfSdk();
        started.removeAll(before);
        return started;
    }

    private static Set<Thread> threadsOfSdk() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("clerk-sdk-"))
                .collect(Collectors.toSet());
    }

    final void answer(int status, String body) {
        server.enqueue(json(status, body).build());
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    final RecordedRequest taken() {
        try {
            var request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String body(RecordedRequest request) {
        var body = request.getBody();
        return body == null ? "" : body.utf8();
    }

    static ThingParams params(Consumer<ThingParams.Builder> params) {
        return ThingParams.of(params);
    }

    static String thing(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    static List<String> ids(Iterable<Thing> things) {
        var ids = new ArrayList<String>();
        things.forEach(thing -> ids.add(thing.id()));
        return ids;
    }

    /** Executes a call, synchronously or asynchronously, and returns its result or throws its exception. */
    static <T> T run(ApiCall<T> call, boolean async) {
        try {
            return async ? call.executeAsync().get(20, TimeUnit.SECONDS) : call.execute();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
