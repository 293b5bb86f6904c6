package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.Upload;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** The body of an upload. The file is read while it is sent. */
final class UploadBody extends RequestBody {
    private static final int CHUNK = 8192;

    /** The body is then sent in chunks (RFC 9112 section 7.1). */
    private static final long UNKNOWN_LENGTH = -1;

    private final Upload upload;

    UploadBody(Upload upload) {
        this.upload = upload;
    }

    @Override
    public MediaType contentType() {
        return MediaType.get(upload.contentType());
    }

    @Override
    public long contentLength() {
        return upload.size().orElse(UNKNOWN_LENGTH);
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (var in = upload.open()) {
            var chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                sink.write(chunk, 0, length);
            }
        }
    }
}
