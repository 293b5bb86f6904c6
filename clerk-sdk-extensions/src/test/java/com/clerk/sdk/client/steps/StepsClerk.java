package com.clerk.sdk.client.steps;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.client.TotpCodes;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.ReceivedRequest;
import com.clerk.sdk.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A local Clerk with the client of a device and the client of a server. */
final class StepsClerk implements AutoCloseable {
    static final TestKeys KEYS = TestKeys.generate();
    static final String ADA = "ada@example.com";
    static final String PASSWORD = "correct horse battery";
    static final String TOTP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    final ClerkServer server;
    final ClerkBackend backend;
    final ClerkFrontend clerk;

    StepsClerk(ClerkServer.Builder builder) {
        server = builder.keys(KEYS).start();
        backend = ClerkBackend.builder()
                .apiUrl(server.apiUrl())
                .secretKey(server.secretKey())
                .build();
        clerk = newDevice();
    }

    ClerkFrontend newDevice() {
        return ClerkFrontend.builder()
                .publishableKey(server.publishableKey())
                .apiUrl(server.apiUrl())
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    Steps steps() {
        return clerk.steps();
    }

    User ada() {
        return backend.users().create(u -> u.emailAddress(ADA).password(PASSWORD));
    }

    /** Returns the code of the last message to a recipient. */
    String lastCode(String recipient) {
        var messages = server.messages(recipient);
        var code = messages.get(messages.size() - 1).code();
        if (code == null) {
            throw new AssertionError("The last message has no code");
        }
        return code;
    }

    /** Returns the present code of the authenticator app. */
    static String totp() {
        return TotpCodes.now(TOTP_SECRET);
    }

    /** Returns a port that is free now. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(String method, String pathEnd) {
        return server.requests().stream()
                .filter(request -> is(request, method, pathEnd))
                .count();
    }

    private static boolean is(ReceivedRequest request, String method, String pathEnd) {
        return request.method().equals(method) && request.path().endsWith(pathEnd);
    }

    @Override
    public void close() {
        clerk.close();
        backend.close();
        server.close();
    }
}
