package com.clerk.sdk.web;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The places for the requests that a proxy passes on at a time. Uploads have a quarter of them, because a client may
 * send one slowly. Safe for use by several threads.
 */
final class ProxyPlaces {
    private static final int UPLOADS = 4;

    private final Semaphore all;
    private final Semaphore uploads;

    ProxyPlaces(int most) {
        this.all = new Semaphore(most);
        this.uploads = new Semaphore(Math.max(1, most / UPLOADS));
    }

    /** Takes a place, or returns null if all are taken. */
    @Nullable
    Place take(boolean upload) {
        if (upload && !uploads.tryAcquire()) {
            return null;
        }
        if (!all.tryAcquire()) {
            release(uploads, upload);
            return null;
        }
        return new Place(upload);
    }

    private static void release(Semaphore semaphore, boolean taken) {
        if (taken) {
            semaphore.release();
        }
    }

    /** The place of one request. For one thread. */
    final class Place implements AutoCloseable {
        private final boolean upload;
        private boolean taken = true;

        private Place(boolean upload) {
            this.upload = upload;
        }

        /** Makes room for another request. Does nothing the second time. */
        @Override
        public void close() {
            release(uploads, taken && upload);
            release(all, taken);
            taken = false;
        }
    }
}
