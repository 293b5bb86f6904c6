package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    @Test
    void aFileInMemoryIsCopied() throws IOException {
        var bytes = "abc".getBytes(StandardCharsets.UTF_8);
        var upload = Upload.of("a.png", "image/png", bytes);
        bytes[0] = 'x';
        assertThat(upload.open()).hasContent("abc");
        assertThat(upload.open()).hasContent("abc");
        assertThat(upload.size()).hasValue(3);
        assertThat(upload.contentType()).isEqualTo("image/png");
    }

    @Test
    void aFileOnDiskIsReadAnewEachTime(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("logo.png"), "abc");
        var upload = Upload.of(file);
        assertThat(upload.fileName()).isEqualTo("logo.png");
        assertThat(upload.size()).hasValue(3);
        assertThat(upload.contentType()).isNotBlank();
        assertThat(upload.open()).hasContent("abc");
        Files.writeString(file, "xyz");
        assertThat(upload.open()).hasContent("xyz");
    }

    @Test
    void aFileOfUnknownTypeIsAnOctetStream(@TempDir Path folder) throws IOException {
        var upload = Upload.of(Files.writeString(folder.resolve("thing.zzzz"), ""));
        assertThat(upload.contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void aFileThatIsNotThereIsNoticedAtOnce(@TempDir Path folder) {
        assertThatThrownBy(() -> Upload.of(folder.resolve("none.png")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The file to upload cannot be read: none.png");
        assertThatThrownBy(() -> Upload.of(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The upload is a folder");
    }

    @Test
    void toStringShowsNameAndSizeOnly() {
        var upload = Upload.of("a.txt", "text/plain", "canary".getBytes(StandardCharsets.UTF_8));
        assertThat(upload).hasToString("Upload(a.txt, 6 bytes)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png; x=\"a\r\nX-Evil: 1\r\n\r\nbody\"",
                "image/png\r\nX-Evil: 1",
                "image/png\n",
                "image/png; x=\"a\\\"\"",
                "image/png; x=\"ä\"",
                "image/png; x",
                "image/png;",
                "image/png ;x=y",
                "image",
                "/",
                "image/",
                "what is this",
                "",
                " ",
            })
    void aContentTypeThatIsNoneIsRefused(String type) {
        assertThatThrownBy(() -> Upload.of("a.png", type, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The content type of an upload is invalid")
                .hasMessageNotContaining("Evil");
        assertThatThrownBy(() -> Upload.of("a.png", type, InputStream::nullInputStream))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongContentTypeIsRefusedAtOnce() {
        var type = "image/png" + ";a=b".repeat(100_000);
        assertThatThrownBy(() -> Upload.of("a.png", type, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "application/vnd.ms-excel.sheet.macroEnabled.12",
                "image/svg+xml",
                "text/plain;charset=utf-8",
                "text/plain; charset=\"utf-8\"; format=flowed",
                "TEXT/Plain; a=\"\"",
            })
    void everyContentTypeThatIsAcceptedIsSent(String type) {
        assertThat(Upload.of("a", type, new byte[0]).contentType()).isEqualTo(type);
        assertThat(MediaType.get(type)).hasToString(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX-Evil: 1",
                "a\n.png",
                "a\".png",
                "a\\",
                "../a.png",
                "folder/a.png",
                "a\0.png",
                "a\u0085b",
                "",
                " "
            })
    void aFileNameThatCouldEndItsHeaderIsRefused(String name) {
        assertThatThrownBy(() -> Upload.of(name, "image/png", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The file name of an upload ")
                .hasMessageNotContaining("Evil");
    }

    @Test
    void anyOtherFileNameIsAccepted() {
        assertThat(Upload.of("Ada's photo (1) ü.png", "image/png", new byte[0]).fileName())
                .isEqualTo("Ada's photo (1) ü.png");
    }

    @Test
    void aStreamOfUnknownSizeIsOpenedAnewEachTime() throws IOException {
        var upload = Upload.of("a.txt", "text/plain", () -> new ByteArrayInputStream(new byte[] {'a', 'b'}));
        assertThat(upload.size()).isEmpty();
        assertThat(upload.open()).hasContent("ab");
        assertThat(upload.open()).hasContent("ab");
        assertThat(upload).hasToString("Upload(a.txt, unknown size)");
    }

    @Test
    void aStreamThatWasReadIsNotSentAsAnEmptyFile() throws IOException {
        var stream = new ByteArrayInputStream(new byte[] {'a'});
        var upload = Upload.of("a.txt", "text/plain", () -> stream);
        assertThat(upload.open()).hasContent("a");
        assertThatThrownBy(upload::open).isInstanceOf(IOException.class).hasMessageContaining("sent already");
        assertThatThrownBy(() -> upload.onProgress((sent, total) -> {}).open()).isInstanceOf(IOException.class);
    }

    @Test
    void progressCountsTheBytesOfEachTryAnew() throws IOException {
        var seen = new ArrayList<String>();
        var bytes = new byte[20_000];
        var upload = Upload.of("a", "image/png", bytes)
                .onProgress((sent, total) -> seen.add(sent + "/" + total.getAsLong()));
        for (int i = 0; i < 2; i++) {
            seen.clear();
            try (var in = upload.open()) {
                assertThat(in.read()).isZero();
                assertThat(in.readNBytes(9_999)).hasSize(9_999);
                assertThat(seen).startsWith("1/20000").endsWith("10000/20000");
                assertThat(in.readAllBytes()).hasSize(10_000);
                assertThat(in.read()).isEqualTo(-1);
            }
            assertThat(seen).endsWith("20000/20000");
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAny(Throwable failure) throws E {
        throw (E) failure;
    }

    static Stream<Throwable> failuresOfObservers() {
        return Stream.of(
                new IllegalStateException("canary"), new AssertionError("canary"), new IOException("of Kotlin code"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfObservers")
    void anObserverThatFailsIsNotCalledAgainAndTheUploadGoesOn(Throwable failure) throws IOException {
        var calls = new AtomicInteger();
        var upload = Upload.of("a", "image/png", () -> new ByteArrayInputStream(new byte[3]))
                .onProgress((sent, total) -> {
                    calls.incrementAndGet();
                    UploadTest.<RuntimeException>throwAny(failure);
                });
        try (var in = upload.open()) {
            assertThat(in.read()).isZero();
            assertThat(in.readAllBytes()).hasSize(2);
        }
        assertThat(calls).hasValue(1);
    }
}
