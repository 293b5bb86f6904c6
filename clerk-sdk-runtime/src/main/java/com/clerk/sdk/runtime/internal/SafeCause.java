package com.clerk.sdk.runtime.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.OkHttpClient;
import okio.Buffer;

/** The cause of a failed call, without parts of the response. */
public final class SafeCause {
    private static final int MAX_DEPTH = 10;

    private SafeCause() {}

    /**
     * Returns the failure itself, or a copy without its message. Exceptions of the libraries that read a response quote
     * it: the status line, or the first bytes of the body. Exceptions of the user's own code keep their message.
     *
     * @param failure a failure
     * @return an exception that can be logged
     */
    public static Throwable of(Throwable failure) {
        if (isSafe(failure, 0)) {
            return failure;
        }
        var copy = new IOException(failure.getClass().getSimpleName() + " while the response was read");
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    /**
     * Returns whether the certificate of the server was refused. Another try would fail too.
     *
     * @param failure a failure
     * @return true if no secure connection can be opened
     */
    public static boolean isCertificateFailure(Throwable failure) {
        return failure instanceof SSLPeerUnverifiedException
                || (failure instanceof SSLHandshakeException && failure.getCause() instanceof CertificateException);
    }

    private static boolean isSafe(Throwable failure, int depth) {
        if (depth == MAX_DEPTH || !quotesNothing(failure)) {
            return false;
        }
        for (var suppressed : failure.getSuppressed()) {
            if (!isSafe(suppressed, depth + 1)) {
                return false;
            }
        }
        return failure.getCause() == null || isSafe(failure.getCause(), depth + 1);
    }

    private static boolean quotesNothing(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof UnknownHostException
                || failure instanceof InterruptedIOException
                || failure instanceof InterruptedException
                || failure instanceof SSLException
                || failure instanceof GeneralSecurityException
                || !isThrownByLibrary(failure);
    }

    // The names of the libraries may have been changed by shading, so they are taken from their classes.
    private static boolean isThrownByLibrary(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            var name = frame.getClassName();
            if (!isOfPlatform(name)) {
                return name.startsWith(OkHttpClient.class.getPackageName() + ".")
                        || name.startsWith(Buffer.class.getPackageName() + ".");
            }
        }
        return true;
    }

    private static boolean isOfPlatform(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("kotlin.");
    }
}
