package com.clerk.sdk.benchmarks.cold;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.benchmarks.shared.ColdStartProbe;

/** A program that makes one call. */
final class CallOnce {
    private CallOnce() {}

    public static void main(String[] args) throws Exception {
        var clerk = ClerkBackend.builder()
                .apiUrl(args[0])
                .secretKey("sk_test_benchmarks")
                .build();
        ColdStartProbe.with(clerk.users().get("user_1").id());
    }
}
