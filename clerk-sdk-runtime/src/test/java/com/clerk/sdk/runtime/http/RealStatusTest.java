package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkError;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The code of a user inside the HTTP client sees each response as the server sent it, also if OkHttp would act on it.
 */
class RealStatusTest extends HttpTest {
    private static final String ERROR = "{\"errors\":[{\"code\":\"the_code\",\"message\":\"m\"}]}";

    private final List<Response> ofApplication = new CopyOnWriteArrayList<>();
    private final List<Response> ofNetwork = new CopyOnWriteArrayList<>();
    private final List<Response> ofEvents = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private final EventListener events = new EventListener() {
        @Override
        public void responseHeadersEnd(Call call, Response response) {
            ofEvents.add(response);
        }

        @Override
        public void followUpDecision(Call call, Response response, @Nullable Request next) {
            ofEvents.add(response);
            assertThat(next).isNull();
        }

        @Override
        public void responseFailed(Call call, IOException failure) {
            failures.add("response " + failure);
        }

        @Override
        public void callFailed(Call call, IOException failure) {
            failures.add("call " + failure);
        }
    };

    private ApiClient observed() {
        var mine = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    var response = chain.proceed(chain.request());
                    assertThat(response.request()).isSameAs(chain.request());
                    ofApplication.add(response);
                    return response;
                })
                .addNetworkInterceptor(chain -> {
                    var response = chain.proceed(chain.request());
                    ofNetwork.add(response);
                    return response;
                })
                .eventListener(events)
                .build();
        return client(b -> b.httpClient(mine).retryPolicy(RetryPolicy.never()));
    }

    private void always(MockResponse answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
    }

    private static List<ApiCall<String>> calls(ApiClient client) {
        return List.of(
                client.get("things.get", "/things").returnsText(),
                client.delete("things.delete", "/things").returnsText(),
                client.post("things.create", "/things").returnsText());
    }

    private static Buffer gzip(String text) throws IOException {
        var packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeString(text, StandardCharsets.UTF_8);
        }
        return packed;
    }

    @ParameterizedTest
    @CsvSource({
        "400,",
        "401,",
        "404,",
        "407,",
        "408,",
        "408,0",
        "421,",
        "429,0",
        "500,",
        "503,",
        "503,0",
        "503,00",
        "503,1",
        "503,99999999999",
        "503,soon",
    })
    void everybodySeesTheStatusThatTheServerSent(int status, @Nullable String retryAfter) throws IOException {
        for (boolean packed : new boolean[] {false, true}) {
            var answer = new MockResponse.Builder().code(status).addHeader("X-Of-Server", "yes");
            if (retryAfter != null) {
                answer.addHeader("Retry-After", retryAfter);
            }
            always((packed ? answer.addHeader("Content-Encoding", "gzip").body(gzip(ERROR)) : answer.body(ERROR))
                    .build());
            for (var call : calls(observed())) {
                for (boolean async : new boolean[] {false, true}) {
                    var refusal = catchThrowableOfType(ClerkApiException.class, () -> run(call, async));
                    assertThat(refusal.status()).isEqualTo(status);
                    assertThat(refusal.errors()).extracting(ClerkError::code).containsExactly("the_code");
                }
            }
            assertThat(server.getRequestCount()).isEqualTo(ofNetwork.size());
        }
        assertThat(ofApplication).hasSize(12).allSatisfy(response -> {
            assertAsSent(response, status, retryAfter);
            assertThat(response.header("Content-Encoding")).isNull();
            assertThat(response.priorResponse()).isNull();
            assertThat(response.cacheResponse()).isNull();
            assertThat(response.networkResponse()).isNotNull();
            assertAsSent(response.networkResponse(), status, retryAfter);
        });
        assertThat(ofNetwork).hasSize(12).allSatisfy(response -> assertAsSent(response, status, retryAfter));
        assertThat(ofEvents)
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(response -> assertThat(response.code()).isEqualTo(status));
        assertThat(failures).isEmpty();
    }

    private static void assertAsSent(Response response, int status, @Nullable String retryAfter) {
        assertThat(response.code()).isEqualTo(status);
        assertThat(response.message()).isNotBlank();
        assertThat(response.header("X-Of-Server")).isEqualTo("yes");
        assertThat(response.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(response.receivedResponseAtMillis()).isPositive();
    }
}
