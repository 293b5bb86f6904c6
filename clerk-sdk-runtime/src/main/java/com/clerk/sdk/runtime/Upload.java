package com.clerk.sdk.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file to send. Immutable; it can be sent more than once. */
public final class Upload {
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private interface Content {
        InputStream open() throws IOException;
    }

    private final String fileName;
    private final String contentType;
    private final long size;
    private final Content content;

    private Upload(String fileName, String contentType, long size, Content content) {
        this.fileName = fileName;
        this.contentType = contentType;
        this.size = size;
        this.content = content;
    }

    /**
     * A file on disk. It is read while it is being sent, each time anew, and must not change size in between. No
     * network.
     *
     * @param file the file; its name is sent, not its folder, and its type is guessed from it
     * @return what to send
     * @throws UncheckedIOException if the file cannot be looked at
     */
    public static Upload of(Path file) {
        try {
            var type = Files.probeContentType(file);
            var name = Objects.toString(file.getFileName(), "file");
            return new Upload(
                    name, type == null ? UNKNOWN_TYPE : type, Files.size(file), () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file in memory. No network.
     *
     * @param fileName its name
     * @param contentType its type, such as {@code image/png}
     * @param content its bytes; they are copied
     * @return what to send
     */
    public static Upload of(String fileName, String contentType, byte[] content) {
        var copy = content.clone();
        return new Upload(
                Objects.requireNonNull(fileName, "fileName"),
                Objects.requireNonNull(contentType, "contentType"),
                copy.length,
                () -> new ByteArrayInputStream(copy));
    }

    /**
     * What the file is called. No network.
     *
     * @return its name, without folders
     */
    public String fileName() {
        return fileName;
    }

    /**
     * What kind of file it is. No network.
     *
     * @return its type, such as {@code image/png}
     */
    public String contentType() {
        return contentType;
    }

    /**
     * How large the file is. No network.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * Opens the file. No network.
     *
     * @return its bytes; the caller closes the stream
     * @throws IOException if the file cannot be read
     */
    public InputStream open() throws IOException {
        return content.open();
    }

    @Override
    public String toString() {
        return "Upload(" + fileName + ", " + size + " bytes)";
    }
}
