package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.Codecs;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes to a server that misbehaves in every twentieth exchange. A caller that does as docs/errors.md says, and looks
 * before it repeats a write that may have arrived, loses no write and makes none twice.
 */
class LedgerTest extends HttpTest {
    private static final int WRITES = Integer.getInteger("clerk.sdk.test.writes", 400);
    private static final long SEED = Long.getLong("clerk.sdk.test.seed", System.nanoTime());
    private static final int THREADS = 8;
    private static final int FAULT_PERCENT = 5;

    /** How often each write was executed. */
    private final Map<String, AtomicInteger> ledger = new ConcurrentHashMap<>();

    private final Random random = new Random(SEED);
    private final AtomicInteger faults = new AtomicInteger();

    private void execute(String id) {
        ledger.computeIfAbsent(id, same -> new AtomicInteger()).incrementAndGet();
    }

    private synchronized int random(int bound) {
        return random.nextInt(bound);
    }

    private void serve(RawServer.Peer peer) throws IOException {
        while (peer.readRequest()) {
            boolean write = peer.line.startsWith("POST");
            var id = write ? peer.body.substring(7, peer.body.length() - 2) : idOf(peer.line);
            if (random(100) < FAULT_PERCENT) {
                faults.incrementAndGet();
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
            peer.write(RawServer.ok(ledger.containsKey(id) ? "1" : "0"));
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

    private void write(ApiClient client, String id, boolean async) {
        ApiCall<String> write = client.post("things.create", "/things")
                .params(params(p -> p.inBody("id", id)))
                .returnsText();
        ApiCall<Long> find =
                client.get("things.find", "/things").query("id", id).returns(Codecs.INTEGER);
        for (int i = 0; i < 20; i++) {
            try {
                run(write, async);
                return;
            } catch (ClerkException e) {
                boolean mayHaveArrived = e instanceof ClerkConnectionException broken && broken.requestMayHaveArrived();
                if (mayHaveArrived && look(find, async) == 1) {
                    return;
                }
            }
        }
        throw new AssertionError("20 tries failed");
    }

    private static long look(ApiCall<Long> find, boolean async) {
        for (int i = 0; ; i++) {
            try {
                return run(find, async);
            } catch (ClerkException e) {
                assertThat(i).as("times that three tries failed").isLessThan(10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noWriteIsLostAndNoneIsMadeTwice(boolean async) throws IOException, InterruptedException {
        System.out.println("Ledger of " + WRITES + " writes: -Dclerk.sdk.test.seed=" + SEED);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (var raw = new RawServer(this::serve)) {
            var busy = client(b -> b.baseUrl(raw.url()));
            var executor = Executors.newFixedThreadPool(THREADS);
            for (int i = 0; i < WRITES; i++) {
                var id = "w" + i;
                executor.execute(() -> {
                    try {
                        write(busy, id, async);
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                });
            }
            executor.shutdown();
            assertThat(executor.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
            busy.close();
            assertThat(raw.socketsLeftOpen()).as("sockets").isZero();
        }
        assertThat(failures).isEmpty();
        assertThat(ledger).as("writes that arrived").hasSize(WRITES);
        assertThat(ledger.values()).as("executions of each write").allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(faults.get()).isPositive();
    }
}
