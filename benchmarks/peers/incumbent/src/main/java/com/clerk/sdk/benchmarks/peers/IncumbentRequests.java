package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.helpers.security.AuthenticateRequest;
import com.clerk.backend_api.helpers.security.models.AuthenticateRequestOptions;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.RequestPeer;
import java.util.List;
import java.util.Map;

/** The published Clerk SDK's authentication of a request. */
public class IncumbentRequests extends RequestPeer {
    private AuthenticateRequestOptions options;

    @Override
    protected void open() {
        options = AuthenticateRequestOptions.jwtKey(Inputs.text(Inputs.PEM))
                .authorizedParties(List.of(Inputs.PARTY))
                .build();
    }

    @Override
    protected Object authenticate(Map<String, List<String>> headers) {
        var state = AuthenticateRequest.authenticateRequest(headers, options);
        return state.isSignedIn() ? state : null;
    }
}
