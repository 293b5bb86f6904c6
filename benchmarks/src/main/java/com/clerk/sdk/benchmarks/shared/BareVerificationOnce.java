package com.clerk.sdk.benchmarks.shared;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;

/** The least program that verifies a signature. */
final class BareVerificationOnce {
    private BareVerificationOnce() {}

    public static void main(String[] args) throws Exception {
        var token = Inputs.text(Inputs.TOKEN);
        int end = token.lastIndexOf('.');
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(Inputs.publicKey());
        verifier.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        ColdStartProbe.with(verifier.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))) ? token : null);
    }
}
