package com.clerk.sdk.examples.recipes.grpc;

import com.clerk.sdk.auth.RequestAuthenticator;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.util.TransmitStatusRuntimeExceptionInterceptor;

/** A server whose services know the caller. */
final class Application {
    private Application() {}

    // snippet: recipes-grpc-application
    static Server server(
            ServerBuilder<?> builder, ServerServiceDefinition service, RequestAuthenticator authenticator) {
        return builder.addService(service)
                .intercept(TransmitStatusRuntimeExceptionInterceptor.instance()) // or the caller is told UNKNOWN
                .intercept(new ClerkInterceptor(authenticator)) // added last, called first
                .build();
    }
    // end
}
