package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.Clerk;
import com.clerk.sdk.benchmarks.shared.CallPeer;

/** One call of the published Clerk SDK. */
public class IncumbentCall extends CallPeer {
    private Clerk clerk;

    @Override
    protected void open(String url) {
        clerk = Clerk.builder()
                .bearerAuth("sk_test_benchmarks")
                .serverURL(url + "/v1")
                .build();
    }

    @Override
    protected Object get() throws Exception {
        return clerk.users().get("user_1").user().orElse(null);
    }
}
