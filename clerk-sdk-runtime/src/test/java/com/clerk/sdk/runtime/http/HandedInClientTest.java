package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Cache;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of an OkHttp client that was handed in: those that are used, and those that would do harm. */
class HandedInClientTest extends HttpTest {
    private static ApiCall<String> get(ApiClient client) {
        return client.get("me.get", "/me").returnsText();
    }

    @Test
    void itsCookiesAreNotSent() {
        var jar = new CookieJar() {
            private final List<Cookie> stored = new ArrayList<>();

            @Override
            public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
                stored.addAll(cookies);
            }

            @Override
            public List<Cookie> loadForRequest(HttpUrl url) {
                return stored;
            }
        };
        var shared = new OkHttpClient.Builder().cookieJar(jar).build();
        var ofA = client(b -> b.httpClient(shared).authorization(() -> "A"));
        var ofB = client(b -> b.httpClient(shared).authorization(() -> "B"));
        server.enqueue(new MockResponse.Builder()
                .addHeader("Set-Cookie", "__client=of-a; Path=/")
                .build());
        answer(200, "");
        get(ofA).execute();
        get(ofB).execute();
        taken();
        assertThat(taken().getHeaders().get("Cookie")).isNull();
        assertThat(jar.stored).isEmpty();
    }

    @Test
    void itsCacheIsNotUsed(@TempDir Path folder) throws IOException {
        try (var cache = new Cache(folder.toFile(), 1 << 20)) {
            var shared = new OkHttpClient.Builder().cache(cache).build();
            for (var user : List.of("A", "B")) {
                server.enqueue(
                        json(200, user).addHeader("Cache-Control", "max-age=60").build());
                assertThat(get(client(b -> b.httpClient(shared).authorization(() -> user)))
                                .execute())
                        .isEqualTo(user);
            }
        }
    }

    @Test
    void itsCallTimeoutHoldsUnlessAnotherIsSet() {
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }
        var hasty = new OkHttpClient.Builder().callTimeout(millis(300)).build();
        for (boolean async : new boolean[] {false, true}) {
            assertThatThrownBy(() -> run(get(client(b -> b.httpClient(hasty).retryPolicy(RetryPolicy.never()))), async))
                    .isInstanceOfSatisfying(
                            ClerkConnectionException.class,
                            late -> assertThat(late.isTimeout()).isTrue());
        }
        server.enqueue(
                json(200, "late").headersDelay(600, TimeUnit.MILLISECONDS).build());
        assertThat(get(client(b -> b.httpClient(hasty).callTimeout(Duration.ofSeconds(20))))
                        .execute())
                .isEqualTo("late");
    }

    @Test
    void aProxyOfTheSystemGetsNothingInClear() {
        var proxied = new OkHttpClient.Builder()
                .proxySelector(new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", 1)));
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
                })
                .build();
        answer(200, "direct");
        assertThat(get(client(b -> b.httpClient(proxied))).execute()).isEqualTo("direct");
    }

    @Test
    void aProxyThatItSetsItselfIsUsed() {
        var proxied = new OkHttpClient.Builder().proxy(server.getProxyAddress()).build();
        answer(200, "by proxy");
        var far = client(b -> b.httpClient(proxied).baseUrl("http://127.0.0.1:1/v1"));
        assertThat(get(far).execute()).isEqualTo("by proxy");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void timeoutsOfAnyLengthCanBeSet(boolean async) {
        for (var timeout : List.of(Duration.ofDays(25), Duration.ofSeconds(Long.MAX_VALUE))) {
            answer(200, "done");
            var patient = client(
                    b -> b.connectTimeout(timeout).readTimeout(timeout).callTimeout(timeout));
            assertThat(run(get(patient), async)).isEqualTo("done");
        }
        var shortest = Duration.ofNanos(1);
        assertThatThrownBy(() -> get(client(b ->
                                b.connectTimeout(shortest).readTimeout(shortest).callTimeout(shortest)))
                        .execute())
                .isInstanceOf(ClerkConnectionException.class);
    }
}
