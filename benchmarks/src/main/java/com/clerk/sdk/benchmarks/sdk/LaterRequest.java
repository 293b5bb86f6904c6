package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.benchmarks.shared.RequestPeer;
import java.util.List;
import java.util.Map;

/** A request whose token came with another one before. */
public class LaterRequest extends RequestPeer {
    private RequestAuthenticator authenticator;

    @Override
    protected void open() {
        authenticator = FirstRequest.settings().build();
    }

    @Override
    protected Object authenticate(Map<String, List<String>> headers) {
        var state = authenticator.authenticate(headers);
        return state.isSignedIn() ? state : null;
    }
}
