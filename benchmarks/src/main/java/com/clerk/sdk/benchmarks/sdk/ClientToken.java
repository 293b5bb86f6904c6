package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.benchmarks.shared.Loopback;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The session token of a signed-in client, as a program takes it for each of its own requests. */
@State(Scope.Benchmark)
public class ClientToken {
    private static final String CLIENT = """
            {"response": {"object": "client", "id": "client_1", "created_at": 1, "updated_at": 1, "sessions": [
              {"object": "session", "id": "sess_1", "status": "active", "user": {"object": "user", "id": "user_1"}}
            ]}, "client": null}""";

    private Loopback clerk;
    private ClerkFrontend client;

    @Setup
    public void signIn() throws Exception {
        var token = "{\"object\": \"token\", \"jwt\": \"" + token() + "\"}";
        clerk = new Loopback(
                uri -> (uri.getPath().endsWith("/tokens") ? token : CLIENT).getBytes(StandardCharsets.UTF_8));
        client = ClerkFrontend.builder()
                .apiUrl(clerk.url())
                .clientToken("token_1")
                .build();
        client.refreshState();
        if (cached() == null || !cached().equals(token())) {
            throw new IllegalStateException("The client gives another token than the server");
        }
    }

    /** A token that lives for all of the run. Nobody signed it, since a client does not verify its own tokens. */
    private static String token() {
        var expires = Instant.EPOCH.plus(Duration.ofDays(365 * 100L)).getEpochSecond();
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + part("{\"sid\":\"sess_1\",\"iat\":1700000000,\"exp\":" + expires + "}") + ".c2ln";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Benchmark
    public String cached() {
        return client.getToken();
    }

    @TearDown
    public void close() {
        client.close();
        clerk.close();
    }
}
