package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateFileTest {
    private static final int MANY = 1001;

    private final ClerkServer server = ClerkServer.start();
    private final Client client = new Client(server);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    private static String all(Client client, String path) {
        var pages = new StringBuilder();
        for (var offset = 0; offset < 1500; offset += 500) {
            pages.append(
                    client.get(path + "?limit=500&offset=" + offset).response().body());
        }
        return pages.toString();
    }

    @Test
    void aSnapshotIsEverything() {
        for (var i = 0; i < MANY; i++) {
            var user = client.createUser("user" + i + "@example.com");
            var organization = client.createOrganization("Organization " + i);
            client.post("/v1/organizations/" + organization + "/memberships", """
                    {"user_id":"%s","role":"org:admin"}""".formatted(user));
            client.post("/v1/redirect_urls", "{\"url\":\"https://example.com/" + i + "\"}");
        }
        var file = folder.resolve("state.json");
        server.saveState(file);

        try (var other = ClerkServer.start()) {
            other.loadState(file);
            var copy = new Client(other);
            for (var path : new String[] {
                "/v1/users",
                "/v1/organizations",
                "/v1/organization_memberships",
                "/v1/redirect_urls",
                "/v1/organization_roles",
                "/v1/jwt_templates"
            }) {
                assertThat(all(copy, path)).as(path).isEqualTo(all(client, path));
            }
            assertThat(copy.get("/v1/users?email_address=user7@example.com")
                            .body()
                            .getAsJsonArray())
                    .hasSize(1);
        }
    }

    /** The deepest request that is accepted must not make a state that cannot be read. */
    @Test
    void metadataOfAnyDepthIsRestored() {
        var depth = 253;
        var metadata = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        var user = "/v1/users/" + client.createUser("ada@example.com");
        assertThat(client.patch(user + "/metadata", "{\"public_metadata\":" + metadata + "}")
                        .status())
                .isEqualTo(200);
        var before = client.get(user).response().body();
        var file = folder.resolve("state.json");
        server.saveState(file);
        server.reset();
        server.loadState(file);

        assertThat(client.get(user).response().body()).isEqualTo(before).contains(metadata);
    }

    @Test
    void aServerWithoutResourcesIsRestoredToo() {
        var file = folder.resolve("new/folder/state.json");
        server.saveState(file);
        client.createUser("ada@example.com");
        server.loadState(file);

        assertThat(client.get("/v1/users").body().getAsJsonArray()).isEmpty();
    }

    @Test
    void tokensFromBeforeARestartVerifyAfterIt() {
        var file = folder.resolve("state.json");
        server.saveState(file);

        try (var other = ClerkServer.start()) {
            other.loadState(file);
            assertThat(other.publicKeyPem()).isEqualTo(server.publicKeyPem());
            assertThat(other.keys().keyId()).isEqualTo(server.keys().keyId());
        }
    }

    @Test
    void savingReplacesTheFileAndTouchesNothingElse() throws IOException {
        var foreign = Files.writeString(folder.resolve("project.txt"), "mine");
        var file = folder.resolve("state.json");
        server.saveState(file);
        client.createUser("ada@example.com");
        server.saveState(file);

        assertThat(JsonParser.parseString(Files.readString(file))
                        .getAsJsonObject()
                        .get("version")
                        .getAsInt())
                .isEqualTo(1);
        assertThat(Files.readString(foreign)).isEqualTo("mine");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, foreign);
        }
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        var file = folder.resolve("state.json");
        server.saveState(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatSomebodyPutBesideItIsNotWrittenTo() throws IOException {
        var file = folder.resolve("state.json");
        var other = Files.writeString(folder.resolve("other.txt"), "mine");
        var guess = folder.resolve("state.json." + ProcessHandle.current().pid() + ".tmp");
        Files.createSymbolicLink(guess, other);
        server.saveState(file);

        assertThat(other).hasContent("mine");
        assertThat(guess).isSymbolicLink();
    }

    @Test
    @Timeout(60)
    void savesAtTheSameTimeEachWriteAWholeState() throws Exception {
        var file = folder.resolve("state.json");
        var threads = Executors.newFixedThreadPool(4);
        try {
            var save = Collections.nCopies(40, Executors.callable(() -> server.saveState(file)));
            for (var result : threads.invokeAll(save)) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }

        server.loadState(file);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aStateThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        @SuppressWarnings("serial")
        var full = new Number() {
            @Override
            public String toString() {
                throw new JsonIOException(new IOException("No space left on device"));
            }

            @Override
            public int intValue() {
                return 0;
            }

            @Override
            public long longValue() {
                return 0;
            }

            @Override
            public float floatValue() {
                return 0;
            }

            @Override
            public double doubleValue() {
                return 0;
            }
        };
        var state = new JsonObject();
        state.addProperty("row", full);

        assertThatThrownBy(() -> StateFile.write(folder.resolve("state.json"), state, Instant.EPOCH))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("The state cannot be written to ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void aSaveThatFailsIsPrintedAndTriedAgain() throws InterruptedException {
        var saves = new AtomicInteger();
        var again = new CountDownLatch(1);
        var errors = new ByteArrayOutputStream();
        Runnable save = () -> {
            if (saves.incrementAndGet() == 2) {
                throw new JsonIOException("disk");
            }
            if (saves.get() == 3) {
                throw new OutOfMemoryError("A state that is large for the heap");
            }
            if (saves.get() > 3) {
                again.countDown();
            }
        };

        var keeper = StateKeeper.start(save, () -> 1, new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            again.await();
        } finally {
            keeper.close();
        }

        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("The state cannot be written to its file: ");
    }

    @Test
    void aCrashWhileWritingLeavesTheOldState() throws IOException {
        var file = folder.resolve("state.json");
        client.createUser("ada@example.com");
        server.saveState(file);
        // A crash leaves this: a part of the next state, beside the file.
        var whole = Files.readString(file);
        Files.writeString(folder.resolve("state.json.1.tmp"), whole.substring(0, whole.length() / 2));

        server.loadState(file);
        assertThat(client.get("/v1/users").body().getAsJsonArray()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | is not valid JSON",
                "{\"format\":\"clerk-local-state\",\"vers                | is not valid JSON",
                "[]                                                      | is not a state of a local Clerk",
                "{\"users\":[]}                                          | is not a state of a local Clerk",
                "{\"format\":\"clerk-local-state\",\"version\":\"x\"}    | has no version",
                "{\"format\":\"clerk-local-state\",\"version\":2}        | has version 2, and this program reads 1",
                "{\"format\":\"clerk-local-state\",\"version\":1}        | is damaged",
                "{\"format\":\"clerk-local-state\",\"version\":1,\"keys\":3}  | is damaged",
            })
    void aFileThatIsNotAStateIsRefusedInOneLine(String content, String problem) throws IOException {
        var file = Files.writeString(folder.resolve("state.json"), content);
        client.createUser("ada@example.com");

        assertThatThrownBy(() -> server.loadState(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem)
                .hasMessageNotContaining("\n");
        assertThat(client.get("/v1/users").body().getAsJsonArray()).hasSize(1);
    }

    @Test
    void aResetServerIsLikeANewOne() {
        client.createUser("ada@example.com");
        server.reset();

        assertThat(client.get("/v1/users").body().getAsJsonArray()).isEmpty();
        assertThat(client.get("/v1/organization_roles")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isEqualTo(2);
        client.createUser("ada@example.com");
    }

    @Test
    void aLinkToAStateThatIsNotThereYetStaysALink() throws IOException {
        var file = folder.resolve("state.json");
        var link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        server.saveState(link);

        assertThat(link).isSymbolicLink();
        assertThat(file).isRegularFile();
    }

    @Test
    void aLinkToAStateStaysALinkAndHasItsLock() throws IOException {
        var file = folder.resolve("state.json");
        server.saveState(file);
        var link = Files.createDirectory(folder.resolve("links")).resolve("link.json");
        Files.createSymbolicLink(link, file);
        client.createUser("ada@example.com");

        server.saveState(link);

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).contains("ada@example.com");
        try (var lock = StateLock.take(file)) {
            assertThatThrownBy(() -> StateLock.take(link)).hasMessageContaining("in use by another local Clerk");
            assertThat(lock).isNotNull();
        }
    }
}
