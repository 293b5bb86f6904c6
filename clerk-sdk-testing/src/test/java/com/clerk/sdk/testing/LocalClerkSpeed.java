package com.clerk.sdk.testing;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Measures the local Clerk, and prints the figures of docs/local-clerk.md: a program, not a test, for no test may
 * depend on the speed of its machine. Clients and server share this JVM and its processors. Beside each rate stands the
 * processor time of a call, that of the client included, which other programs on the machine hardly change.
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -pl clerk-sdk-testing -Dexec.classpathScope=test \
 *     -Dexec.mainClass=com.clerk.sdk.testing.LocalClerkSpeed
 * }</pre>
 *
 * <p>{@code -Dusers=1000} and {@code -Dcalls=1000000} set how many users there are, and how many calls read and how
 * many write. The heap is that of Maven's JVM: set {@code MAVEN_OPTS=-Xmx1g}.
 */
final class LocalClerkSpeed {
    private static final int USERS = Integer.getInteger("users", 100_000);
    private static final int CALLS = Integer.getInteger("calls", 100_000);
    private static final int LISTS = Math.min(CALLS, 100_000) / 20;
    private static final int TOKENS = Math.min(CALLS, 100_000) / 5;
    private static final int CLIENTS = 8;
    private static final int STARTS = 200;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private LocalClerkSpeed() {}

    /** Runs all measurements. */
    public static void main(String... arguments) throws Exception {
        var keys = TestKeys.generate();
        starts(keys);
        instances(keys);
        var before = usedHeap();
        try (var server = ClerkServer.builder().keys(keys).start()) {
            var ids = createUsers(server);
            System.out.printf("%,d users: %,d bytes of heap each%n", USERS, (usedHeap() - before) / USERS);
            lists(server);
            var session = session(server, ids.get(0));
            calls("calls that mint no token", server, CALLS, i -> get("/v1/users/" + ids.get(i % ids.size())));
            calls("calls that write", server, CALLS, i -> patch(ids.get(i % ids.size()), i));
            var sign = signatures(TOKENS);
            var mint = calls("calls that mint a token", server, TOKENS, i -> post(session, "{}"));
            System.out.printf(
                    "minting runs at %.0f %% of the bare signing rate, and uses %.2f times its processor time%n",
                    100 * mint.rate() / sign.rate(), mint.cpuNanos() / sign.cpuNanos());
            state(server);
            System.out.printf("after all calls: %,d MB of heap in use%n", usedHeap() >> 20);
        }
    }

    /** A rate, and the processor time of one call. */
    private record Figure(double rate, double cpuNanos) {
        private static Figure of(int count, long wallNanos, long cpuNanos) {
            return new Figure(count * NANOS_PER_SECOND / wallNanos, (double) cpuNanos / count);
        }
    }

    /** The request of one call. */
    private interface Calls {
        String request(int number);
    }

    private static void starts(TestKeys keys) {
        var times = new long[STARTS];
        for (var i = 0; i < STARTS; i++) {
            var start = System.nanoTime();
            try (var server = ClerkServer.builder().keys(keys).start();
                    var client = new Connection(server)) {
                client.call(get("/v1/jwks"));
                times[i] = System.nanoTime() - start;
            }
        }
        var first = times[0];
        var warm = Arrays.copyOfRange(times, STARTS / 2, STARTS);
        Arrays.sort(warm);
        System.out.printf(
                "start to first response: %.1f ms the first time, %.2f ms warm (median of %d; slowest %.1f ms)%n",
                first / 1e6, warm[warm.length / 2] / 1e6, warm.length, warm[warm.length - 1] / 1e6);
    }

    private static void instances(TestKeys keys) {
        var servers = new ArrayList<ClerkServer>();
        try (var server = ClerkServer.builder().keys(keys).start()) {
            var start = System.nanoTime();
            for (var i = 0; i < 100; i++) {
                servers.add(server.newInstance());
            }
            System.out.printf("100 further instances: %.0f ms%n", (System.nanoTime() - start) / 1e6);
        } finally {
            servers.forEach(ClerkServer::close);
        }
    }

    private static List<String> createUsers(ClerkServer server) {
        var id = Pattern.compile("\"id\":\"(user_[A-Za-z0-9]+)\"");
        var ids = new ArrayList<String>(USERS);
        try (var client = new Connection(server)) {
            for (var i = 0; i < USERS; i++) {
                var user = "{\"email_address\":[\"user" + i + "@example.com\"],\"first_name\":\"Ada\"}";
                var matcher = id.matcher(client.call(post("/v1/users", user)));
                if (!matcher.find()) {
                    throw new IllegalStateException("The user was not created.");
                }
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    private static void state(ClerkServer server) throws IOException {
        var file = Files.createTempFile("local-clerk", ".json");
        try {
            var start = System.nanoTime();
            server.saveState(file);
            var saved = System.nanoTime();
            server.loadState(file);
            var loaded = System.nanoTime();
            System.out.printf(
                    "state of %,d MB: written in %.1f s, read in %.1f s%n",
                    Files.size(file) >> 20, (saved - start) / NANOS_PER_SECOND, (loaded - saved) / NANOS_PER_SECOND);
        } finally {
            Files.delete(file);
        }
    }

    private static String session(ClerkServer server, String user) {
        try (var client = new Connection(server)) {
            var response = client.call(post("/v1/sessions", "{\"user_id\":\"" + user + "\"}"));
            var matcher = Pattern.compile("\"id\":\"(sess_[A-Za-z0-9]+)\"").matcher(response);
            if (!matcher.find()) {
                throw new IllegalStateException("The session was not created.");
            }
            return "/v1/sessions/" + matcher.group(1) + "/tokens";
        }
    }

    private static void lists(ClerkServer server) throws Exception {
        var lists = List.of(
                "/v1/users?limit=10",
                "/v1/users?limit=10&offset=" + (USERS - 10),
                "/v1/users?limit=10&email_address=user" + USERS / 2 + "@example.com");
        for (var list : lists) {
            calls("GET " + list, server, LISTS, i -> get(list));
        }
    }

    private static Figure calls(String name, ClerkServer server, int count, Calls calls) throws Exception {
        // Once to warm up, once to measure.
        run(count / 4, CLIENTS, part -> () -> callAll(server, calls, part));
        var figure = run(count, CLIENTS, part -> () -> callAll(server, calls, part));
        print(name, figure);
        return figure;
    }

    private static int callAll(ClerkServer server, Calls calls, int count) {
        try (var client = new Connection(server)) {
            for (var i = 0; i < count; i++) {
                client.call(calls.request(i));
            }
        }
        return count;
    }

    private static Figure signatures(int count) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = generator.generateKeyPair().getPrivate();
        var threads = Runtime.getRuntime().availableProcessors();
        run(count / 4, threads, part -> () -> signAll(key, part));
        var figure = run(count, threads, part -> () -> signAll(key, part));
        print("bare RSA signatures by " + threads + " threads", figure);
        return figure;
    }

    private static int signAll(PrivateKey key, int count) throws GeneralSecurityException {
        var message = new byte[600];
        var length = 0;
        for (var i = 0; i < count; i++) {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(message);
            length += signature.sign().length;
        }
        return length;
    }

    /** A part of the work, which a thread does. */
    private interface Part {
        Callable<Integer> of(int count);
    }

    private static Figure run(int count, int threads, Part part) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var cpu = SYSTEM.getProcessCpuTime();
            var start = System.nanoTime();
            var parts = new ArrayList<Future<Integer>>();
            for (var i = 0; i < threads; i++) {
                parts.add(pool.submit(part.of(count / threads)));
            }
            for (var done : parts) {
                done.get();
            }
            var wall = System.nanoTime() - start;
            return Figure.of(count / threads * threads, wall, SYSTEM.getProcessCpuTime() - cpu);
        } finally {
            pool.shutdown();
        }
    }

    private static void print(String name, Figure figure) {
        System.out.printf(
                "%s: %,.0f a second, %.0f µs of processor time each%n", name, figure.rate(), figure.cpuNanos() / 1e3);
    }

    private static long usedHeap() {
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n";
    }

    private static String post(String path, String json) {
        return "POST " + path + " HTTP/1.1\r\n" + json;
    }

    private static String patch(String user, int seats) {
        return "PATCH /v1/users/" + user + "/metadata HTTP/1.1\r\n{\"public_metadata\":{\"seats\":" + seats + "}}";
    }

    /** A connection that is kept open, with as little of HTTP as the server needs, so that it costs little itself. */
    private static final class Connection implements AutoCloseable {
        private static final Pattern LENGTH = Pattern.compile("content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

        private final Socket socket;
        private final InputStream in;
        private final String headers;

        private Connection(ClerkServer server) {
            try {
                socket = new Socket("127.0.0.1", port(server));
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            headers = "Host: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer " + server.secretKey()
                    + "\r\nContent-Length: ";
        }

        private static int port(ClerkServer server) {
            var url = server.apiUrl();
            return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
        }

        /** Sends a request line and a body, and returns the body of the response. */
        private String call(String request) {
            var end = request.indexOf('\n') + 1;
            var body = request.substring(end);
            var message = request.substring(0, end) + headers + body.length() + "\r\n\r\n" + body;
            try {
                socket.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
                var head = head();
                if (!head.startsWith("HTTP/1.1 200")) {
                    throw new IllegalStateException(head + " for " + request);
                }
                var length = LENGTH.matcher(head);
                var size = length.find() ? Integer.parseInt(length.group(1)) : 0;
                return new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String head() throws IOException {
            var head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                var next = in.read();
                if (next < 0) {
                    throw new IOException("The server closed the connection after: " + head);
                }
                head.append((char) next);
            }
            return head.toString();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
