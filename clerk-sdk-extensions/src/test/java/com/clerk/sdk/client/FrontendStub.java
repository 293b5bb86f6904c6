package com.clerk.sdk.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A Frontend API over real HTTP whose answers a test chooses, and the JSON that Clerk sends. */
@SuppressWarnings("exports") // The types of MockWebServer belong to no module here.
public final class FrontendStub implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<RecordedRequest, MockResponse> answers = request -> answer(404, "{\"errors\":[]}");

    public FrontendStub() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return answers.apply(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public FrontendStub answering(Function<RecordedRequest, MockResponse> answers) {
        this.answers = answers;
        return this;
    }

    public List<RecordedRequest> requests() {
        return requests;
    }

    /** Returns the paths of the requests so far, each with its method: {@code GET /v1/client}. */
    public List<String> calls() {
        return requests.stream().map(FrontendStub::call).toList();
    }

    public static String call(RecordedRequest request) {
        return request.getMethod() + " " + request.getUrl().encodedPath();
    }

    public long count(String call) {
        return calls().stream().filter(call::equals).count();
    }

    public static MockResponse answer(int status, String json) {
        return answer(status, json, null, Instant.now());
    }

    /** Returns an answer with a client token, unless it is null, and the time of the server. */
    public static MockResponse answer(int status, String json, @Nullable String authorization, Instant date) {
        var answer = new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .setHeader("Date", httpDate(date))
                .body(json);
        return authorization == null
                ? answer.build()
                : answer.addHeader("Authorization", authorization).build();
    }

    public static String httpDate(Instant date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    }

    public static String error(String code) {
        return "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"Refused.\"}]}";
    }

    /** Returns the body of an operation that returns something beside the client. */
    public static String envelope(String response, String client) {
        return "{\"response\":" + response + ",\"client\":" + client + "}";
    }

    public static String client(String id, String... sessions) {
        return clientWith(id, "null", sessions);
    }

    public static String clientWith(String id, String signIn, String... sessions) {
        return "{\"object\":\"client\",\"id\":\"" + id + "\",\"sign_in\":" + signIn + ",\"sign_up\":null,\"sessions\":["
                + String.join(",", sessions) + "],\"created_at\":1,\"updated_at\":1}";
    }

    public static String signIn(String status) {
        return "{\"object\":\"sign_in_attempt\",\"id\":\"sia_1\",\"status\":\"" + status + "\"}";
    }

    public static String session(String id, String status) {
        return session(id, status, null, null);
    }

    public static String session(
            String id, String status, @Nullable String organization, @Nullable String lastActiveToken) {
        var token = lastActiveToken == null ? "null" : "{\"object\":\"token\",\"jwt\":\"" + lastActiveToken + "\"}";
        var active = organization == null ? "null" : "\"" + organization + "\"";
        return "{\"object\":\"session\",\"id\":\"" + id + "\",\"status\":\"" + status
                + "\",\"user\":{\"object\":\"user\",\"id\":\"user_1\"},\"tasks\":[],\"last_active_organization_id\":"
                + active + ",\"last_active_token\":" + token + "}";
    }

    public static String token(String jwt) {
        return "{\"object\":\"token\",\"jwt\":\"" + jwt + "\"}";
    }

    /** Returns a session token that nobody signed, which lives for 60 seconds. */
    public static String jwt(String sessionId, @Nullable String organization, Instant issuedAt) {
        return jwt(sessionId, organization, issuedAt.getEpochSecond(), issuedAt.getEpochSecond() + 60, null);
    }

    public static String jwt(
            String sessionId, @Nullable String organization, long issuedAt, long expiresAt, @Nullable Long originAt) {
        var origin = originAt == null ? "" : ",\"oiat\":" + originAt;
        var org = organization == null ? "" : ",\"v\":2,\"o\":{\"id\":\"" + organization + "\"}";
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"" + origin + "}") + "."
                + part("{\"sid\":\"" + sessionId + "\",\"iat\":" + issuedAt + ",\"exp\":" + expiresAt + org + "}")
                + ".c2ln";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
