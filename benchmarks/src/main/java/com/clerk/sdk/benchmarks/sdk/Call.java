package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.benchmarks.shared.CallPeer;

/** One call of the client. */
public class Call extends CallPeer {
    private ClerkBackend clerk;

    @Override
    protected void open(String url) {
        clerk = ClerkBackend.builder()
                .apiUrl(url)
                .secretKey("sk_test_benchmarks")
                .build();
    }

    @Override
    protected Object get() {
        return clerk.users().get("user_1");
    }
}
