package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.spring.security.ClerkAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/** Signs the caller of the requests of a {@code WebTestClient} in. Immutable and safe for use by several threads. */
public final class CallerMutator implements WebTestClientConfigurer {
    private final Auth caller;
    private final TokenCarrier carrier;

    CallerMutator(Auth caller, TokenCarrier carrier) {
        this.caller = caller;
        this.carrier = carrier;
    }

    /**
     * Lets the token of the caller be in a cookie, as it is in pages: a request that changes something needs a CSRF
     * token then.
     *
     * @return a new mutator
     */
    public CallerMutator byCookie() {
        return new CallerMutator(caller, TokenCarrier.COOKIE);
    }

    /**
     * Signs the caller in. The client calls this method.
     *
     * @param client the client
     * @param server the server that it is bound to, or null
     * @param connector the connection to a server, or null
     */
    @Override
    public void afterConfigurerAdded(
            WebTestClient.Builder client,
            @Nullable WebHttpHandlerBuilder server,
            @Nullable ClientHttpConnector connector) {
        WebTestClientConfigurer mutator =
                SecurityMockServerConfigurers.mockAuthentication(ClerkAuthentication.of(caller, carrier));
        mutator.afterConfigurerAdded(client, server, connector);
    }
}
