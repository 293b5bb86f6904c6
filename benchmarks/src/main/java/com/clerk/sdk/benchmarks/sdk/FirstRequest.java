package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.RequestPeer;
import java.util.List;
import java.util.Map;

/** A request whose token is seen for the first time: nothing is remembered. */
public class FirstRequest extends RequestPeer {
    private RequestAuthenticator authenticator;

    @Override
    protected void open() {
        authenticator = settings().tokenCacheSize(0).build();
    }

    static RequestAuthenticator.Builder settings() {
        return RequestAuthenticator.builder()
                .jwtKey(Inputs.text(Inputs.PEM))
                .issuers(Inputs.ISSUER)
                .authorizedParties(Inputs.PARTY);
    }

    @Override
    protected Object authenticate(Map<String, List<String>> headers) {
        var state = authenticator.authenticate(headers);
        return state.isSignedIn() ? state : null;
    }
}
