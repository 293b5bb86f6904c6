package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.helpers.security.VerifyToken;
import com.clerk.backend_api.helpers.security.models.VerifyTokenOptions;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.TokenPeer;
import java.util.List;

/** The published Clerk SDK. It has no check of the issuer to switch on. */
public class IncumbentTokens extends TokenPeer {
    private VerifyTokenOptions options;

    @Override
    protected void open() {
        options = VerifyTokenOptions.jwtKey(Inputs.text(Inputs.PEM))
                .authorizedParties(List.of(Inputs.PARTY))
                .build();
    }

    @Override
    protected Object verify(String token) throws Exception {
        return VerifyToken.verifyToken(token, options);
    }
}
