package com.clerk.sdk;

import static com.clerk.sdk.client.FrontendStub.answer;
import static com.clerk.sdk.client.FrontendStub.client;
import static com.clerk.sdk.client.FrontendStub.envelope;
import static com.clerk.sdk.client.FrontendStub.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.client.FrontendStub;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import com.clerk.sdk.client.TokenStoreException.Reason;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client of a device and the file of its token: two processes, a full disk, and files that cannot be used. */
@Timeout(240)
class SharedStoreTest {
    private static final String SIGNED_IN = client("client_1", session("sess_1", "active"));

    private final FrontendStub stub = new FrontendStub();
    private final AtomicInteger token = new AtomicInteger(1);
    private final BlockingQueue<Reason> failures = new LinkedBlockingQueue<>();
    private final List<ClerkFrontend> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        clients.forEach(ClerkFrontend::close);
        stub.close();
    }

    private Path file() {
        return folder.resolve("clerk.json");
    }

    private ClerkFrontend open() {
        var client = ClerkFrontend.builder()
                .apiUrl(stub.url())
                .tokenStore(TokenStore.file(file()))
                .retryPolicy(RetryPolicy.never())
                .clientListener(new ClientListener() {
                    @Override
                    public void storeFailed(TokenStoreException failure) {
                        failures.add(failure.reason());
                    }
                })
                .build();
        clients.add(client);
        return client;
    }

    private String instance() {
        return stub.url().substring("http://".length());
    }

    private StoredClient stored() {
        return TokenStore.file(file()).read(instance());
    }

    private void storeFirstToken() {
        TokenStore.file(file()).compareAndSet(instance(), null, new StoredClient("device", "token_1", "client_1"));
    }

    /** A server that takes each token once, and answers an old one with a new, empty client. */
    private MockResponse rotating(RecordedRequest request) {
        var sent = request.getHeaders().get("Authorization");
        int next = token.get() + 1;
        boolean known = ("token_" + (next - 1)).equals(sent) && token.compareAndSet(next - 1, next);
        return known
                ? answer(200, envelope(SIGNED_IN, "null"), "token_" + next, Instant.now())
                : answer(200, envelope(client("client_new"), "null"), "foreign", Instant.now());
    }

    @Test
    void twoProcessesThatRotateOneTokenStaySignedIn() throws Exception {
        storeFirstToken();
        stub.answering(this::rotating);
        int changes = 500;
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 2; i++) {
            var process = start(changes);
            processes.add(process);
            assertThat(process.inputReader().readLine()).isEqualTo("SIGNED_IN");
        }
        for (var process : processes) {
            process.outputWriter().write("go\n");
            process.outputWriter().flush();
        }
        for (var process : processes) {
            assertThat(process.inputReader().readLine()).isEqualTo("SIGNED_IN, 0 sign-outs");
            assertThat(process.waitFor()).isZero();
        }

        assertThat(stored().token()).isEqualTo("token_" + token);
        assertThat(token.get()).isGreaterThan(100);
    }

    private Process start(int changes) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FrontendProgram.class.getName(),
                stub.url(),
                file().toString(),
                Integer.toString(changes));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aFullDiskKeepsTheSessionInMemoryAndIsToldAndTheNextTokenIsStored() throws Exception {
        storeFirstToken();
        stub.answering(this::rotating);
        var client = open();
        client.refreshState();
        assertThat(stored().token()).isEqualTo("token_2");

        var inTheWay = Files.createDirectory(file().resolveSibling("clerk.json.tmp"));
        Files.createFile(inTheWay.resolve("full"));
        client.refreshState();
        assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(Reason.UNAVAILABLE);
        assertThat(stored().token()).isEqualTo("token_2");
        client.refreshState(); // with the token in memory
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);

        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        client.refreshState();
        assertThat(stored().token()).isEqualTo("token_5");
    }

    @Test
    void aFileThatCannotBeReadForAWhileEndsNothingAndIsNotOverwritten() throws Exception {
        storeFirstToken();
        stub.answering(request -> answer(200, envelope(SIGNED_IN, "null")));
        var client = open();
        client.refreshState();
        var away = file().resolveSibling("away.json");
        Files.move(file(), away);
        Files.createDirectory(file()); // reading it fails

        client.refreshState();
        client.refreshState();
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(Reason.UNAVAILABLE);
        Files.delete(file());
        Files.move(away, file());
        client.refreshState();
        assertThat(stored().token()).isEqualTo("token_1");
        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
    }

    @ParameterizedTest
    @CsvSource({"truncated,DAMAGED", "newer,NEWER_VERSION", "random,DAMAGED", "other,OTHER_INSTANCE", "open,EXPOSED"})
    void aFileThatCannotBeUsedIsRefusedAndLeftAsItIs(String kind, Reason reason) throws IOException {
        storeFirstToken();
        var whole = Files.readAllBytes(file());
        var content = switch (kind) {
            case "truncated" -> Arrays.copyOf(whole, whole.length - 1);
            case "newer" ->
                Files.readString(file())
                        .replace("\"version\":1", "\"version\":2")
                        .getBytes();
            case "other" ->
                Files.readString(file())
                        .replace(instance(), "clerk.example.com")
                        .getBytes();
            case "random" -> new byte[] {(byte) 0xff, 0, 1, 2};
            default -> whole;
        };
        Files.write(file(), content);
        if (kind.equals("open")) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        }

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        TokenStoreException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(Files.readAllBytes(file())).isEqualTo(content);
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void aFileOfANewerVersionThatComesLaterIsReadAsAFailureAndNotRewritten() throws IOException {
        storeFirstToken();
        stub.answering(this::rotating);
        var client = open();
        client.refreshState();
        var newer = Files.readString(file()).replace("\"version\":1", "\"version\":2");
        Files.writeString(file(), newer);
        client.refreshState();

        assertThat(client.state().status()).isEqualTo(Status.SIGNED_IN);
        assertThat(Files.readString(file())).isEqualTo(newer);
    }
}
