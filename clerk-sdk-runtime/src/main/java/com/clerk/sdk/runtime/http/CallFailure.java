package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.internal.SafeCause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * A failure without a response, of any kind.
 *
 * @param call method and path template of the call: {@code GET /users/{user_id}}
 * @param host host of the API
 * @param attempt number of the try, from 1
 * @param cause the failure that ended the try
 * @param connected whether a connection was open
 */
record CallFailure(String call, String host, int attempt, Throwable cause, boolean connected) {
    private static final String UNTRUSTED =
            ": this JVM does not trust the certificate of the server. If a proxy of your"
                    + " company presents its own certificates, import its CA certificate into the trust store of the JVM";
    private static final String OTHER_HOST = ": the certificate of the server is for another host";

    ClerkConnectionException toException() {
        boolean timeout = isTimeout(cause);
        var message = call + " -> " + problem(timeout) + " (try " + attempt + ", "
                + cause.getClass().getSimpleName() + ")" + advice();
        return new ClerkConnectionException(
                message, SafeCause.of(cause), timeout, connected && !isRefusedUnprocessed(cause));
    }

    private String problem(boolean timeout) {
        if (timeout) {
            return "timeout of " + host;
        }
        if (cause instanceof InterruptedException) {
            return "interrupted while waiting for " + host;
        }
        if (cause instanceof CancellationException) {
            return "cancelled while waiting for " + host;
        }
        return cause instanceof IOException ? "connection to " + host + " failed" : "the call to " + host + " failed";
    }

    private String advice() {
        if (cause instanceof SSLPeerUnverifiedException) {
            return OTHER_HOST;
        }
        return SafeCause.isCertificateFailure(cause) ? UNTRUSTED : "";
    }

    // OkHttp reports some timeouts by this message only.
    private static boolean isTimeout(@Nullable Throwable e) {
        return e instanceof SocketTimeoutException
                || (e instanceof InterruptedIOException && "timeout".equals(e.getMessage()));
    }

    /**
     * Returns whether the server guarantees that it did not process the request: it refused the stream, or announced
     * the end of the connection below it (RFC 9113 section 8.7). OkHttp's exceptions for it are not public types.
     */
    private static boolean isRefusedUnprocessed(Throwable e) {
        return switch (e.getClass().getSimpleName()) {
            case "StreamResetException" -> "stream was reset: REFUSED_STREAM".equals(e.getMessage());
            case "ConnectionShutdownException" -> true;
            default -> false;
        };
    }
}
