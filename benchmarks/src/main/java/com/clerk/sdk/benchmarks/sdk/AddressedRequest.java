package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.benchmarks.shared.RequestPeer;
import java.util.List;
import java.util.Map;

/** A request with its method and URL, as a filter has it; its token came with another one before. */
public class AddressedRequest extends RequestPeer {
    private RequestAuthenticator authenticator;

    @Override
    protected void open() {
        authenticator = FirstRequest.settings().build();
    }

    @Override
    protected Object authenticate(Map<String, List<String>> headers) {
        var request = ClerkRequest.of("GET", "https://app.benchmarks.test/app/page?a=b", headers);
        var state = authenticator.authenticate(request);
        return state.isSignedIn() ? state : null;
    }
}
