package com.clerk.sdk.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file to upload. Immutable; it can be sent more than once. */
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
     * Creates an upload of a file on disk. The file is read each time it is sent, and its size must not change in
     * between.
     *
     * @param file the file; its name is sent without its folder, and its content type is derived from the name
     * @return the upload
     * @throws UncheckedIOException if the attributes of the file cannot be read
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
     * Creates an upload of bytes in memory.
     *
     * @param fileName name of the file
     * @param contentType content type, such as {@code image/png}
     * @param content the bytes, which are copied
     * @return the upload
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
     * Returns the name of the file, without folders.
     *
     * @return the name
     */
    public String fileName() {
        return fileName;
    }

    /**
     * Returns the content type of the file.
     *
     * @return the content type, such as {@code image/png}
     */
    public String contentType() {
        return contentType;
    }

    /**
     * Returns the size of the file in bytes.
     *
     * @return the size in bytes
     */
    public long size() {
        return size;
    }

    /**
     * Opens the file.
     *
     * @return a stream of its bytes, which the caller closes
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
