package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.Upload;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** The body of an upload. The file is read while it is sent. */
final class UploadBody extends RequestBody {
    private static final int CHUNK = 8192;

    private final Upload upload;

    UploadBody(Upload upload) {
        this.upload = upload;
    }

    @Override
    public @Nullable MediaType contentType() {
        return MediaType.parse(upload.contentType());
    }

    @Override
    public long contentLength() {
        return upload.size();
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
