package com.clerk.sdk.benchmarks.peers;

import com.clerk.backend_api.helpers.security.VerifyToken;
import com.clerk.backend_api.helpers.security.models.VerifyTokenOptions;
import com.clerk.sdk.benchmarks.shared.ColdStartProbe;
import com.clerk.sdk.benchmarks.shared.Inputs;
import java.util.List;

/** A program that verifies one token with the published Clerk SDK. */
final class IncumbentVerifyOnce {
    private IncumbentVerifyOnce() {}

    public static void main(String[] args) throws Exception {
        var options = VerifyTokenOptions.jwtKey(Inputs.text(Inputs.PEM))
                .authorizedParties(List.of(Inputs.PARTY))
                .build();
        ColdStartProbe.with(
                VerifyToken.verifyToken(Inputs.text(Inputs.TOKEN), options).payload());
    }
}
