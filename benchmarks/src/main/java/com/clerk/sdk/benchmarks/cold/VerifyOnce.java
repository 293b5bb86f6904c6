package com.clerk.sdk.benchmarks.cold;

import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.benchmarks.shared.ColdStartProbe;
import com.clerk.sdk.benchmarks.shared.Inputs;

/** A program that verifies one token by a key in PEM. */
final class VerifyOnce {
    private VerifyOnce() {}

    public static void main(String[] args) throws Exception {
        var verifier = SessionTokenVerifier.builder()
                .jwtKey(Inputs.text(Inputs.PEM))
                .issuers(Inputs.ISSUER)
                .authorizedParties(Inputs.PARTY)
                .build();
        ColdStartProbe.with(verifier.verify(Inputs.text(Inputs.TOKEN)).userId());
    }
}
