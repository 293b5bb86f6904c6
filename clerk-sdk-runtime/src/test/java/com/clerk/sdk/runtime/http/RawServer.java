package com.clerk.sdk.runtime.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server that sends any bytes, also those that no HTTP server may send. Each connection has its own thread. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Serves one connection. */
    interface Script {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    RawServer(Script script) {
        this(ServerSocketFactory.getDefault(), script);
    }

    RawServer(ServerSocketFactory factory, Script script) {
        this.script = script;
        try {
            this.listener = factory.createServerSocket(0, 500, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Answers every request with the same bytes, as long as the client keeps the connection. */
    static RawServer answering(String answer) {
        return new RawServer(peer -> {
            while (peer.readRequest()) {
                peer.write(answer);
            }
        });
    }

    static String ok(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                + json;
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                open.incrementAndGet();
                start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            var peer = new Peer(socket, number);
            script.serve(peer);
            peer.awaitEnd();
        } catch (IOException e) {
            // The client closed the connection.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            open.decrementAndGet();
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
    }

    int connections() {
        return connections.get();
    }

    int open() {
        return open.get();
    }

    /** Waits until the client has closed all of its sockets, and returns how many it left open. */
    int socketsLeftOpen() throws InterruptedException {
        for (int i = 0; i < 500 && open.get() > 0; i++) {
            Thread.sleep(20);
        }
        return open.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    /** The server's side of a connection. */
    final class Peer {
        final Socket socket;
        final int number;
        final InputStream in;
        final OutputStream out;

        /** The first line of the last request. */
        String line = "";

        /** The body of the last request. */
        String body = "";

        Peer(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads a request with its body. Returns false if the client has closed the connection. */
        boolean readRequest() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    return false;
                }
                head.append((char) read);
            }
            var lower = head.toString().toLowerCase(Locale.ROOT);
            int at = lower.indexOf("content-length: ");
            if (at >= 0) {
                var length = lower.substring(at + 16, lower.indexOf('\r', at));
                body = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
            }
            line = head.substring(0, head.indexOf("\r\n"));
            requests.add(line);
            return true;
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // what a client still sends does not matter
            }
        }
    }
}
