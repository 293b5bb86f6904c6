package com.clerk.sdk.benchmarks.peers;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.clerk.sdk.benchmarks.shared.TokenPeer;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder, over Nimbus. */
public class Spring extends TokenPeer {
    private NimbusJwtDecoder decoder;

    @Override
    protected void open() {
        decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) Inputs.publicKey())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ofSeconds(5)),
                new JwtIssuerValidator(Inputs.ISSUER),
                new JwtClaimValidator<String>("azp", Inputs.PARTY::equals)));
    }

    @Override
    protected Object verify(String token) {
        return decoder.decode(token);
    }
}
