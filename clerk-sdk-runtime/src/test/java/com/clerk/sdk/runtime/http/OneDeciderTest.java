package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.AuthenticationException;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The retry policy alone decides how often a request is sent, and the listener sees every try. */
class OneDeciderTest extends HttpTest {
    private final List<CallEvent> events = new ArrayList<>();

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
                client.put("things.put", "/things").returnsText(),
                client.post("things.create", "/things").returnsText());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 408, 421, 503})
    void aRefusalIsNotRepeatedByTheHttpLibrary(int status) {
        always(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "0")
                .addHeader("WWW-Authenticate", "Basic")
                .build());
        var seenByInterceptor = new ArrayList<Integer>();
        var once = client(b -> b.retryPolicy(RetryPolicy.never())
                .listener(events::add)
                .interceptor(chain -> {
                    var response = chain.proceed(chain.request());
                    seenByInterceptor.add(response.code());
                    return response;
                }));
        for (var call : calls(once)) {
            int before = server.getRequestCount();
            assertThatThrownBy(call::execute)
                    .isInstanceOfSatisfying(
                            ClerkApiException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(status));
            assertThat(server.getRequestCount() - before).isEqualTo(1);
        }
        assertThat(events)
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.status()).hasValue(status));
        assertThat(seenByInterceptor).hasSize(4).containsOnly(status);
    }

    @Test
    void theListenerSeesEveryTryOfTheStandardPolicy() {
        always(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .build());
        var standard = client(b -> b.listener(events::add));
        assertThatThrownBy(calls(standard).get(0)::execute).isInstanceOf(ClerkApiException.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(events).extracting(CallEvent::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void anAuthenticatorOfTheHttpClientIsNotAsked() {
        always(new MockResponse.Builder().code(401).build());
        var asked = new AtomicInteger();
        var mine = new OkHttpClient.Builder()
                .authenticator((route, response) -> {
                    asked.incrementAndGet();
                    return response.request();
                })
                .build();
        var call = calls(client(b -> b.httpClient(mine))).get(0);
        assertThatThrownBy(call::execute).isInstanceOf(AuthenticationException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aRequestThatWasReadIsNotRepeatedByTheHttpLibrary() throws IOException {
        try (var raw = new RawServer(peer -> {
            peer.readRequest();
            peer.write(RawServer.ok("{}"));
            peer.readRequest();
            peer.socket.close(); // the second request was read, and may have been executed
        })) {
            var once = client(b -> b.baseUrl(raw.url()).retryPolicy(RetryPolicy.never()));
            var call = delete(once);
            call.execute();
            assertThatThrownBy(call::execute).hasMessageContaining("connection to 127.0.0.1 failed (try 1, ");
            assertThat(raw.requests).hasSize(2);
        }
    }

    private static ApiCall<String> delete(ApiClient client) {
        return client.delete("things.delete", "/things").returnsText();
    }
}
