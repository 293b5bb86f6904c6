package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose calls no number of other calls can hold up. */
class SeparateClientTest extends HttpTest {
    private static final int MORE_THAN_OKHTTP_RUNS = 70;

    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void answerAllPathsButOne() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (request.getUrl().encodedPath().equals("/v1/hangs")) {
                    end.await(20, TimeUnit.SECONDS);
                }
                return json(200, "\"ok\"").build();
            }
        });
    }

    @AfterEach
    void endTheCalls() {
        end.countDown();
    }

    private static CompletableFuture<String> call(ApiClient client, String path) {
        return client.get("test.get", path).returnsText().executeAsync();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itsCallsDoNotWaitForThoseOfTheOtherClient(boolean given) {
        var mine = new OkHttpClient();
        client = client(b -> {
            if (given) {
                b.httpClient(mine);
            }
        });
        var waiting = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < MORE_THAN_OKHTTP_RUNS; i++) {
            waiting.add(call(client, "/hangs"));
        }
        assertThat(call(client.separate(), "/x").orTimeout(10, TimeUnit.SECONDS).join())
                .isEqualTo("\"ok\"");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        end.countDown();
        waiting.forEach(CompletableFuture::join);
        mine.dispatcher().executorService().shutdown();
    }

    @Test
    void itsCallsHaveTheSettingsOfTheOtherClient() throws InterruptedException {
        client = client(b -> b.authorization(() -> "Bearer one").header("X-Test", "two"));
        call(client.separate(), "/x").join();
        var request = server.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer one");
        assertThat(request.getHeaders().get("X-Test")).isEqualTo("two");
    }

    @Test
    void itIsClosedTogetherWithTheOtherClient() {
        var separate = client.separate();
        call(separate, "/x").join();
        client.close();
        assertThatThrownBy(() -> call(separate, "/x").join()).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> call(client.separate(), "/x").join()).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingItLeavesAnOkHttpClientThatWasHandedInOpen() {
        var mine = new OkHttpClient();
        client = client(b -> b.httpClient(mine));
        call(client.separate(), "/x").join();
        client.close();
        assertThat(mine.dispatcher().executorService().isShutdown()).isFalse();
        mine.dispatcher().executorService().shutdown();
    }
}
