package com.example.consumer;

import com.clerk.sdk.ClerkBackend;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** A program whose POSTs a server refuses without processing them (RFC 9113 section 8.7): they are sent again. */
public final class RefusedStreams {
    private RefusedStreams() {}

    /**
     * Runs the program, which prints the line {@code done} at its end.
     *
     * @param args ignored
     * @throws Exception if anything does not work
     */
    public static void main(String[] args) throws Exception {
        var http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        try (var server = new RefusingServer();
                var clerk = ClerkBackend.builder()
                        .secretKey("sk_test_1")
                        .apiUrl(server.url())
                        .httpClient(http)
                        .build()) {
            clerk.users().create(u -> u.firstName("Ada")); // its stream is refused
            clerk.users().create(u -> u.firstName("Bob")); // its connection ends below it
            if (server.requests() != 4) {
                throw new IllegalStateException("expected 4 requests, found " + server.requests());
            }
        }
        System.out.println("done");
    }
}
