package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a local Clerk to which another port, another host or a path leads. */
@Timeout(120)
class LocalProxyTest {
    private static final String APP = "http://localhost:8080/welcome";
    private static final Pattern LINK = Pattern.compile("(?:href|action|src)=\"([^\"]+)\"");
    /** Headers that the clients of the test set by themselves. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "upgrade");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    private LocalClerk clerk;
    private String cookie = "unrelated=1";

    @AfterEach
    void close() throws Exception {
        for (var one : opened) {
            one.close();
        }
        threads.shutdownNow();
    }

    private void start(String... arguments) {
        var all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        var quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        clerk = LocalClerk.start(LocalOptions.parse(all), quiet, quiet);
        opened.add(clerk);
    }

    /** Starts a proxy that writes its own name for the server into Host, as most do, and returns its port. */
    private int proxy(String path, boolean takesPathAway) throws IOException {
        var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(threads);
        proxy.createContext(path, exchange -> {
            try (exchange) {
                var uri = exchange.getRequestURI().toString();
                pass(exchange, takesPathAway ? uri.substring(path.length()) : uri);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        proxy.start();
        opened.add(() -> proxy.stop(0));
        return proxy.getAddress().getPort();
    }

    private void pass(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(clerk.server().apiUrl() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        response.headers().map().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        var body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Starts what a container does with a port: it passes all bytes on. */
    private int mappedPort() throws IOException {
        var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        opened.add(door);
        threads.execute(() -> {
            try {
                while (true) {
                    join(door.accept());
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return door.getLocalPort();
    }

    private void join(Socket outside) throws IOException {
        var inside = new Socket(
                InetAddress.getLoopbackAddress(),
                URI.create(clerk.server().apiUrl()).getPort());
        opened.add(outside);
        opened.add(inside);
        threads.execute(() -> copy(outside, inside));
        threads.execute(() -> copy(inside, outside));
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException closed) {
            // One side has closed the connection.
        }
    }

    private HttpResponse<String> get(URI page) throws Exception {
        return send(HttpRequest.newBuilder(page));
    }

    /** Sends a request as a browser does, which keeps the cookie of its client. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        request.timeout(Duration.ofSeconds(60)).header("Cookie", cookie);
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("set-cookie").stream()
                .filter(value -> value.startsWith("__client="))
                .forEach(value -> cookie = value.split(";")[0]);
        return response;
    }

    /** Sends the form of a page as a browser does: to its action, with the origin of the page. */
    private HttpResponse<String> submit(HttpResponse<String> page, String... fields) throws Exception {
        var action = field("<form method=\"post\" action=\"([^\"]+)\" aria-label", page.body());
        var all = new ArrayList<String>();
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")
                .matcher(page.body())
                .results()
                .filter(input -> all.stream().noneMatch(one -> one.startsWith(input.group(1) + "=")))
                .forEach(input -> all.add(input.group(1) + "=" + encode(input.group(2))));
        for (var i = 0; i < fields.length; i += 2) {
            all.add(fields[i] + "=" + encode(fields[i + 1]));
        }
        var origin = page.uri().getScheme() + "://" + page.uri().getAuthority();
        var request = HttpRequest.newBuilder(page.uri().resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(String.join("&", all)));
        return send(request);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String field(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    /** Follows each link of each page, signs up, and comes back to the application signed in. */
    private void assertAllPagesWorkAt(String url) throws Exception {
        var root = URI.create(url + "/");
        for (var path : List.of("", "sign-in", "sign-up")) {
            var page = get(root.resolve(path));
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            for (var link : LINK.matcher(page.body()).results().toList()) {
                assertThat(page.uri().resolve(link.group(1)).toString()).startsWith(root.toString());
            }
        }
        var code = submit(
                get(root.resolve("sign-up?redirect_url=" + encode(APP))),
                "email_address",
                "ada@example.com",
                "password",
                "analytical engine");
        assertThat(code.body()).contains("Enter the code");
        var back = submit(code, "code", "424242");
        assertThat(back.statusCode()).isEqualTo(303);
        var handshake = back.uri().resolve(back.headers().firstValue("location").orElseThrow());
        assertThat(handshake.toString()).startsWith(url + "/v1/client/handshake?");
        assertThat(get(handshake).headers().firstValue("location").orElseThrow())
                .startsWith(APP + "?__clerk_handshake=");
        assertThat(get(root).body()).contains("This browser is signed in as user_");
    }

    @Test
    void pagesWorkBehindAMappedPort() throws Exception {
        start();

        assertAllPagesWorkAt("http://localhost:" + mappedPort());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesWorkBehindAProxyUnderAPath(boolean takesPathAway) throws Exception {
        var proxy = proxy("/clerk", takesPathAway);
        var url = "http://localhost:" + proxy + "/clerk";
        start("--url", url);

        assertAllPagesWorkAt(url);
        new Client(clerk.server()).post("/v1/invitations", "{\"email_address\":\"grace@example.com\"}");
        assertThat(clerk.server().messages("grace@example.com").get(0).link())
                .startsWith(url + "/v1/tickets/accept?ticket=");
    }

    @Test
    void theProvidersPageAndClerksComponentsWorkUnderAPathToo() throws Exception {
        var proxy = proxy("/clerk", true);
        var url = "http://localhost:" + proxy + "/clerk";
        Files.createDirectories(folder.resolve("clerk-js/dist"));
        Files.writeString(folder.resolve("clerk-js/dist/clerk.browser.js"), "/* Clerk */");
        start("--url", url + "/", "--assets", folder.toString(), "--providers", "oauth_google");

        var page = get(URI.create(url + "/sign-in"));

        assertThat(page.body()).contains("data-clerk-proxy-url=\"" + url + "\"");
        var script = field("src=\"([^\"]+clerk-js[^\"]+)\"", page.body());
        assertThat(get(URI.create(script)).body()).isEqualTo("/* Clerk */");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("connect-src 'self' http://localhost:" + proxy + ";");
        var started = send(HttpRequest.newBuilder(URI.create(url + "/v1/client/sign_ups"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("strategy=oauth_google&redirect_url=" + encode(APP)
                        + "&action_complete_redirect_url=" + encode(APP))));
        var provider = URI.create(field("\"(" + url + "/v1/stand_in_provider[^\"]+)\"", started.body()));
        var action = field("action=\"([^\"]+)\"", get(provider).body());
        assertThat(provider.resolve(action)).isEqualTo(URI.create(url + "/v1/oauth_callback"));
    }

    @Test
    void aFormOfAnotherPageOfTheProxysHostIsRefused() throws Exception {
        var proxy = proxy("/clerk", true);
        start("--url", "http://localhost:" + proxy + "/clerk");
        var id = new Client(clerk.server()).createUser("ada@example.com");

        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + proxy + "/clerk/sign-in-as"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://localhost:1")
                .POST(BodyPublishers.ofString("user_id=" + id));

        assertThat(send(request).statusCode()).isEqualTo(403);
    }
}
