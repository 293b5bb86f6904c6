package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Clerk as a vector has it: it answers what the vector lists, and fails the test that asks for anything else. */
final class VectorServer implements AutoCloseable {
    private static final String API = "https://api.clerk.test";

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> unexpected = new ArrayList<>();
    private final List<RecordedRequest> received = new ArrayList<>();

    VectorServer(@Nullable JsonValue http) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request, http == null ? List.of() : http.items());
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized MockResponse answer(RecordedRequest request, List<JsonValue> answers) {
        received.add(request);
        var asked = request.getMethod() + " " + request.getUrl().encodedPath();
        for (var answer : answers) {
            if (asked.equals(text(answer, "method") + " " + text(answer, "url").substring(API.length()))) {
                var body = answer.get("body");
                var response = new MockResponse.Builder()
                        .code((int) Objects.requireNonNull(answer.get("status")).asLong())
                        .addHeader("Content-Type", "application/json")
                        .body(body == null ? "" : body.toJson());
                var headers = answer.get("headers");
                if (headers != null) {
                    headers.entries().forEach((name, value) -> response.addHeader(name, value.asString()));
                }
                return response.build();
            }
        }
        unexpected.add(request);
        return new MockResponse.Builder().code(404).build();
    }

    private static String text(JsonValue object, String name) {
        return Objects.requireNonNull(object.get(name)).asString();
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    synchronized List<String> unexpected() {
        return unexpected.stream().map(RecordedRequest::getRequestLine).toList();
    }

    synchronized List<RecordedRequest> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.close();
    }
}
