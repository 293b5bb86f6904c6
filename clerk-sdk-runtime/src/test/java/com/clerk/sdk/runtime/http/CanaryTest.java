package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.Thing;
import com.clerk.sdk.runtime.Upload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No message, log or {@code toString} shows a part of the request or of the result, for any kind of failure. */
class CanaryTest extends HttpTest {
    private static final String CANARY = "canary";

    private final List<Object> spoken = new ArrayList<>();

    @BeforeEach
    void sendCanariesEverywhere() {
        client = client(b -> b.authorization(() -> "Bearer " + CANARY)
                .header("X-Canary", CANARY)
                .query("q", CANARY)
                .retryPolicy(attempt -> {
                    spoken.add(attempt);
                    return attempt.attempt() < 2 ? Duration.ZERO : null;
                })
                .readTimeout(millis(50))
                .listener(spoken::add));
    }

    private static MockResponse.Builder response(int status, String type, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", type)
                .addHeader("Authorization", CANARY)
                .addHeader("Set-Cookie", "a=" + CANARY)
                .body(body);
    }

    static Stream<MockResponse> badAnswers() {
        var json = "application/json";
        return Stream.of(
                response(200, json, "{\"id\":\"canary").build(),
                response(200, json, "{\"id\":{\"canary\":1}}").build(),
                response(200, json, "{\"created_at\":\"canary\"}").build(),
                response(200, json, "canary").build(),
                response(200, json, "{\"id\":\"canary\"} canary").build(),
                response(200, json, "{\"metadata\":{\"canary@x.y\":canary}}").build(),
                response(200, "text/html", "<html>canary").build(),
                response(200, json, "").build(),
                response(302, json, "canary")
                        .addHeader("Location", "https://x/?t=canary")
                        .build(),
                response(400, json, "canary").build(),
                response(401, json, "{\"errors\":[{\"code\":\"c\",\"meta\":{\"x\":\"canary\"}}],\"canary\":1}")
                        .build(),
                response(429, json, "{\"errors\":[{\"code\":\"c\",\"long_message\":{\"canary\":\"canary\"}}]}")
                        .build(),
                response(503, "text/html", "<html>canary").build(),
                response(200, json, "{}")
                        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                        .build(),
                response(200, json, "{}")
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
    }

    private List<Function<ApiRequest, ApiCall<?>>> results() {
        return List.of(
                request -> request.returns(Thing.CODEC),
                request -> request.envelope().returns(Thing.CODEC),
                request -> request.returnsPage(Thing.CODEC, Paging.OFFSET),
                request -> request.returnsNullable(Thing.CODEC),
                ApiRequest::returnsVoid);
    }

    private ApiCall<?> call(Function<ApiRequest, ApiCall<?>> result) {
        var upload = Upload.of("a.png", "image/png", CANARY.getBytes(StandardCharsets.UTF_8));
        var params = params(p -> p.inBody("a", CANARY)
                .inBody("map", Map.of(CANARY, CANARY))
                .inQuery("b", CANARY)
                .inHeader("X-C", CANARY)
                .extra("d", CANARY)
                .file("f", upload));
        spoken.add(params);
        spoken.add(params.contents());
        spoken.add(upload);
        var options = CallOptions.builder().bearer(CANARY).build();
        spoken.add(options);
        var request = client.put("things.put", "/things/{thing_id}", CANARY).multipart(params);
        return result.apply(request).with(options);
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void noFailureShowsIt(MockResponse answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
        for (var result : results()) {
            var call = call(result);
            spoken.add(call);
            note(catchThrowable(() -> spoken.add(call.executeRaw())));
            note(catchThrowable(() -> spoken.add(call.executeAsync().join())));
        }
        assertThat(spoken).allSatisfy(said -> assertThat(String.valueOf(said)).doesNotContain(CANARY));
    }

    private void note(@Nullable Throwable failure) {
        if (failure != null) {
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            spoken.add(trace);
        }
    }
}
