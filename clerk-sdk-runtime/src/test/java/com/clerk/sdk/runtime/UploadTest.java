package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
    @Test
    void aFileInMemoryIsCopied() throws IOException {
        var bytes = "abc".getBytes(StandardCharsets.UTF_8);
        var upload = Upload.of("a.png", "image/png", bytes);
        bytes[0] = 'x';
        assertThat(upload.open()).hasContent("abc");
        assertThat(upload.open()).hasContent("abc");
        assertThat(upload.size()).isEqualTo(3);
        assertThat(upload.contentType()).isEqualTo("image/png");
    }

    @Test
    void aFileOnDiskIsReadAnewEachTime(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("logo.png"), "abc");
        var upload = Upload.of(file);
        assertThat(upload.fileName()).isEqualTo("logo.png");
        assertThat(upload.size()).isEqualTo(3);
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
        assertThatThrownBy(() -> Upload.of(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void toStringShowsNameAndSizeOnly() {
        var upload = Upload.of("a.txt", "text/plain", "canary".getBytes(StandardCharsets.UTF_8));
        assertThat(upload).hasToString("Upload(a.txt, 6 bytes)");
    }
}
