package com.clerk.sdk.examples.recipes.grpc;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Map;

// snippet: recipes-grpc-interceptor
/** Authenticates each call by its token. The method of a service reads the caller with {@link #require}. */
public final class ClerkInterceptor implements ServerInterceptor {
    private static final Context.Key<Auth> CALLER = Context.key("clerk");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final RequestAuthenticator authenticator;

    public ClerkInterceptor(RequestAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var token = headers.get(AUTHORIZATION);
        var values = token == null ? Map.<String, List<String>>of() : Map.of("authorization", List.of(token));
        // May wait for Clerk, on the executor of the server. Do not build the server with directExecutor().
        var state = authenticator.authenticate(ClerkRequest.of(values));
        if (state instanceof SignedIn in) {
            return Contexts.interceptCall(Context.current().withValue(CALLER, in.auth()), call, headers, next);
        }
        var out = (SignedOut) state; // a call without a URL is never redirected
        var status = out.isOutage() ? Status.UNAVAILABLE : Status.UNAUTHENTICATED;
        call.close(status.withDescription(out.message()), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    /** Returns the caller of the current call, who meets a requirement. */
    public static Auth require(Requirement requirement) {
        var caller = CALLER.get();
        if (caller == null) {
            throw Status.UNAUTHENTICATED.asRuntimeException();
        }
        if (!caller.has(requirement)) {
            throw Status.PERMISSION_DENIED
                    .withDescription("The caller does not meet: " + requirement + ".")
                    .asRuntimeException();
        }
        return caller;
    }
}
// end
