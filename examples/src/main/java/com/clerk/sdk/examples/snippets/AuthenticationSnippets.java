package com.clerk.sdk.examples.snippets;

import static com.clerk.sdk.auth.Has.feature;
import static com.clerk.sdk.auth.Has.permission;
import static com.clerk.sdk.auth.Has.plan;
import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.ApiKeyAuth;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.AuthenticateOptions;
import com.clerk.sdk.auth.AuthenticateRequest;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.M2mAuth;
import com.clerk.sdk.auth.OAuthAuth;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.Reverification;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SessionClaims;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TokenType;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The snippets of docs/authentication.md. */
final class AuthenticationSnippets {
    private AuthenticationSnippets() {}

    static String shortest(Map<String, List<String>> headers) {
        // snippet: auth-shortest
        RequestState state = AuthenticateRequest.verify(headers);
        if (state instanceof SignedIn in) {
            return "Hello " + in.auth().subject();
        }
        return "401";
        // end
    }

    static RequestState shortestWithParties(Map<String, List<String>> headers) {
        // snippet: auth-shortest-parties
        var options = AuthenticateOptions.builder()
                .authorizedParties("https://app.example.com")
                .build();
        RequestState state = AuthenticateRequest.verify(headers, options);
        // end
        return state;
    }

    static ClerkBackend client(String secretKey, String jwtKey, String publishableKey) {
        // snippet: auth-client
        var clerk = ClerkBackend.builder()
                .secretKey(secretKey)
                .authentication(a ->
                        a.jwtKey(jwtKey).publishableKey(publishableKey).authorizedParties("https://app.example.com"))
                .build();
        // end
        return clerk;
    }

    static RequestState authenticate(ClerkBackend clerk, Map<String, List<String>> headers) {
        // snippet: auth-request
        RequestState state = clerk.authenticateRequest(headers);
        // end
        return state;
    }

    static RequestAuthenticator alone(String jwtKey, String publishableKey) {
        // snippet: auth-alone
        var authenticator = RequestAuthenticator.builder()
                .jwtKey(jwtKey)
                .publishableKey(publishableKey)
                .authorizedParties("https://app.example.com")
                .build();
        // end
        return authenticator;
    }

    static int answer(RequestState state) {
        // snippet: auth-states
        if (state instanceof SignedIn in) {
            return in.auth().has(permission("org:invoices:read")) ? 200 : 403;
        }
        if (state instanceof SignedOut out) {
            System.err.println(out.reason() + " " + out.message());
        }
        return 401;
        // end
    }

    static int unavailable(RequestState state) {
        // snippet: auth-outage
        if (state instanceof SignedOut out) {
            return out.isOutage() ? 503 : 401;
        }
        // end
        return 200;
    }

    static RequestState withoutParties(ClerkBackend clerk, ClerkRequest request) {
        // snippet: auth-without-parties
        var options = AuthenticateOptions.builder().authorizedParties().build();
        // end
        return clerk.authenticateRequest(request, options);
    }

    static String why(SignedOut out) {
        // snippet: auth-reasons
        return switch (out.reason().known()) {
            case SESSION_TOKEN_AND_UAT_MISSING, DEV_BROWSER_MISSING -> "Please sign in.";
            case SESSION_TOKEN_EXPIRED -> "Please try again with a fresh token.";
            case TOKEN_TYPE_MISMATCH -> "This endpoint wants another kind of token.";
            default -> "You are not signed in: " + out.reason().value();
        };
        // end
    }

    static void page(ClerkBackend clerk, HttpExchange exchange) throws IOException {
        // snippet: auth-page
        RequestState state = clerk.authenticateRequest(new ExchangeRequest(exchange));
        state.headers()
                .forEach((name, values) ->
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value)));
        if (state.location() != null) {
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
            return;
        }
        // end
        exchange.sendResponseHeaders(state.isSignedIn() ? 204 : 401, -1);
        exchange.close();
    }

    static ClerkRequest request(String method, String url, Map<String, List<String>> headers) {
        // snippet: auth-page-request
        var request = ClerkRequest.of(method, url, headers);
        // end
        return request;
    }

    static RequestAuthenticator satellite(String secretKey, String publishableKey) {
        // snippet: auth-satellite
        var authenticator = RequestAuthenticator.builder()
                .secretKey(secretKey)
                .publishableKey(publishableKey)
                .satellite(true)
                .domain("satellite.example")
                .signInUrl("https://app.example.com/sign-in")
                .build();
        // end
        return authenticator;
    }

    static RequestAuthenticator organizations(String secretKey, String jwtKey, String publishableKey) {
        // snippet: auth-organizations
        var authenticator = RequestAuthenticator.builder()
                .secretKey(secretKey)
                .jwtKey(jwtKey)
                .publishableKey(publishableKey)
                .organizationPatterns("/orgs/:slug", "/orgs/:slug/(.*)")
                .personalAccountPatterns("/me", "/me/(.*)")
                .build();
        // end
        return authenticator;
    }

    static List<Boolean> has(SessionClaims claims) {
        // snippet: auth-has
        boolean admin = claims.has(role("org:admin"));
        boolean mayRead = claims.has(permission("org:invoices:read"));
        boolean exports = claims.has(feature("export")); // of the user's plan or the organization's
        boolean pro = claims.has(plan("user:pro")); // of the user's own plan alone
        boolean fresh = claims.has(reverification(Reverification.STRICT));
        boolean both = claims.has(role("org:admin").and(reverification(Reverification.STRICT)));
        // end
        return List.of(admin, mayRead, exports, pro, fresh, both);
    }

    // snippet: auth-custom-type
    record Tenant(String tenant, int seats) {}
    // end

    static Tenant custom(SessionClaims claims) {
        // snippet: auth-custom
        var region = claims.claim("region"); // a JsonValue, or null
        Tenant tenant = claims.as(Tenant.class);
        // end
        System.out.println(region);
        return tenant;
    }

    static boolean impersonated(SessionAuth session) {
        // snippet: auth-actor
        boolean impersonated = session.claims().actor() != null;
        // end
        return impersonated;
    }

    static String pending(RequestState state) {
        // snippet: auth-pending
        if (state instanceof SignedOut out && out.pendingSession() != null) {
            return "Choose an organization, " + out.pendingSession().userId();
        }
        // end
        return "";
    }

    static List<String> machines(ClerkBackend clerk, Map<String, List<String>> headers) {
        var calls = new ArrayList<String>();
        // snippet: auth-machines
        var options = AuthenticateOptions.acceptTokens(TokenType.SESSION_TOKEN, TokenType.API_KEY);
        var state = clerk.authenticateRequest(ClerkRequest.of(headers), options);
        // end
        if (state instanceof SignedIn in) {
            calls.add(caller(in.auth()));
        }
        return calls;
    }

    static String caller(Auth auth) {
        // snippet: auth-kinds
        if (auth instanceof SessionAuth session) {
            return "user " + session.userId();
        }
        if (auth instanceof ApiKeyAuth key) {
            return "API key " + key.name() + " with scopes " + key.scopes();
        }
        if (auth instanceof M2mAuth machine) {
            return "machine " + machine.machineId();
        }
        if (auth instanceof OAuthAuth application) {
            return "application " + application.clientId() + " for " + application.userId();
        }
        // end
        throw new IllegalStateException("This version does not know the kind of credentials.");
    }

    static String template(SessionAuth session) {
        // snippet: auth-template
        String token = session.getToken("billing");
        // end
        return token;
    }

    static CompletableFuture<Integer> async(ClerkBackend clerk, Map<String, List<String>> headers) {
        // snippet: auth-async
        CompletableFuture<RequestState> future = clerk.authenticator().authenticateAsync(ClerkRequest.of(headers));
        // end
        return future.thenApply(AuthenticationSnippets::answer);
    }

    static SessionTokenVerifier uncached(String jwtKey) {
        // snippet: auth-uncached
        var verifier = SessionTokenVerifier.builder()
                .jwtKey(jwtKey)
                .tokenCacheSize(0)
                .nativeCrypto(false)
                .build();
        // end
        return verifier;
    }
}
