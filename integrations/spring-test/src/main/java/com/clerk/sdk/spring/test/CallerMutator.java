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

    CallerMutator(Auth caller) {
        this.caller = caller;
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
                SecurityMockServerConfigurers.mockAuthentication(ClerkAuthentication.of(caller, TokenCarrier.HEADER));
        mutator.afterConfigurerAdded(client, server, connector);
    }
}
