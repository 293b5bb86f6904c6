package com.clerk.sdk.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Answers that no well-meaning server sends: each is the whole life of a connection after the request. */
final class HostileAnswers {
    private static final Map<String, RawServer.Script> ALL = new HostileAnswers().scripts;
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String JSON = OK + "Content-Type: application/json\r\n";

    private final Map<String, RawServer.Script> scripts = new LinkedHashMap<>();

    private HostileAnswers() {
        statusLines();
        headers();
        lengths();
        chunks();
        compression();
        contents();
        statuses();
        behaviour();
    }

    /** Returns the answers by name. */
    static Map<String, RawServer.Script> all() {
        return ALL;
    }

    /** Adds answers that are sent at once, whereupon the server sends no more. */
    private void add(String name, List<String> answers) {
        int number = 0;
        for (var answer : answers) {
            number++;
            scripts.put(name + " " + number, peer -> {
                peer.readRequest();
                peer.write(answer);
                peer.socket.shutdownOutput();
            });
        }
    }

    private static String body(String json) {
        return JSON + "Content-Length: " + json.length() + "\r\n\r\n" + json;
    }

    private void statusLines() {
        add(
                "status line",
                List.of(
                        "",
                        "\r\n\r\n",
                        "HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 \r\n\r\n",
                        "HTTP/1.1 20\r\n\r\n",
                        "HTTP/1.1 2000 OK\r\n\r\n",
                        "HTTP/1.1 -20 OK\r\n\r\n",
                        "HTTP/1.1 abc OK\r\n\r\n",
                        "HTTP/1.1 200OK\r\n\r\n",
                        "HTTP/3 200 OK\r\n\r\n",
                        "HTTP/1.9 200 OK\r\n\r\n",
                        "HTTP/99999999999999999999.1 200 OK\r\n\r\n",
                        "HTP/1.1 200 OK\r\n\r\n",
                        "ICY 200 OK\r\n\r\n",
                        "HTTP/1.1 000 Zero\r\n\r\n",
                        "HTTP/1.1 999 High\r\n\r\n",
                        "HTTP/1.1 200 " + "x".repeat(400_000),
                        "A".repeat(400_000),
                        "\0\0\0\0\0\0\0\0",
                        "\u0015\u0003\u0003\0\u0002\u0002\u0028",
                        "\0\0\u0006\u0004\0\0\0\0\0\0\u0004\0\0\u00ff\u00ff"));
    }

    private void headers() {
        add(
                "header",
                List.of(
                        OK + "NoColon\r\n\r\n",
                        OK + ": no name\r\n\r\n",
                        OK + "X: " + "y".repeat(400_000) + "\r\n\r\n",
                        OK + "X: y\r\n".repeat(60_000) + "\r\n",
                        OK + "X: y\r\n",
                        OK + "X: a\0b\r\n\r\n",
                        OK + "X: a\rb\r\n\r\n",
                        OK + "X: a\r\n folded\r\n\r\n",
                        OK + "X: \u00fc\u00ff\r\n\r\n",
                        OK + "Set-Cookie: \r\nSet-Cookie: =;;;\r\n\r\n",
                        OK + "Content-Type: ////;;;=\r\nContent-Length: 2\r\n\r\n{}",
                        OK + "Content-Type: application/json; charset=nope\r\nContent-Length: 2\r\n\r\n{}",
                        OK + "Connection: close, keep-alive, upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\n{}"));
    }

    private void lengths() {
        for (var length : List.of(
                "-1",
                "-5",
                "-9223372036854775808",
                "+5",
                "5, 5",
                "1e3",
                "0x10",
                "abc",
                "12abc",
                " ",
                "100",
                "300000000",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999")) {
            add("length " + length, List.of(JSON + "Content-Length: " + length + "\r\n\r\n{\"id\":\"t\"}"));
        }
        add(
                "lengths",
                List.of(
                        JSON + "Content-Length: 2\r\nContent-Length: 10\r\n\r\n{\"id\":\"t\"}",
                        JSON + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                        JSON + "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n{}"));
    }

    private void chunks() {
        var chunked = JSON + "Transfer-Encoding: chunked\r\n\r\n";
        add(
                "chunk",
                List.of(
                        chunked,
                        chunked + "\r\n",
                        chunked + "zz\r\n{}\r\n0\r\n\r\n",
                        chunked + "-1\r\n{}\r\n0\r\n\r\n",
                        chunked + "FFFFFFFFFFFFFFFF\r\n{}",
                        chunked + "7FFFFFFFFFFFFFFF\r\n{}",
                        chunked + "80000000\r\n{}",
                        chunked + "10000000000000000000\r\n{}",
                        chunked + "2\r\n{}",
                        chunked + "2\r\n{}0\r\n\r\n",
                        chunked + "2\r\n{}\r\n",
                        chunked + "2;" + "x".repeat(400_000) + "\r\n{}\r\n0\r\n\r\n",
                        chunked + "2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(60_000) + "\r\n",
                        chunked + "2\r\n{}\r\n0\r\nContent-Length: -7\r\n\r\n",
                        JSON + "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                        JSON + "Transfer-Encoding: gzip\r\n\r\n{}",
                        JSON + "Transfer-Encoding: identity\r\n\r\n{}"));
    }

    private static String gzipped(String bytes) {
        return JSON + "Content-Encoding: gzip\r\nContent-Length: " + bytes.length() + "\r\n\r\n" + bytes;
    }

    private static String gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toString(StandardCharsets.ISO_8859_1);
    }

    private void compression() {
        var packed = gzip("{\"id\":\"t_1\"}");
        add(
                "gzip",
                List.of(
                        gzipped(""),
                        gzipped("{}"),
                        gzipped("\u001f\u008b"),
                        gzipped(packed.substring(0, packed.length() - 3)),
                        gzipped(packed.substring(0, packed.length() - 8) + "\0\0\0\0\0\0\0\0"),
                        gzipped(packed + "garbage"),
                        gzipped(packed + packed),
                        gzipped(gzip(packed)),
                        gzipped("\u001f\u008b\u0008\u00ff" + packed.substring(4)),
                        gzipped(gzip(" ".repeat(30 << 20))),
                        gzipped(packed).replace("gzip", "br"),
                        gzipped(packed).replace("gzip", "deflate"),
                        gzipped(packed).replace("gzip", "gzip, gzip"),
                        gzipped(packed).replace("200 OK", "422 No"),
                        gzipped(gzip("x".repeat(30 << 20))).replace("200 OK", "500 No")));
    }

    private void contents() {
        add(
                "content",
                List.of(
                        body(""),
                        body("null"),
                        body("[]"),
                        body("{"),
                        body("{\"id\":"),
                        body("{\"id\":\"\\ud800\"}"),
                        body("{\"id\":\"\u00c3\u0028\"}"),
                        body("\u00ff\u00fe{\0}\0"),
                        body("\u00ef\u00bb\u00bf{}"),
                        body("\0\0\0\0"),
                        body("[".repeat(90_000)),
                        body("{\"a\":".repeat(15_000)),
                        body("{\"n\":1e999999999}"),
                        body("{\"created_at\":99999999999999999999999}"),
                        body("{\"id\":\"a\",\"id\":\"b\"}"),
                        body("{} {}"),
                        body("<html>").replace("application/json", "text/html"),
                        body("\"" + "x".repeat(200_000) + "\"")));
    }

    private void statuses() {
        for (int status : new int[] {
            100, 101, 102, 103, 204, 205, 206, 300, 301, 302, 304, 305, 307, 308, 399, 401, 407, 408, 417, 421, 425,
            426, 429, 431, 451, 499, 500, 503, 511, 599, 600
        }) {
            var answer = "HTTP/1.1 " + status + " X\r\nLocation: /v1/again\r\nRetry-After: 0\r\nWWW-Authenticate: x\r\n"
                    + "Proxy-Authenticate: x\r\nContent-Length: 2\r\n\r\n{}";
            add("status " + status, List.of(answer));
        }
    }

    private void behaviour() {
        scripts.put("silence", RawServer.Peer::readRequest);
        scripts.put("stall in the status line", peer -> thenStall(peer, "HTTP/1.1 2"));
        scripts.put("stall in the headers", peer -> thenStall(peer, OK + "Content-Ty"));
        scripts.put(
                "stall in the body",
                peer -> thenStall(peer, body("{\"id\":\"t\"}").substring(0, 75)));
        scripts.put("stall in the body of a refusal", peer -> thenStall(peer, "HTTP/1.1 400 X\r\n\r\n{\"err"));
        scripts.put("close at once", peer -> peer.socket.close());
        scripts.put("close after the request", peer -> {
            peer.readRequest();
            peer.socket.close();
        });
        scripts.put("reset at once", HostileAnswers::reset);
        scripts.put("reset after the request", peer -> {
            peer.readRequest();
            reset(peer);
        });
        scripts.put("reset in the body", peer -> {
            peer.readRequest();
            peer.write(body("{\"id\":\"t\"}").substring(0, 75));
            reset(peer);
        });
        scripts.put("headers without end", peer -> repeat(peer, OK, "X: y\r\n", 0));
        scripts.put("provisional answers without end", peer -> repeat(peer, "", "HTTP/1.1 103 Hints\r\n\r\n", 0));
        scripts.put("body without end", peer -> repeat(peer, JSON + "\r\n", " ".repeat(1000), 0));
        scripts.put("dripping status line", peer -> repeat(peer, "HTTP/1.1 200 ", "x", 20));
        scripts.put("dripping headers", peer -> repeat(peer, OK, "X: y\r\n", 20));
        scripts.put("dripping body", peer -> repeat(peer, JSON + "\r\n[", "1,", 20));
        scripts.put("dripping refusal", peer -> repeat(peer, "HTTP/1.1 500 X\r\n\r\n", "x", 20));
    }

    private static void thenStall(RawServer.Peer peer, String beginning) throws IOException {
        peer.readRequest();
        peer.write(beginning);
    }

    private static void reset(RawServer.Peer peer) throws IOException {
        peer.socket.setSoLinger(true, 0);
        peer.socket.close();
    }

    private static void repeat(RawServer.Peer peer, String beginning, String part, long pauseMillis)
            throws IOException, InterruptedException {
        peer.readRequest();
        peer.write(beginning);
        while (true) {
            peer.write(part);
            if (pauseMillis > 0) {
                Thread.sleep(pauseMillis);
            }
        }
    }
}
