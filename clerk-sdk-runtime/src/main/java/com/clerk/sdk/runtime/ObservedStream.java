package com.clerk.sdk.runtime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The stream of an upload, which reports what was read of it. Not thread-safe. */
final class ObservedStream extends FilterInputStream {
    private static final System.Logger LOG = System.getLogger("com.clerk.sdk.http");

    private final Upload.Progress progress;
    private final OptionalLong total;
    private long sent;
    private boolean failed;

    ObservedStream(InputStream in, Upload.Progress progress, OptionalLong total) {
        super(in);
        this.progress = progress;
        this.total = total;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        report(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        report(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void report(int count) {
        if (count <= 0 || failed) {
            return;
        }
        sent += count;
        try {
            progress.sent(sent, total);
        } catch (Throwable e) { // Kotlin code can throw checked exceptions that it does not declare
            // A failing observer must not fail the call. Its message may contain anything, so only the type is logged.
            failed = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The observer of an upload failed with " + e.getClass().getName());
        }
    }
}
