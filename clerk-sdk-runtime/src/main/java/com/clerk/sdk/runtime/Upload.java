package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.clerk.sdk.runtime.internal.PartHeaders;
import com.google.gson.annotations.JsonAdapter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A file to upload: {@code Upload.of(Path.of("logo.png"))}. It is read while it is sent, and read again if it has to be
 * sent again. Immutable.
 */
@JsonAdapter(GsonAdapter.class)
public final class Upload {
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    /** Opens the content of an upload. Must be safe for use by several threads if the upload is sent by several. */
    @FunctionalInterface
    public interface Content {
        /**
         * Opens the content.
         *
         * @return a stream from the first byte on, another one on each call; the SDK closes it
         * @throws IOException if the content cannot be read; the call then fails
         */
        InputStream open() throws IOException;
    }

    /** Observes how much of an upload is sent. It is called by the thread that sends, so it must not block. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Observes that bytes were handed to the connection. If an upload is sent again, the count begins again.
         *
         * @param sent number of bytes so far, more than at the call before
         * @param total number of bytes of the whole file; empty if it is not known
         */
        void sent(long sent, OptionalLong total);
    }

    private final String fileName;
    private final String contentType;
    private final OptionalLong size;
    private final Content content;

    private Upload(String fileName, String contentType, OptionalLong size, Content content) {
        PartHeaders.checkFileName(fileName);
        PartHeaders.checkContentType(contentType);
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
     * @throws IllegalArgumentException if it is a folder, or its name has a quotation mark, a backslash or a control
     *     character
     * @throws UncheckedIOException if the attributes of the file cannot be read, as when it does not exist
     */
    public static Upload of(Path file) {
        var name = Objects.toString(file.getFileName(), "file");
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("The upload is a folder, not a file: " + name);
        }
        try {
            var type = Files.probeContentType(file);
            boolean known = type != null && PartHeaders.isContentType(type);
            return new Upload(
                    name,
                    known ? type : UNKNOWN_TYPE,
                    OptionalLong.of(Files.size(file)),
                    () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The file to upload cannot be read: " + name, e);
        }
    }

    /**
     * Creates an upload of bytes in memory.
     *
     * @param fileName name of the file, without folders
     * @param contentType content type, such as {@code image/png}
     * @param content the bytes, which are copied
     * @return the upload
     * @throws IllegalArgumentException if the name is blank, or has a quotation mark, a slash, a backslash or a control
     *     character; or if the content type is invalid
     */
    public static Upload of(String fileName, String contentType, byte[] content) {
        var copy = content.clone();
        return new Upload(fileName, contentType, OptionalLong.of(copy.length), () -> new ByteArrayInputStream(copy));
    }

    /**
     * Creates an upload of a stream whose size is not known, such as one that is generated or downloaded.
     *
     * @param fileName name of the file, without folders
     * @param contentType content type, such as {@code image/png}
     * @param content opens a new stream each time the upload is sent
     * @return the upload
     * @throws IllegalArgumentException if the name is blank, or has a quotation mark, a slash, a backslash or a control
     *     character; or if the content type is invalid
     */
    public static Upload of(String fileName, String contentType, Content content) {
        return new Upload(fileName, contentType, OptionalLong.empty(), new FreshContent(content));
    }

    /**
     * Returns the same upload with an observer.
     *
     * @param progress called whenever bytes are sent; if it throws an exception, it is not called again for this try
     * @return the other upload
     */
    public Upload onProgress(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        return new Upload(fileName, contentType, size, () -> new ObservedStream(content.open(), progress, size));
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
     * Returns the size of the file.
     *
     * @return the size in bytes; empty if it is not known
     */
    public OptionalLong size() {
        return size;
    }

    /**
     * Opens the file. The observer of {@link #onProgress} counts the bytes that the caller reads.
     *
     * @return a stream of its bytes, which the caller closes
     * @throws IOException if the file cannot be read
     */
    public InputStream open() throws IOException {
        return content.open();
    }

    @Override
    public String toString() {
        var length = size.isPresent() ? size.getAsLong() + " bytes" : "unknown size";
        return "Upload(" + fileName + ", " + length + ")";
    }
}
