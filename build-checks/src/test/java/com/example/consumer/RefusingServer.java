package com.example.consumer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of HTTP/2 in plain text (RFC 9113). It refuses the stream of the first request, answers the second, ends the
 * connection below the third, and answers all others.
 */
final class RefusingServer implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int REFUSED_STREAM = 7;
    private static final String USER = "{\"id\":\"user_1\"}";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();

    RefusingServer() throws IOException {
        start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    /** The work of one thread of this server. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException | EOFException e) {
                // The client, or the test, closed the connection.
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            var socket = server.accept();
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            in.readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
            write(out, SETTINGS, 0, 0, new byte[0]);
            while (true) {
                int lengthAndType = in.readInt();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                in.readFully(new byte[lengthAndType >>> 8]);
                int type = lengthAndType & 0xff;
                if (type == SETTINGS && flags == 0) {
                    write(out, SETTINGS, 1, 0, new byte[0]);
                } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                    answer(out, stream);
                }
            }
        }
    }

    private void answer(OutputStream out, int stream) throws IOException {
        int number = requests.incrementAndGet();
        if (number == 1) {
            write(out, RST_STREAM, 0, stream, new byte[] {0, 0, 0, REFUSED_STREAM});
        } else if (number == 3) {
            write(out, GOAWAY, 0, 0, new byte[] {0, 0, 0, (byte) (stream - 2), 0, 0, 0, 0});
        } else {
            write(out, HEADERS, END_HEADERS, stream, head());
            write(out, DATA, END_STREAM, stream, USER.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Returns the status 200 (RFC 7541 appendix A), and a literal field (section 6.2.2). */
    private static byte[] head() {
        var block = new ByteArrayOutputStream();
        block.write(0x88);
        block.write(0);
        for (var text : new String[] {"content-type", "application/json"}) {
            block.write(text.length());
            block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        return block.toByteArray();
    }

    private static void write(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream});
        frame.writeBytes(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
