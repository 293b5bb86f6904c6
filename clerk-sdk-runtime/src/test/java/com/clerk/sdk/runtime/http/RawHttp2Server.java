package com.clerk.sdk.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** A server that speaks HTTP/2 in plain text (RFC 9113), frame by frame. */
final class RawHttp2Server implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int END_STREAM_AND_HEADERS = 5;

    private final RawServer raw;

    /** Streams that carried a request, in the order of their arrival: connection and stream. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Answers one request. */
    interface Handler {
        void handle(Frames frames, int connection, int stream) throws IOException;
    }

    /** Answers one request with a body that fits into one frame. */
    interface BodyHandler {
        void handle(Frames frames, int stream, String body) throws IOException;
    }

    /** Creates a server that handles requests at their headers, and takes no bodies. */
    RawHttp2Server(Handler handler) {
        this.raw = new RawServer(peer -> serve(peer, handler, (frames, stream, body) -> {}));
    }

    private RawHttp2Server(BodyHandler handler) {
        this.raw = new RawServer(peer -> serve(peer, (frames, connection, stream) -> {}, handler));
    }

    /** Creates a server that handles requests at their bodies. */
    static RawHttp2Server reading(BodyHandler handler) {
        return new RawHttp2Server(handler);
    }

    /** Returns an HTTP client that speaks HTTP/2 without TLS. */
    static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
    }

    String url() {
        return raw.url();
    }

    int connections() {
        return raw.connections();
    }

    /**
     * Waits until all sockets of an HTTP client are closed, and returns how many are left. A pool that was handed in
     * stays open, so the connections that no call holds are closed here.
     */
    int socketsHeldBy(OkHttpClient http) throws InterruptedException {
        for (int i = 0; i < 500 && raw.open() > 0; i++) {
            http.connectionPool().evictAll();
            Thread.sleep(20);
        }
        return raw.open();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private void serve(RawServer.Peer peer, Handler handler, BodyHandler bodies) throws IOException {
        peer.in.readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
        var frames = new Frames(peer);
        frames.write(SETTINGS, 0, 0, new byte[0]);
        while (true) {
            var head = peer.in.readNBytes(9);
            if (head.length < 9) {
                return;
            }
            int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
            int stream = (head[7] & 0xff) << 8 | head[8] & 0xff;
            var payload = peer.in.readNBytes(length);
            if (head[3] == SETTINGS && head[4] != ACK) {
                frames.write(SETTINGS, ACK, 0, new byte[0]);
            } else if (head[3] == HEADERS) {
                requests.add(peer.number + "/" + stream);
                handler.handle(frames, peer.number, stream);
            } else if (head[3] == DATA && length > 0) {
                frames.take(length);
                bodies.handle(frames, stream, new String(payload, StandardCharsets.UTF_8));
            } else if (head[3] == PING && frames.alive) {
                frames.write(PING, ACK, 0, payload);
            }
        }
    }

    /** Writes frames to a connection. */
    static final class Frames {
        private final RawServer.Peer peer;
        private volatile boolean alive = true;

        /** The highest stream whose request was processed. */
        int lastProcessed;

        /** The highest stream that this connection still serves. */
        int lastServed = Integer.MAX_VALUE;

        private Frames(RawServer.Peer peer) {
            this.peer = peer;
        }

        void write(int type, int flags, int stream, byte[] payload) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame.write(payload.length >> 16);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
            frame.write(type);
            frame.write(flags);
            frame.write(0);
            frame.write(0);
            frame.write(stream >> 8);
            frame.write(stream);
            frame.write(payload);
            synchronized (peer) {
                peer.out.write(frame.toByteArray());
                peer.out.flush();
            }
        }

        /** Answers with status 200, and no body. */
        void answer(int stream) throws IOException {
            // Index 8 of the static table is :status 200 (RFC 7541 appendix A).
            write(HEADERS, END_STREAM_AND_HEADERS, stream, new byte[] {(byte) 0x88});
        }

        /** Answers with status 200, a header and no body. */
        void answer(int stream, String name, String value) throws IOException {
            var block = new ByteArrayOutputStream();
            block.write(0x88);
            block.write(0); // a literal field without indexing (RFC 7541 section 6.2.2)
            block.write(name.length());
            block.write(name.getBytes(StandardCharsets.ISO_8859_1));
            block.write(value.length());
            block.write(value.getBytes(StandardCharsets.ISO_8859_1));
            write(HEADERS, END_STREAM_AND_HEADERS, stream, block.toByteArray());
        }

        /** Answers with status 200 and a body. */
        void answer(int stream, String body) throws IOException {
            write(HEADERS, END_HEADERS, stream, new byte[] {(byte) 0x88});
            write(DATA, END_STREAM, stream, body.getBytes(StandardCharsets.UTF_8));
        }

        /** Allows the client to send as much more on the connection as it has sent. */
        void take(int bytes) throws IOException {
            write(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, (byte) (bytes >> 8), (byte) bytes});
        }

        void close() throws IOException {
            peer.socket.close();
        }

        void reset(int stream, int errorCode) throws IOException {
            write(RST_STREAM, 0, stream, new byte[] {0, 0, 0, (byte) errorCode});
        }

        /** Announces that no stream above one will be processed. */
        void goAway(int lastStream) throws IOException {
            lastServed = Math.min(lastServed, lastStream);
            write(GOAWAY, 0, 0, new byte[] {0, 0, (byte) (lastStream >> 8), (byte) lastStream, 0, 0, 0, 0});
        }

        /** Answers nothing from now on, not even a ping, as a connection that a firewall has forgotten. */
        void die() {
            alive = false;
        }
    }
}
