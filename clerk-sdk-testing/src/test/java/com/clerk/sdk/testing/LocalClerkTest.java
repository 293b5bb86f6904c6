package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClerkTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String APP = "http://localhost:8080/welcome";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private LocalClerk clerk = start();
    private String cookie;

    private LocalClerk start(String... arguments) {
        var all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        return LocalClerk.start(LocalOptions.parse(all), new PrintStream(out, true), new PrintStream(errors, true));
    }

    @AfterEach
    void close() {
        clerk.close();
    }

    private String url() {
        return clerk.server().frontendApiUrl();
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Posts a form as a browser does from a page of the server. */
    private HttpResponse<String> post(String path, String... form) {
        return send(request(path).header("Origin", url()).POST(BodyPublishers.ofString(encode(form))));
    }

    private static String encode(String... form) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < form.length; i += 2) {
            pairs.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded");
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers()
                    .allValues("set-cookie")
                    .forEach(value -> cookie = value.startsWith("__client=") ? value.split(";")[0] : cookie);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return response.headers().firstValue("location").orElseThrow();
    }

    private String createUser(String json) {
        var response = send(HttpRequest.newBuilder(URI.create(clerk.server().apiUrl() + "/v1/users"))
                .header("Authorization", "Bearer " + clerk.server().secretKey())
                .POST(BodyPublishers.ofString(json)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return field("\"id\":\"(user_[A-Za-z0-9]+)\"", response.body());
    }

    private static String field(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private String createAda() {
        return createUser("{\"email_address\":[\"ada@example.com\"],\"password\":\"analytical engine\"}");
    }

    @Test
    void itSaysWhatItIsNotAndPrintsVariablesWithAddressesThatWork() {
        var text = out.toString(StandardCharsets.UTF_8);
        var server = clerk.server();

        assertThat(text)
                .startsWith("THIS IS NOT CLERK.")
                .contains(
                        "export CLERK_SECRET_KEY=" + server.secretKey(),
                        "export CLERK_PUBLISHABLE_KEY=" + server.publishableKey(),
                        "export CLERK_API_URL=" + server.apiUrl(),
                        "export CLERK_PROXY_URL=" + server.frontendApiUrl(),
                        "export NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=" + server.publishableKey());
        var urls = Pattern.compile("http://\\S+").matcher(text).results().map(found -> found.group());
        assertThat(urls).hasSize(7).allSatisfy(url -> {
            var path = Objects.requireNonNullElse(URI.create(url).getPath(), "");
            assertThat(get(path.isEmpty() ? url + "/v1/environment" : url).statusCode())
                    .as(url)
                    .isEqualTo(200);
        });
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void somebodySignsUpWithTheCodeOfTheOverviewAndComesBackSignedIn() {
        var form = get("/sign-up?" + encode("redirect_url", APP));
        assertThat(form.body()).contains("name=\"password\"", APP);

        var code = post(
                "/sign-up", "email_address", "ada@example.com", "password", "analytical engine", "redirect_url", APP);
        var id = field("name=\"id\" value=\"([^\"]+)\"", code.body());
        var sent = field("<td>(\\d{6})</td>", get("/").body());
        var wrong = post("/sign-up-code", "id", id, "strategy", "email_code", "code", "000000", "redirect_url", APP);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("class=\"error\"", "name=\"code\"");
        var back =
                location(post("/sign-up-code", "id", id, "strategy", "email_code", "code", sent, "redirect_url", APP));

        assertThat(sessionAtApplication(back)).isTrue();
        assertThat(get("/").body()).contains("This browser is signed in as user_");
    }

    /** Follows the handshake, and tells whether the application gets a session. */
    private boolean sessionAtApplication(String location) {
        assertThat(location).startsWith("v1/client/handshake?");
        var application = get("/" + location).headers().firstValue("location").orElseThrow();
        assertThat(application).startsWith(APP + "?__clerk_handshake=");
        var payload = application.split("=", 2)[1].split("\\.")[1];
        var directives = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return Pattern.compile("\"__session=[^;]{20,}").matcher(directives).find();
    }

    @Test
    void somebodySignsInByPasswordAndOutAgain() {
        createAda();

        var wrong = post("/sign-in", "identifier", "ada@example.com", "password", "difference", "redirect_url", APP);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("The password is incorrect.").doesNotContain("difference");
        var back = location(post(
                "/sign-in", "identifier", "ada@example.com", "password", "analytical engine", "redirect_url", APP));
        assertThat(sessionAtApplication(back)).isTrue();

        var out = location(post("/sign-out", "redirect_url", APP));
        assertThat(sessionAtApplication(out)).isFalse();
        assertThat(get("/").body()).contains("This browser is not signed in.");
    }

    @Test
    void somebodySignsInByCode() {
        createAda();

        var code = post("/sign-in", "identifier", "ada@example.com");
        var id = field("name=\"id\" value=\"([^\"]+)\"", code.body());

        assertThat(location(post("/sign-in-first", "id", id, "strategy", "email_code", "code", "424242")))
                .isEqualTo("./");
        assertThat(get("/").body()).contains("This browser is signed in as user_");
    }

    @Test
    void theOverviewSignsInAsAnybody() {
        var id = createAda();

        assertThat(sessionAtApplication(location(post("/sign-in-as", "user_id", id, "redirect_url", APP))))
                .isTrue();
        assertThat(get("/").body()).contains("This browser is signed in as " + id);
        assertThat(post("/sign-in-as", "user_id", "user_missing").statusCode()).isBetween(400, 499);
    }

    @Test
    void theOverviewShowsUsersOfEachKind() {
        createUser("{\"phone_number\":[\"+12015550123\"]}");
        createUser("{\"username\":\"ada\",\"first_name\":\"" + "x".repeat(200) + "\"}");
        createUser("{\"email_address\":[\"mary@example.com\"],\"first_name\":\"\\u202e\\u05d0\\ud83d\\ude00\"}");

        var page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Users (3)", "+12015550123", "x".repeat(200), "\u202e\u05d0\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "http://localhost", "null", ""})
    void aFormOfAnotherOriginIsRefused(String origin) {
        var id = createAda();
        var request = request("/sign-in-as").POST(BodyPublishers.ofString(encode("user_id", id)));

        assertThat(send(origin.isEmpty() ? request : request.header("Origin", origin))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/").body()).contains("This browser is not signed in.", "Sessions (0)");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example.com, 403",
        "evil.example.com:80, 403",
        "localhost.evil.example.com, 403",
        "localhost, 200",
        "LOCALHOST:1, 200",
        "127.0.0.1:9300, 200",
        "[::1]:9300, 200",
        "clerk:9300, 200",
    })
    void aRequestToTheNameOfAnotherHostIsRefused(String host, int status) throws IOException {
        clerk.close();
        clerk = start("--allow-host", "clerk");

        assertThat(statusFor(host, "/")).isEqualTo(status);
        assertThat(statusFor(host, "/v1/environment")).isEqualTo(status);
    }

    private int statusFor(String host, String path) throws IOException {
        var address = URI.create(clerk.server().apiUrl());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(response.split(" ")[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com, false",
        "http://localhost.evil.example.com, false",
        "http://localhost@evil.example.com, false",
        "null, false",
        "http://localhost:3000, true",
        "https://LOCALHOST, true",
        "http://127.0.0.1:9300, true",
        "http://[::1]:3000, true",
        "http://my_app:8080, true",
        "capacitor://localhost, true",
    })
    void onlyPagesOfItsHostsCanCallIt(String origin, boolean isAllowed) {
        clerk.close();
        clerk = start("--allow-host", "my_app");
        var key = "Bearer " + clerk.server().secretKey();
        var preflight = request("/v1/users").method("OPTIONS", BodyPublishers.noBody());
        var requests = List.of(
                preflight.header("Access-Control-Request-Headers", "authorization"),
                request("/v1/users").header("Authorization", key).GET(),
                request("/v1/environment").GET(),
                request("/v1/dev_browser").POST(BodyPublishers.noBody()),
                request("/").GET());

        for (var request : requests) {
            var response = send(request.header("Origin", origin));
            assertThat(response.statusCode() != 403).as(response.body()).isEqualTo(isAllowed);
            if (!isAllowed) {
                assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
            }
        }
    }

    @Test
    void valuesAreEscaped() {
        var id = createUser("{\"email_address\":[\"ada@example.com\"],\"first_name\":\"<script>'\\\"&\"}");

        var page = get("/");
        assertThat(page.body()).contains("&lt;script&gt;&#39;&quot;&amp;").doesNotContain("<script");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'");
        var echoed = get("/sign-in?" + encode("redirect_url", "http://localhost/\"><script>"));
        assertThat(echoed.body()).doesNotContain("<script");
        assertThat(id).startsWith("user_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/",
                "//evil.example.com",
                "javascript:alert(1)",
                "http://localhost@evil.example.com/"
            })
    void nobodyIsSentToAnotherHost(String target) {
        var id = createAda();

        assertThat(location(post("/sign-in-as", "user_id", id, "redirect_url", target)))
                .isEqualTo("./");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com/", "http://localhost.evil.example.com/", "http://[::2]/"})
    void theFrontendApiSendsNobodyToAnotherHostEither(String target) {
        var id = createAda();
        var invited = send(request("/v1/invitations")
                .header("Authorization", "Bearer " + clerk.server().secretKey())
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"email_address\":\"grace@example.com\",\"redirect_url\":\"" + target + "\"}")));
        var ticket = field("__clerk_ticket=([^\"&]+)", invited.body());

        var signUp = field(
                "\"id\":\"(sua_[A-Za-z0-9]+)\"",
                post("/v1/client/sign_ups", "email_address", "grace@example.com")
                        .body());
        var prepared = "/v1/client/sign_ups/" + signUp + "/prepare_verification";
        assertSentNowhere(post(prepared, "strategy", "email_link", "redirect_url", target));
        location(post("/sign-in-as", "user_id", id));
        for (var path : List.of("/v1/client/handshake", "/v1/client/handshake?format=nonce", "/v1/client/touch")) {
            var query = encode("redirect_url", target);
            assertSentNowhere(get(path + (path.contains("?") ? "&" : "?") + query));
        }
        assertThat(location(get("/v1/tickets/accept?ticket=" + ticket))).startsWith(url() + "/sign-up?");
        assertThat(clerk.server().messages("grace@example.com")).hasSize(1);
    }

    private static void assertSentNowhere(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isIn(400, 422);
        assertThat(refused.body()).contains("redirect_url must be");
        assertThat(refused.headers().firstValue("location")).isEmpty();
    }

    @Test
    void theFrontendApiSendsBrowsersToTheHostsOfTheServer() {
        clerk.close();
        clerk = start("--allow-host", "my_app");

        for (var target : List.of("http://my_app:8080/", "https://localhost/", "http://[::1]:1/", APP)) {
            assertThat(get("/v1/client/touch?" + encode("redirect_url", target))
                            .headers()
                            .firstValue("location"))
                    .contains(target);
        }
    }

    @Test
    @Timeout(120)
    void theStateIsInItsFileSoonAndAfterARestart() throws Exception {
        var file = folder.resolve("state.json");
        clerk.close();
        clerk = start("--state", file.toString());
        var id = createAda();
        while (!Files.readString(file).contains(id)) {
            Thread.sleep(50);
        }
        var token = clerk.server().sessionToken(id);
        var keyId = clerk.server().keys().keyId();
        createUser("{\"email_address\":[\"grace@example.com\"]}");
        clerk.close();

        clerk = start("--state", file.toString());
        assertThat(get("/").body()).contains(id, "grace@example.com");
        assertThat(clerk.server().keys().keyId()).isEqualTo(keyId);
        assertThat(token).isNotEmpty();
    }

    @Test
    void aFileThatIsNotAStateIsRefusedAndStays() throws IOException {
        var file = Files.writeString(folder.resolve("package.json"), "{\"name\":\"mine\"}");

        assertThatThrownBy(() -> start("--state", file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("{\"name\":\"mine\"}");
    }

    @Test
    void aTakenPortIsNamed() {
        var port = String.valueOf(URI.create(url()).getPort());

        assertThatThrownBy(() -> start("--port", port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(":" + port)
                .hasMessageContaining("choose another port");
    }

    @Test
    void aClosedServerFreesItsPortAtOnce() {
        var port = String.valueOf(URI.create(url()).getPort());

        for (var i = 0; i < 100; i++) {
            clerk.close();
            clerk = start("--port", port);
        }

        assertThat(get("/v1/environment").statusCode()).isEqualTo(200);
    }

    @Test
    void otherMachinesAreLetInOnRequestWithAWarning() {
        clerk.close();
        out.reset();
        clerk = start("--host", "0.0.0.0");

        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("WARNING: EVERYBODY");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("0.0.0.0");
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, The option --prot is unknown",
        "9300, The option 9300 is unknown",
        "--port, The option --port needs a value",
        "--port --help, The option --port needs a value",
        "--port 65536, The port 65536 is not a number from 0 to 65535",
        "--port http, The port http is not a number",
        "--host example.com, The address example.com is not one of",
        "--allow-host a:80, The host a:80 is not a name",
        "--state /, The path / is a folder",
        "--assets /nowhere, The path /nowhere does not have a folder clerk-js",
    })
    void aWrongArgumentIsNamed(String arguments, String message) {
        assertThatThrownBy(() -> LocalOptions.parse(List.of(arguments.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void withClerksBrowserCodeThePagesHaveItsComponents(@TempDir Path folder) throws IOException {
        assertThat(get("/user").statusCode()).isEqualTo(404);
        clerk.close();
        Files.createDirectories(folder.resolve("clerk-js/dist"));
        Files.writeString(folder.resolve("clerk-js/dist/clerk.browser.js"), "/* Clerk */");
        clerk = start("--assets", folder.toString());

        var page = get("/sign-in?" + encode("redirect_url", APP));

        var script = field("src=\"(" + url() + "/npm/@clerk/clerk-js@6/[^\"]+)\"", page.body());
        assertThat(get(script).body()).isEqualTo("/* Clerk */");
        assertThat(page.body())
                .contains(
                        "data-mount=\"mountSignIn\" data-target=\"" + APP + "\"",
                        "data-clerk-publishable-key=\"" + clerk.server().publishableKey() + "\"",
                        "data-clerk-proxy-url=\"" + url() + "\"");
        var nonce = field("<script nonce=\"([^\"]+)\"", page.body());
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self' " + url() + " 'nonce-" + nonce + "';", "frame-ancestors 'none'");
        assertThat(get("/sign-up").body()).contains("mountSignUp");
        assertThat(get("/user").body()).contains("mountUserProfile");
        assertThat(get("/sign-in?" + encode("redirect_url", "https://evil.example.com/"))
                        .body())
                .contains("data-target=\"./\"")
                .doesNotContain("evil");
    }

    @Test
    void theOverviewKnowsWhoSignedInWithTheComponents() {
        createAda();
        var browser = field("\"id\":\"(dvb_[^\"]+)\"", post("/v1/dev_browser").body());
        post(
                "/v1/client/sign_ins?__clerk_db_jwt=" + browser,
                "identifier",
                "ada@example.com",
                "password",
                "analytical engine",
                "strategy",
                "password");
        cookie = "__clerk_db_jwt=" + browser;

        var id = field("This browser is signed in as (user_[A-Za-z0-9]+)", get("/").body());
        location(post("/sign-out"));
        assertThat(get("/").body()).contains("This browser is not signed in.");
        cookie = "__clerk_db_jwt=" + browser;
        location(post("/sign-in-as", "user_id", id));
        assertThat(get("/v1/client?__clerk_db_jwt=" + browser).body()).contains(id);
    }

    @Test
    void theCookieOfAnotherServersComponentsIsNoObstacle() {
        createAda();
        cookie = "__clerk_db_jwt=dvb_unknown";

        assertThat(get("/").body()).contains("This browser is not signed in.");
        location(post("/sign-in", "identifier", "ada@example.com", "password", "analytical engine"));
        assertThat(get("/").body()).contains("This browser is signed in as user_");
    }

    @Test
    @Timeout(120)
    void theProgramEndsWithAMessageAndAStatus() throws Exception {
        assertThat(run("--version")).startsWith("0 clerk-local ");
        assertThat(run("--help")).startsWith("0 Usage: clerk-local");
        assertThat(run("--port", "x")).isEqualTo("2 The port x is not a number from 0 to 65535.");
    }

    private static String run(String... arguments) throws Exception {
        var path = Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .toList();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, path),
                "com.clerk.sdk.testing.LocalClerk"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + output;
    }
}
