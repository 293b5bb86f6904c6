package com.clerk.sdk.benchmarks.shared;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The baseline of webhook verification: the HMAC of the same body by a {@link Mac} of its own, and nothing else. */
@State(Scope.Benchmark)
public class BareHmac {
    private SecretKeySpec key;
    private byte[] body;

    @Setup
    public void prepare() {
        var secret = Inputs.text(Inputs.WEBHOOK_SECRET).substring("whsec_".length());
        key = new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256");
        body = Inputs.bytes(Inputs.WEBHOOK_BODY);
    }

    @Benchmark
    public byte[] hmac() throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(body);
    }
}
