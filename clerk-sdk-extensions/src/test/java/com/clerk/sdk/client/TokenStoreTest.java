package com.clerk.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.client.TokenStoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TokenStoreTest {
    private static final String INSTANCE = "clerk.example.com";
    private static final StoredClient FIRST = new StoredClient("device_1", "canary_token_1", "client_1");
    private static final StoredClient SECOND = new StoredClient("device_1", "canary_token_2", null);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void choosePlace() {
        file = folder.resolve("inner").resolve("clerk.json");
    }

    private TokenStore store(String kind) {
        return kind.equals("file") ? TokenStore.file(file) : TokenStore.inMemory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "file"})
    void aStoreReturnsWhatWasStoredLast(String kind) {
        var store = store(kind);

        assertThat(store.read(INSTANCE)).isNull();
        assertThat(store.compareAndSet(INSTANCE, null, FIRST)).isTrue();
        assertThat(store.read(INSTANCE)).isEqualTo(FIRST);
        assertThat(store.compareAndSet(INSTANCE, FIRST, SECOND)).isTrue();
        assertThat(store.read(INSTANCE)).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "file"})
    void aChangeFromAnotherContentThanTheExpectedOneChangesNothing(String kind) {
        var store = store(kind);
        store.compareAndSet(INSTANCE, null, FIRST);

        assertThat(store.compareAndSet(INSTANCE, null, SECOND)).isFalse();
        assertThat(store.compareAndSet(INSTANCE, SECOND, SECOND)).isFalse();
        assertThat(store.read(INSTANCE)).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "file"})
    void ofManyThreadsThatExpectTheSameContentOneWins(String kind) throws Exception {
        var store = store(kind);
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                var before = store.read(INSTANCE);
                var name = "token_" + round + "_";
                var wins = new ArrayList<Future<Boolean>>();
                for (int i = 0; i < 8; i++) {
                    var mine = new StoredClient("device", name + i, null);
                    wins.add(threads.submit(() -> store.compareAndSet(INSTANCE, before, mine)));
                }
                int won = 0;
                for (var win : wins) {
                    won += win.get() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theFileAndItsDirectoryAreForTheOwnerAlone() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (var each : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanReadOrChangeIsRefused(String permissions) throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertRefused(Reason.EXPOSED, "chmod 600");
    }

    @Test
    void aFileOfAnotherInstanceIsRefused() throws IOException {
        TokenStore.file(file).compareAndSet("clerk.other.com", null, FIRST);

        assertRefused(Reason.OTHER_INSTANCE, "belongs to another instance than clerk.example.com");
    }

    @Test
    void aFileOfANewerVersionIsRefused() throws IOException {
        write("{\"version\":2,\"instance\":\"" + INSTANCE + "\",\"sealed\":\"x\"}");

        assertRefused(Reason.NEWER_VERSION, "newer version of the SDK");
    }

    @Test
    void theFirstVersionStaysReadable() throws IOException {
        write(
                "{\"version\":1,\"instance\":\"clerk.example.com\",\"device_id\":\"device_1\",\"token\":\"canary_token_1\","
                        + "\"client_id\":\"client_1\"}");

        assertThat(TokenStore.file(file).read(INSTANCE)).isEqualTo(FIRST);
    }

    @Test
    void aFileThatWasCutOffAnywhereIsRefused() throws IOException {
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST);
        var whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(Reason.DAMAGED, "Put the file away and sign in again");
        }
    }

    @Test
    void randomBytesAndOtherJsonAreRefused() throws IOException {
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            bytes[0] = (byte) 0xff; // never valid UTF-8
            Files.write(file, bytes);
            assertRefused(Reason.DAMAGED, "cut off or not JSON");
        }
        for (var json : new String[] {
            "[]",
            "1",
            "{}",
            "{\"version\":\"1\"}",
            "{\"version\":1,\"instance\":7}",
            "{\"version\":1,\"instance\":\"" + INSTANCE + "\"}",
            "{\"version\":1,\"instance\":\"" + INSTANCE + "\",\"device_id\":\"d\",\"token\":\"a\\nb\"}",
            "{\"version\":1,\"instance\":\"" + INSTANCE + "\",\"device_id\":\"d\",\"token\":{}}"
        }) {
            Files.writeString(file, json);
            assertRefused(Reason.DAMAGED, "cannot be used");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNotAMissingFile() throws IOException {
        Files.createDirectories(file); // reading a directory fails

        assertRefused(Reason.UNAVAILABLE, "Check the disk and the permissions");
    }

    @Test
    void aChangeThatCannotBeWrittenLeavesTheOldContent() throws IOException {
        var store = TokenStore.file(file);
        store.compareAndSet(INSTANCE, null, FIRST);
        var inTheWay = Files.createDirectory(file.resolveSibling("clerk.json.tmp"));
        Files.createFile(inTheWay.resolve("full"));

        assertThatThrownBy(() -> store.compareAndSet(INSTANCE, FIRST, SECOND))
                .isInstanceOfSatisfying(
                        TokenStoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("cannot be written")
                .hasMessageNotContaining("canary");
        assertThat(store.read(INSTANCE)).isEqualTo(FIRST);
    }

    @Test
    void whatAKilledWriterLeftIsNotReadAndNotInTheWay() throws IOException {
        var store = TokenStore.file(file);
        store.compareAndSet(INSTANCE, null, FIRST);
        Files.writeString(file.resolveSibling("clerk.json.tmp"), "{\"version\":1,\"ins");

        assertThat(store.read(INSTANCE)).isEqualTo(FIRST);
        assertThat(store.compareAndSet(INSTANCE, FIRST, SECOND)).isTrue();
        assertThat(store.read(INSTANCE)).isEqualTo(SECOND);
    }

    @Test
    void aLinkToAFileIsTheSameStore() throws IOException {
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST);
        var link = Files.createSymbolicLink(folder.resolve("link.json"), file);

        assertThat(TokenStore.file(link).compareAndSet(INSTANCE, FIRST, SECOND)).isTrue();
        assertThat(TokenStore.file(file).read(INSTANCE)).isEqualTo(SECOND);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder.resolve("link.json.lock")).doesNotExist();
    }

    @Test
    void twoProcessesLoseNoChange() throws Exception {
        int changes = 100;
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 2; i++) {
            processes.add(StoreProgram.start("count", file, changes));
        }
        for (var process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        var content = TokenStore.file(file).read(StoreProgram.INSTANCE);
        assertThat(content).isNotNull();
        assertThat(content.token()).isEqualTo("token_" + 2 * changes);
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        var store = TokenStore.file(file);
        store.compareAndSet(INSTANCE, null, FIRST);
        var holder = StoreProgram.start("hold", file.resolveSibling("clerk.json.lock"), 0);
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        assertThatThrownBy(() -> StoreLock.acquire(file.resolveSibling("clerk.json.lock"), Duration.ofMillis(50)))
                .isInstanceOf(IOException.class);

        holder.destroyForcibly().waitFor();

        assertThat(store.compareAndSet(INSTANCE, FIRST, SECOND)).isTrue();
        assertThat(file.resolveSibling("clerk.json.lock")).exists();
    }

    @Test
    void aStoreThatDoesNotGetTheLockLeavesItToItsHolder() throws Exception {
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST);
        var lockFile = file.resolveSibling("clerk.json.lock");
        var link = Files.createSymbolicLink(folder.resolve("link"), file.getParent());
        try (var held = StoreLock.acquire(lockFile, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> StoreLock.acquire(link.resolve("clerk.json.lock"), Duration.ZERO))
                    .isInstanceOf(IOException.class);

            var other = StoreProgram.start("try", lockFile, 0);
            assertThat(other.inputReader().readLine()).as("%s", held).isEqualTo("refused");
        }
        var other = StoreProgram.start("try", lockFile, 0);
        assertThat(other.inputReader().readLine()).isEqualTo("held");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer canary", "canary\n", "can\u00e4ry", ""})
    void aTokenThatCouldNotBeReadBackIsNotWritten(String token) {
        var store = TokenStore.file(file);
        store.compareAndSet(INSTANCE, null, FIRST);

        assertThatThrownBy(() -> store.compareAndSet(INSTANCE, FIRST, FIRST.with(token, null)))
                .isInstanceOfSatisfying(
                        TokenStoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("the new token")
                .hasMessageNotContaining("canary");
        assertThat(store.read(INSTANCE)).isEqualTo(FIRST);
    }

    @Test
    void theLongestTokenThatIsWrittenIsReadBack() {
        var store = TokenStore.file(file);
        var longest = FIRST.with("\"".repeat(16_384), "\\".repeat(16_384)); // the characters that JSON escapes
        store.compareAndSet(INSTANCE, null, longest);
        assertThat(store.read(INSTANCE)).isEqualTo(longest);

        assertThatThrownBy(() -> store.compareAndSet(INSTANCE, longest, FIRST.with("t".repeat(16_385), null)))
                .isInstanceOfSatisfying(
                        TokenStoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("longer than 16384 characters");
        assertThat(store.read(INSTANCE)).isEqualTo(longest);
    }

    @Test
    void aStoreThatIsReadWhileItIsChangedIsAlwaysWhole() throws Exception {
        var store = TokenStore.file(file);
        store.compareAndSet(INSTANCE, null, FIRST);
        var writer = new Thread(() -> {
            for (int i = 0; i < 100; i++) {
                store.compareAndSet(INSTANCE, i % 2 == 0 ? FIRST : SECOND, i % 2 == 0 ? SECOND : FIRST);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            assertThat(store.read(INSTANCE)).isIn(FIRST, SECOND);
        }
        writer.join();
    }

    @Test
    void nothingShowsTheToken() {
        assertThat(FIRST.toString()).doesNotContain("canary");
        assertThat(TokenStore.file(file).toString()).doesNotContain("canary");
    }

    private void write(String json) throws IOException {
        TokenStore.file(file).compareAndSet(INSTANCE, null, FIRST); // creates it for its owner alone
        Files.writeString(file, json);
    }

    /** Reading and changing fail in the same way, the message shows no token, and the file stays as it was. */
    private void assertRefused(Reason reason, String message) throws IOException {
        var store = TokenStore.file(file);
        var before = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
        assertThatThrownBy(() -> store.read(INSTANCE))
                .isInstanceOfSatisfying(
                        TokenStoreException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> store.compareAndSet(INSTANCE, null, SECOND)).isInstanceOf(TokenStoreException.class);
        if (!Files.isDirectory(file)) {
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }
}
