package com.clerk.sdk.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Content that must be a new stream each time. A stream that was sent is at its end: sent again it would be an empty
 * file, which Clerk would store.
 */
final class FreshContent implements Upload.Content {
    private final Upload.Content content;
    private final AtomicReference<@Nullable InputStream> last = new AtomicReference<>();

    FreshContent(Upload.Content content) {
        this.content = Objects.requireNonNull(content, "content");
    }

    @Override
    public InputStream open() throws IOException {
        var in = content.open();
        if (in == null) {
            throw new IOException("The content of the upload is null");
        }
        if (last.getAndSet(in) == in) {
            throw new IOException("The content of the upload was sent already: open a new stream each time");
        }
        return in;
    }
}
