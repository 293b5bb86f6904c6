package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.Clerk;
import com.clerk.sdk.benchmarks.shared.ColdStartProbe;

/** A program that makes one call with the published Clerk SDK. */
final class IncumbentCallOnce {
    private IncumbentCallOnce() {}

    public static void main(String[] args) throws Exception {
        var clerk = Clerk.builder()
                .bearerAuth("sk_test_benchmarks")
                .serverURL(args[0] + "/v1")
                .build();
        ColdStartProbe.with(clerk.users().get("user_1").user().orElseThrow().id());
    }
}
