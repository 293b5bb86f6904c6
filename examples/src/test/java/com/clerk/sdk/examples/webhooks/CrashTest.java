package com.clerk.sdk.examples.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.examples.webhooks.CrashingServer.Moment;
import com.clerk.sdk.examples.webhooks.UserRows.Row;
import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process crashes between handling a delivery and answering it; then Clerk repeats the delivery. */
@Timeout(120)
class CrashTest {
    @TempDir
    Path folder;

    private final WebhookSigner signer = WebhookSigner.create();
    private final UserEvents ada = new UserEvents(signer, "user_1");

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "BEFORE_ANSWER"})
    void afterACrashTheRepeatedDeliveryIsHandledExactlyOnce(Moment moment) throws Exception {
        deliverAfterRestart(ada.created("Ada"));
        var updated = ada.updated("Augusta", 1);

        try (var server = new ServerProcess(moment)) {
            assertThatThrownBy(() -> server.sender.send(updated)).isInstanceOf(IOException.class);
            assertThat(server.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process.exitValue()).isEqualTo(CrashingServer.CRASHED);
        }

        var found = deliverAfterRestart(updated.redelivered(Instant.now()));
        assertThat(found.before()).isEqualTo(moment == Moment.BEFORE_COMMIT ? row("Ada", 1) : row("Augusta", 2));
        assertThat(found.after()).isEqualTo(row("Augusta", 2));
        assertThat(found.deliveries()).isEqualTo(2);
    }

    private static Row row(String name, int changes) {
        return new Row("user_1", name, name.toLowerCase(java.util.Locale.ROOT) + "@example.com", false, changes);
    }

    @Test
    void anAnsweredDeliveryIsKept() throws Exception {
        try (var server = new ServerProcess(Moment.NEVER)) {
            assertThat(server.sender.send(ada.updated("Augusta", 1))).isEqualTo(204);
        }

        var found = deliverAfterRestart(ada.created("Ada"));
        assertThat(found.before()).isEqualTo(row("Augusta", 1));
        assertThat(found.after()).isEqualTo(row("Augusta", 1));
        assertThat(found.deliveries()).isEqualTo(2);
    }

    /** A server in a separate process, which is killed when this is closed. */
    private final class ServerProcess implements AutoCloseable {
        private final Process process;
        private final Sender sender;

        ServerProcess(Moment moment) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrashingServer.class.getName(),
                            file(),
                            signer.secret(),
                            moment.name())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            sender = new Sender(URI.create(out.readLine()));
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    private String file() {
        return folder.resolve("users").toString();
    }

    private record Found(Row before, Row after, int deliveries) {}

    /** Starts a new server on the same file, and sends it a delivery. */
    private Found deliverAfterRestart(WebhookDelivery delivery) throws Exception {
        var database = UserSync.open(file());
        try (var receiver =
                HttpServerReceiver.start(0, ClerkWebhooks.of(signer.secret()), UserSync.handler(database))) {
            var before = UserRows.in(database).stream().findFirst().orElse(null);
            assertThat(new Sender(receiver.url()).send(delivery)).isEqualTo(204);
            var after = UserRows.in(database);
            assertThat(after).hasSize(1);
            return new Found(before, after.get(0), UserRows.deliveries(database));
        } finally {
            database.dispose();
        }
    }
}
