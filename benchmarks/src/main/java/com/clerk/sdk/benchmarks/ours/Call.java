package com.clerk.sdk.benchmarks.ours;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.benchmarks.kit.CallPeer;

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
