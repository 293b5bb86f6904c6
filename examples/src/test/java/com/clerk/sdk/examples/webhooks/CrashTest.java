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
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process really dies, between handling a delivery and answering it; then Clerk repeats the delivery. */
@Timeout(120)
class CrashTest {
    @TempDir
    Path folder;

    private final WebhookSigner signer = WebhookSigner.create();
    private final UserEvents ada = new UserEvents(signer, "user_1");

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNothingDoubled(Moment moment) throws Exception {
        var url = "jdbc:h2:" + folder.resolve("users");
        afterwards(url, ada.created("Ada"));
        var updated = ada.updated("Augusta", 1);

        crash(url, updated, moment);

        var found = afterwards(url, updated.again(Instant.now()));
        assertThat(found.before()).isEqualTo(moment == Moment.BEFORE_COMMIT ? row("Ada", 1) : row("Augusta", 2));
        assertThat(found.after()).isEqualTo(row("Augusta", 2));
        assertThat(found.deliveries()).isEqualTo(2);
    }

    private static Row row(String name, int changes) {
        return new Row("user_1", name, name.toLowerCase(java.util.Locale.ROOT) + "@example.com", false, changes);
    }

    private void crash(String url, WebhookDelivery delivery, Moment moment) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        url,
                        signer.secret(),
                        moment.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var sender = new Sender(URI.create(out.readLine()));
            assertThatThrownBy(() -> sender.send(delivery)).isInstanceOf(IOException.class);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(CrashingServer.CRASHED);
        } finally {
            process.destroyForcibly();
        }
    }

    private record Found(Row before, Row after, int deliveries) {}

    /** Starts the server anew on the same file, and sends a delivery. */
    private Found afterwards(String url, WebhookDelivery delivery) throws Exception {
        var database = JdbcConnectionPool.create(url, "", "");
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
