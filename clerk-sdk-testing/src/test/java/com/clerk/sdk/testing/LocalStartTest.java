package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The local Clerk starts with the state that it is given, and says which instance it is. */
@Timeout(120)
class LocalStartTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private LocalClerk start(String... arguments) {
        var all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(arguments));
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return LocalClerk.start(LocalOptions.parse(all), print, print);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path stateWithAda() {
        var file = folder.resolve("state.json");
        try (var clerk = start("--state", file.toString())) {
            new Client(clerk.server()).createUser("ada@example.com");
        }
        return file;
    }

    private static int users(LocalClerk clerk) {
        return new Client(clerk.server())
                .get("/v1/users")
                .body()
                .getAsJsonArray()
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"format\":\"clerk-local-state\",\"vers", "{\"name\":\"mine\"}", "\u0000\u0001", "["})
    void aBadStateFileIsOneLineWithThePathAndTheCure(String content) throws IOException {
        var file = Files.writeString(folder.resolve("state.json"), content);

        assertThatThrownBy(() -> start("--state", file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--discard-state")
                .hasMessageNotContaining("\n");
        assertThat(file).hasContent(content);
    }

    @Test
    void aFileThatIsNotTextIsRefusedAsWell() throws IOException {
        var file = Files.write(folder.resolve("state.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThatThrownBy(() -> start("--state", file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not valid JSON");
    }

    @Test
    void aStateCutAnywhereIsRefusedAndStays() throws IOException {
        var whole = Files.readString(stateWithAda());
        for (var part = 0; part < 10; part++) {
            var cut = whole.substring(0, whole.length() * part / 10);
            var file = Files.writeString(folder.resolve("cut.json"), cut);

            assertThatThrownBy(() -> start("--state", file.toString()))
                    .as("%d tenths of a state", part)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not valid JSON");
            assertThat(file).hasContent(cut);
        }
    }

    @Test
    void aDiscardedStateIsSetAsideAndNotLost() throws IOException {
        var file = stateWithAda();
        var first = Files.readString(file);

        for (var number = 1; number <= 2; number++) {
            try (var clerk = start("--state", file.toString(), "--discard-state")) {
                assertThat(users(clerk)).isZero();
                new Client(clerk.server()).createUser("grace" + number + "@example.com");
            }
            assertThat(printed()).contains("The state before is in " + file + ".old" + number + ".");
        }

        assertThat(folder.resolve("state.json.old1")).hasContent(first);
        assertThat(Files.readString(folder.resolve("state.json.old2"))).contains("grace1@example.com");
        try (var clerk = start("--state", file.toString())) {
            assertThat(users(clerk)).isOne();
        }
    }

    @Test
    void aLinkToADiscardedStateStaysALink() throws IOException {
        var file = stateWithAda();
        var link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        start("--state", link.toString(), "--discard-state").close();

        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("state.json.old1")).exists();
        assertThat(file).exists();
    }

    @Test
    void aDiscardedFileThatIsNotAStateIsSetAsideToo() throws IOException {
        var file = Files.writeString(folder.resolve("package.json"), "{\"name\":\"mine\"}");

        start("--state", file.toString(), "--discard-state").close();

        assertThat(folder.resolve("package.json.old1")).hasContent("{\"name\":\"mine\"}");
    }

    @Test
    void thereMayBeNothingToDiscard() throws IOException {
        start("--state", folder.resolve("state.json").toString(), "--discard-state")
                .close();

        try (var files = Files.list(folder)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(folder.resolve("state.json"), folder.resolve("state.json.lock"));
        }
        assertThatThrownBy(() -> LocalOptions.parse(List.of("--discard-state")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The option --discard-state needs --state. Name the file too.");
    }

    @Test
    void twoLocalClerksDoNotOverwriteEachOthersState() {
        var file = folder.resolve("state.json").toString();
        try (var first = start("--state", file)) {
            var id = new Client(first.server()).createUser("ada@example.com");

            for (var arguments : List.of(List.of("--state", file), List.of("--state", file, "--discard-state"))) {
                assertThatThrownBy(() -> start(arguments.toArray(String[]::new)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The state file " + file
                                + " is in use by another local Clerk. Stop it, or give another file.");
            }
            assertThat(new Client(first.server()).get("/v1/users/" + id).status())
                    .isEqualTo(200);
        }

        start("--state", file).close();
    }

    /** The signing keys and the client of a browser are in the state. */
    @Test
    void aBrowserStaysSignedInOverARestart() {
        var file = folder.resolve("state.json").toString();
        String id;
        String cookie;
        try (var first = start("--state", file)) {
            id = new Client(first.server()).createUser("ada@example.com");
            cookie = "__client=" + first.server().signIn(id).clientToken();
            assertThat(overview(first, cookie)).contains("This browser is signed in as " + id);
        }
        try (var second = start("--state", file)) {
            assertThat(overview(second, cookie)).contains("This browser is signed in as " + id);
        }
    }

    private static String overview(LocalClerk clerk, String cookie) {
        var client = new Client(clerk.server());
        return client.send(client.request("GET", "/", null).header("Cookie", cookie))
                .response()
                .body();
    }

    /** A request to /local takes 12 MB; a file takes more. */
    @Test
    void aStateOfMoreThanARequestCanHaveGoesThroughTheFile() throws IOException {
        var file = stateWithAda();
        var state = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        var users = state.getAsJsonObject("tables").getAsJsonArray("user");
        var ada = users.get(0).getAsJsonObject();
        for (var i = 0; i < 10_000; i++) {
            var copy = ada.deepCopy();
            copy.addProperty("id", "user_" + i);
            copy.getAsJsonObject("row").addProperty("id", "user_" + i);
            copy.getAsJsonObject("row").add("email_addresses", new JsonArray());
            users.add(copy);
        }
        Files.writeString(file, state.toString());
        assertThat(Files.size(file)).isGreaterThan(12L * 1024 * 1024);

        try (var clerk = start("--state", file.toString())) {
            assertThat(new Client(clerk.server())
                            .get("/v1/users/count")
                            .object()
                            .get("total_count")
                            .getAsInt())
                    .isEqualTo(10_001);
        }
    }

    @Test
    void otherMachinesAreNotLetInByDefault() throws IOException {
        try (var clerk = start()) {
            var port = URI.create(clerk.server().apiUrl()).getPort();
            for (var other : otherAddresses()) {
                try (var socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, port), 10_000))
                            .as("%s", other)
                            .isInstanceOf(IOException.class);
                }
            }
            try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    /** Returns the addresses by which other machines reach this one; there may be none. */
    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    @Test
    void twoServersAreToldApart() {
        try (var usual = start();
                var shop = start("--name", "shop")) {
            assertThat(shop.server().secretKey()).isNotEqualTo(usual.server().secretKey());
            assertThat(shop.server().publishableKey())
                    .isNotEqualTo(usual.server().publishableKey());
            assertThat(shop.server().issuer()).isNotEqualTo(usual.server().issuer());
            assertThat(printed())
                    .contains(
                            "Instance: in-process.clerk.accounts.dev", "Instance: in-process-shop.clerk.accounts.dev");
            assertThat(new Client(shop.server()).get("/").response().body())
                    .contains("Instance: in-process-shop.clerk.accounts.dev");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/users", "POST, /v1/users", "GET, /local/clock", "POST, /local/reset"})
    void theKeyOfAnotherServerIsRefusedAndTheKnownOneNamed(String method, String path) {
        try (var usual = start();
                var shop = start("--name", "shop")) {
            var client = new Client(usual.server());
            client.createUser("ada@example.com");

            var refused = client.send(client.request(method, path, "{\"username\":\"eve\"}")
                    .header("Authorization", "Bearer " + shop.server().secretKey()));

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.error().get("message").getAsString())
                    .contains("in-process.clerk.accounts.dev")
                    .doesNotContain(usual.server().secretKey(), shop.server().secretKey());
            assertThat(users(usual)).isOne();
            assertThat(users(shop)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "my shop", "1shop", "a.b", "abcdefghijklmnopqrstuvwxyzabcde"})
    void aNameIsOfLettersAndDigits(String name) {
        assertThatThrownBy(() -> LocalOptions.parse(List.of("--name", name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The name " + name + " is not 1 to 30 small letters and digits");
    }
}
