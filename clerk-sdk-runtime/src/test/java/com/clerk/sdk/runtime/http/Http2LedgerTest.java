package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.ApiCall;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes over HTTP/2 to a server that misbehaves in every twentieth exchange. */
class Http2LedgerTest extends LedgerTestBase {
    private static final int CANCEL = 8;
    private static final int REFUSED_STREAM = 7;

    @Override
    ApiCall<String> write(ApiClient client, String id) {
        return client.post("things.create", "/things")
                .params(params(p -> p.inBody("make", id)))
                .returnsText();
    }

    @Override
    ApiCall<String> find(ApiClient client, String id) {
        return client.put("things.find", "/things")
                .params(params(p -> p.inBody("find", id)))
                .returnsText();
    }

    private void serve(RawHttp2Server.Frames frames, int stream, String body) throws IOException {
        if (stream > frames.lastServed) {
            return; // the client knows that it was not processed
        }
        boolean write = body.contains("make");
        var id = body.substring(9, body.length() - 2);
        int fault = nextIsFaulty() ? random(6) : -1;
        if (fault == 0) {
            frames.reset(stream, REFUSED_STREAM); // before the work
            return;
        }
        if (fault == 1 && stream > frames.lastProcessed) {
            frames.goAway(frames.lastProcessed); // before the work
            return;
        }
        if (fault == 2) {
            frames.close(); // before the work, without a word
            return;
        }
        if (write) {
            execute(id);
        }
        frames.lastProcessed = Math.max(frames.lastProcessed, stream);
        switch (fault) {
            case 3 -> frames.close(); // after the work, without a word
            case 4 -> frames.reset(stream, CANCEL); // after the work
            case 5 -> {
                frames.answer(stream, isExecuted(id) ? "1" : "0");
                frames.goAway(frames.lastProcessed);
            }
            default -> frames.answer(stream, isExecuted(id) ? "1" : "0");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noWriteIsLostAndNoneIsMadeTwice(boolean async) throws IOException, InterruptedException {
        try (var raw = RawHttp2Server.reading(this::serve)) {
            var http = RawHttp2Server.client();
            var busy = client(b -> b.baseUrl(raw.url()).httpClient(http));
            makeWrites(busy, async);
            busy.close();
            assertThat(threadsLeftOver()).as("threads").isEmpty();
            assertThat(raw.socketsHeldBy(http)).as("sockets").isZero();
        }
    }
}
