package com.clerk.sdk;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.call;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.error;
import static com.clerk.sdk.client.FrontendStub.jwt;
import static com.clerk.sdk.client.FrontendStub.session;
import static com.clerk.sdk.client.FrontendStub.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's own requests, signed with a session token, by OkHttp and by the HTTP client of the JDK. */
@Timeout(60)
class ProgramRequestsTest {
    private final FrontendStub clerk = new FrontendStub();
    private final FrontendStub server = new FrontendStub();
    private final AtomicInteger minted = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private ClerkFrontend frontend;

    @BeforeEach
    void start() {
        clerk.answering(request -> {
            if (call(request).endsWith("/tokens")) {
                int number = minted.incrementAndGet();
                var jwt = jwt("sess_1", null, Instant.now().plusSeconds(number));
                accepted.add("Bearer " + jwt);
                return answer(200, token(jwt));
            }
            return answer(200, envelope(client("client_1", session("sess_1", "active")), "null"));
        });
        server.answering(this::acceptedOrNot);
        frontend = ClerkFrontend.builder()
                .apiUrl(clerk.url())
                .clientToken("client_token")
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    @AfterEach
    void close() {
        frontend.close();
        clerk.close();
        server.close();
    }

    private MockResponse acceptedOrNot(RecordedRequest request) {
        var authorization = request.getHeaders().get("Authorization");
        return authorization != null && accepted.contains(authorization) ? answer(200, "{}") : answer(401, "{}");
    }

    private OkHttpClient http() {
        return new OkHttpClient.Builder()
                .addInterceptor(frontend.tokenInterceptor(server.url()))
                .build();
    }

    private Request request() {
        return requestTo(server.url());
    }

    private static Request requestTo(String server) {
        return new Request.Builder().url(server + "/orders").build();
    }

    private static int status(OkHttpClient http, Request request) throws IOException {
        try (var response = http.newCall(request).execute()) {
            return response.code();
        }
    }

    @Test
    void aRequestToAServerOfTheProgramIsSigned() throws Exception {
        assertThat(status(http(), request())).isEqualTo(200);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRefusedRequestIsSentOnceMoreWithAnotherToken() throws Exception {
        status(http(), request());
        accepted.clear(); // the server has changed its mind about the present token

        assertThat(status(http(), request())).isEqualTo(200);
        assertThat(server.requests()).hasSize(3);
        assertThat(minted).hasValue(2);
    }

    @Test
    void aServerThatRefusesAllTokensGetsTwoRequestsPerCall() throws Exception {
        server.answering(request -> answer(401, "{}"));

        assertThat(status(http(), request())).isEqualTo(401);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void manyRefusedRequestsShareOneNewToken() throws Exception {
        frontend.getToken();
        accepted.clear();
        var refused = new CountDownLatch(20);
        server.answering(request -> {
            var answer = acceptedOrNot(request);
            if (answer.getCode() == 401) {
                refused.countDown();
                await(refused); // all are on their way with the same token
            }
            return answer;
        });
        var http = http();
        http.dispatcher().setMaxRequestsPerHost(20);
        var results = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 20; i++) {
            results.add(enqueue(http, request()));
        }
        for (var each : results) {
            assertThat(each.get()).isEqualTo(200);
        }

        assertThat(minted).hasValue(2);
    }

    @Test
    void requestsThatFillTheDispatcherOfTheProgramStillGetTokens() throws Exception {
        // Clerk and the server have the same host here, and five calls at a time are all that OkHttp allows for it.
        var http = http();
        var results = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 20; i++) {
            results.add(enqueue(http, request()));
        }
        for (var each : results) {
            assertThat(each.get()).isEqualTo(200);
        }
    }

    @Test
    void aRefusalStaysWhenNoOtherTokenCanBeHad() throws Exception {
        frontend.getToken();
        accepted.clear();
        clerk.answering(request -> answer(503, error("maintenance")));

        try (var response = http().newCall(request()).execute()) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.body().string()).isEqualTo("{}");
        }
        var ofJdk = frontend.sendWithToken(HttpClient.newHttpClient(), jdkRequest(), BodyHandlers.ofString());
        assertThat(ofJdk.statusCode()).isEqualTo(401);
        assertThat(ofJdk.body()).isEqualTo("{}");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aClosedClientFailsTheRequestAsOkHttpExpects() {
        frontend.getToken();
        frontend.close();

        assertThatThrownBy(() -> status(http(), request()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("This client is closed");
        assertThatThrownBy(this::sendByJdk)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("This client is closed");
    }

    @Test
    void theBodyOfARefusalThatIsNotReturnedIsClosed() throws Exception {
        frontend.getToken();
        accepted.clear();
        var bodies = new ArrayList<AtomicInteger>();
        BodyHandler<AutoCloseable> handler = info -> BodySubscribers.replacing(body(bodies));
        frontend.sendWithToken(HttpClient.newHttpClient(), jdkRequest(), handler);

        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(0)).hasValue(1);
        assertThat(bodies.get(1)).hasValue(0);
    }

    private static AutoCloseable body(List<AtomicInteger> bodies) {
        var closed = new AtomicInteger();
        bodies.add(closed);
        return closed::incrementAndGet;
    }

    @Test
    void aServerWhoseNameHasAnUnderscoreGetsATokenAndOthersDoNot() throws Exception {
        var http = new OkHttpClient.Builder()
                .addInterceptor(frontend.tokenInterceptor("https://my_api.example.com"))
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().url(server.url()).build()))
                .build();

        assertThat(status(http, requestTo("https://my_api.example.com"))).isEqualTo(200);
        assertThat(status(http, requestTo("https://my_other.example.com"))).isEqualTo(401);
        assertThat(server.requests().get(1).getHeaders().get("Authorization")).isNull();
    }

    @Test
    void aBodyThatCanBeSentOnceIsNotSentAgain() throws Exception {
        server.answering(request -> answer(401, "{}"));
        var once = new RequestBody() {
            @Override
            public MediaType contentType() {
                return null;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8("once");
            }

            @Override
            public boolean isOneShot() {
                return true;
            }
        };

        assertThat(status(http(), request().newBuilder().post(once).build())).isEqualTo(401);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anotherServerGetsNoToken() throws Exception {
        try (var other = new FrontendStub()) {
            other.answering(request -> answer(200, "{}"));
            status(http(), new Request.Builder().url(other.url()).build());

            assertThat(other.requests().get(0).getHeaders().get("Authorization"))
                    .isNull();
        }
        assertThat(minted).hasValue(0);
    }

    @Test
    void aServerThatARedirectNamesGetsNoToken() throws Exception {
        try (var other = new FrontendStub()) {
            other.answering(request -> answer(200, "{}"));
            server.answering(request -> new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", other.url() + "/")
                    .build());
            status(http(), request());

            assertThat(other.requests().get(0).getHeaders().get("Authorization"))
                    .isNull();
        }
    }

    @Test
    void anAuthorizationOfTheProgramStays() throws Exception {
        status(http(), request().newBuilder().header("Authorization", "Basic x").build());

        assertThat(server.requests().get(0).getHeaders().get("Authorization")).isEqualTo("Basic x");
    }

    @Test
    void anAuthorizationOfTheProgramStaysWithTheClientOfTheJdkToo() throws Exception {
        var own = HttpRequest.newBuilder(jdkRequest(), (name, value) -> true)
                .header("Authorization", "Basic x")
                .build();
        var response = frontend.sendWithToken(HttpClient.newHttpClient(), own, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).getHeaders().get("Authorization")).isEqualTo("Basic x");
        assertThat(clerk.requests()).isEmpty();
    }

    @Test
    void withoutAUserNothingIsSent() {
        try (var signedOut = ClerkFrontend.builder().apiUrl(clerk.url()).build()) {
            var http = new OkHttpClient.Builder()
                    .addInterceptor(signedOut.tokenInterceptor(server.url()))
                    .build();
            assertThatThrownBy(() -> status(http, request()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No user is signed in");
            assertThatThrownBy(() -> signedOut.sendWithToken(
                            HttpClient.newHttpClient(), jdkRequest(), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No user is signed in");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aTokenThatCannotBeHadFailsTheRequest() {
        clerk.answering(request -> answer(503, error("maintenance")));

        assertThatThrownBy(() -> status(http(), request()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503 maintenance");
        assertThatThrownBy(this::sendByJdk).isInstanceOf(IOException.class).hasMessageContaining("503 maintenance");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anInterruptOfTheClientOfTheJdkIsAnInterruptWhileItWaitsForATokenToo() throws Exception {
        var asked = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        clerk.answering(request -> {
            asked.countDown();
            await(end);
            return answer(503, error("maintenance"));
        });
        var failure = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                sendByJdk();
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        caller.start();
        asked.await();
        caller.interrupt();

        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        end.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.com", "api.example.com", "https://api.example.com/v1", "", "ftp://x.y"})
    void onlyOriginsThatMayGetATokenAreAccepted(String origin) {
        assertThatThrownBy(() -> frontend.tokenInterceptor(origin)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frontend.tokenInterceptor()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClientOfTheJdkSendsTheTokenToo() throws Exception {
        var response = frontend.sendWithToken(HttpClient.newHttpClient(), jdkRequest(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.requests().get(0).getBody().utf8()).isEqualTo("order");
    }

    @Test
    void aRequestOfTheJdkThatIsRefusedIsSentOnceMore() throws Exception {
        frontend.getToken();
        accepted.clear();
        var response = frontend.sendWithToken(HttpClient.newHttpClient(), jdkRequest(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).getBody().utf8()).isEqualTo("order");
    }

    @Test
    void aServerThatRefusesAllTokensOfTheJdkGetsTwoRequests() throws Exception {
        server.answering(request -> answer(401, "{}"));
        sendByJdk();

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aClientOfTheJdkThatWouldTakeTheTokenElsewhereIsRefused() {
        var following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatThrownBy(() -> frontend.sendWithToken(following, jdkRequest(), BodyHandlers.discarding()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("follows redirects");
        var plain =
                HttpRequest.newBuilder(URI.create("http://api.example.com/")).build();
        assertThatThrownBy(() -> frontend.sendWithToken(HttpClient.newHttpClient(), plain, BodyHandlers.discarding()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    private void sendByJdk() throws IOException, InterruptedException {
        frontend.sendWithToken(HttpClient.newHttpClient(), jdkRequest(), BodyHandlers.ofString());
    }

    private HttpRequest jdkRequest() {
        return HttpRequest.newBuilder(URI.create(server.url() + "/orders"))
                .POST(BodyPublishers.ofString("order"))
                .build();
    }

    private static CompletableFuture<Integer> enqueue(OkHttpClient http, Request request) {
        var result = new CompletableFuture<Integer>();
        http.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                result.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                result.complete(response.code());
            }
        });
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
