package com.clerk.sdk;

import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.runtime.RetryPolicy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A program in another process, whose client shares its store with others. */
final class FrontendProgram {
    private FrontendProgram() {}

    public static void main(String[] args) throws Exception {
        var signOuts = new AtomicInteger();
        var builder = ClerkFrontend.builder()
                .apiUrl(args[0])
                .tokenStore(TokenStore.file(Path.of(args[1])))
                .retryPolicy(RetryPolicy.never())
                .clientListener(new ClientListener() {
                    @Override
                    public void sessionEnded(String sessionId, SessionEnd reason) {
                        signOuts.incrementAndGet();
                    }
                });
        try (var client = builder.build()) {
            System.out.println(client.refreshState().status());
            System.in.read();
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                client.refreshState();
            }
            System.out.println(client.state().status() + ", " + signOuts + " sign-outs");
        }
    }
}
