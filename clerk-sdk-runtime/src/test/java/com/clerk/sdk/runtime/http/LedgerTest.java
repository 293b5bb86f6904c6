package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.ApiCall;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes over HTTP/1.1 to a server that misbehaves in every twentieth exchange. */
class LedgerTest extends LedgerTestBase {
    @Override
    ApiCall<String> write(ApiClient client, String id) {
        return client.post("things.create", "/things")
                .params(params(p -> p.inBody("id", id)))
                .returnsText();
    }

    @Override
    ApiCall<String> find(ApiClient client, String id) {
        return client.get("things.find", "/things").query("id", id).returnsText();
    }

    private void serve(RawServer.Peer peer) throws IOException {
        while (peer.readRequest()) {
            boolean write = peer.line.startsWith("POST");
            var id = write ? peer.body.substring(7, peer.body.length() - 2) : idOf(peer.line);
            if (nextIsFaulty()) {
                if (misbehave(peer, write, id, random(9))) {
                    return;
                }
            } else {
                answer(peer, write, id);
            }
        }
    }

    private static String idOf(String line) {
        return line.substring(line.indexOf("id=") + 3, line.lastIndexOf(' '));
    }

    private void answer(RawServer.Peer peer, boolean write, String id) throws IOException {
        if (write) {
            execute(id);
            peer.write(RawServer.ok("1"));
        } else {
            peer.write(RawServer.ok(isExecuted(id) ? "1" : "0"));
        }
    }

    /** Returns whether the connection ends. */
    private boolean misbehave(RawServer.Peer peer, boolean write, String id, int fault) throws IOException {
        switch (fault) {
            case 0 -> peer.socket.close(); // before the work
            case 1 -> {
                executeIf(write, id);
                peer.socket.close(); // after the work
            }
            case 2 -> {
                executeIf(write, id);
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1");
                peer.socket.close(); // in the answer
            }
            case 3 -> {
                answer(peer, write, id);
                peer.socket.close(); // idle, without a word
            }
            case 4 -> {
                peer.socket.setSoLinger(true, 0);
                peer.socket.close(); // reset
            }
            case 5 -> {
                executeIf(write, id);
                peer.write("nonsense\r\n\r\n");
                peer.socket.close();
            }
            case 6 -> peer.write("HTTP/1.1 429 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
            case 7 -> peer.write("HTTP/1.1 503 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
            default -> peer.write("HTTP/1.1 408 X\r\nContent-Length: 0\r\n\r\n");
        }
        return fault < 6;
    }

    private void executeIf(boolean write, String id) {
        if (write) {
            execute(id);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noWriteIsLostAndNoneIsMadeTwice(boolean async) throws IOException, InterruptedException {
        try (var raw = new RawServer(this::serve)) {
            var busy = client(b -> b.baseUrl(raw.url()));
            makeWrites(busy, async);
            busy.close();
            assertThat(threadsLeftOver()).as("threads").isEmpty();
            assertThat(raw.socketsLeftOpen()).as("sockets").isZero();
        }
    }
}
