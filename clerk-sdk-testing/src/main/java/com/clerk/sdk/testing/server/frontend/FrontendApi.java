package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Cookies;
import com.clerk.sdk.testing.server.frontend.wire.Redirects;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.TestingTokens;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Frontend API of one instance. To add an operation, write a class like {@code SignInsResource}, and register it
 * here.
 */
public final class FrontendApi {
    private static final List<String> MARKS =
            List.of("__clerk_db_jwt", "_clerk_session_id", "_clerk_js_version", "_is_native");
    private static final String EXPOSED = "Authorization, Clerk-Db-Jwt, X-Country, Retry-After";

    /** Executes one operation. */
    @FunctionalInterface
    interface Handler {
        /** Returns the resource to respond with: a copy of the state. */
        JsonElement handle(FrontendCall call);
    }

    /** Executes one operation whose response is not JSON. */
    @FunctionalInterface
    interface Responder {
        /** Returns the response, which is written outside the lock. */
        Supplier<ServerResponse> respond(FrontendCall call);
    }

    private final Instance instance;
    private final Redirects redirects;
    private final ClientView view;
    private final OAuth oauth;
    private final TestingTokens testingTokens;
    private final Router router = new Router();
    private final IdGenerator traceIds = new IdGenerator();

    /**
     * Makes the API.
     *
     * @param instance the state
     * @param signer signs the tokens
     * @param minter mints the tokens of sessions
     * @param cookies the cookies of the instance
     * @param redirects the URLs to which browsers may be sent
     */
    public FrontendApi(
            Instance instance,
            TokenSigner signer,
            SessionTokenMinter minter,
            HandshakeCookies cookies,
            Redirects redirects) {
        this.instance = instance;
        this.redirects = redirects;
        this.view = new ClientView(instance, minter);
        this.oauth = new OAuth(instance);
        this.testingTokens = new TestingTokens(instance);
        var handshake = new Handshake(instance, signer, minter, cookies);
        var environment = new Environment(instance);
        addBare("POST /v1/dev_browser", call -> devBrowser());
        addBare("GET /v1/environment", call -> environment.json());
        addBare("PATCH /v1/environment", call -> environment.json());
        addResponder("GET /v1/client/handshake", true, handshake::respond);
        addPage("GET /v1/client/touch", Pages::touch);
        addPage("GET /v1/stand_in_provider", oauth::page);
        addPage("POST /v1/oauth_callback", oauth::callback);
        var links = new EmailLinks(instance);
        addPage("GET /v1/verify", links::verify);
        add("POST /v1/client/magic_links/complete", links::complete);
        addPage("GET /v1/tickets/accept", new Pages(instance)::acceptTicket);
        new ClientResource(instance, view).registerIn(this);
        new SignUpsResource(instance, oauth).registerIn(this);
        new SignInsResource(instance, oauth).registerIn(this);
        new ReverificationResource(instance, view, oauth).registerIn(this);
        registerUser();
    }

    private void registerUser() {
        var pictures = new Pictures(instance);
        addPage("GET /v1/pictures/{picture_id}", pictures::get);
        new MeResource(instance, view, pictures).registerIn(this);
        new Identities(instance, Identifications.Kind.EMAIL_ADDRESS).registerIn(this);
        new Identities(instance, Identifications.Kind.PHONE_NUMBER).registerIn(this);
        new FactorsResource(instance).registerIn(this);
        new ConnectionsResource(instance, oauth).registerIn(this);
        new MyOrganizations(instance).registerIn(this);
        new OrganizationResource(instance, pictures).registerIn(this);
        new MembersResource(instance).registerIn(this);
    }

    private JsonElement devBrowser() {
        var id = Caller.newDevBrowser(instance);
        var json = new JsonObject();
        json.addProperty("object", "dev_browser");
        json.addProperty("id", id);
        json.addProperty("token", id);
        json.addProperty("instance_id", "ins_in_process");
        return json;
    }

    /** Adds an operation that responds with the resource and the client. */
    void add(String operation, Handler handler) {
        addResponder(operation, false, call -> {
            var envelope = new JsonObject();
            envelope.add("response", handler.handle(call));
            envelope.add("client", view.client(call.caller().client(), call));
            return () -> ServerResponse.ok(envelope);
        });
    }

    /** Adds an operation that responds with the resource alone. */
    void addBare(String operation, Handler handler) {
        addResponder(operation, false, call -> {
            var json = handler.handle(call);
            return () -> ServerResponse.ok(json);
        });
    }

    /** Adds an operation that a browser navigates to. */
    private void addPage(String operation, Function<FrontendCall, ServerResponse> page) {
        addResponder(operation, true, call -> {
            var response = page.apply(call);
            return () -> response;
        });
    }

    private void addResponder(String operation, boolean isNavigation, Responder responder) {
        router.addResponder(operation, request -> respond(request, isNavigation, responder));
    }

    private Supplier<ServerResponse> respond(RoutedRequest request, boolean isNavigation, Responder responder) {
        var caller = Caller.of(request.request(), instance, isNavigation);
        var response = responseOf(request, caller, responder);
        return () -> withHeaders(response.get(), caller.responseHeaders());
    }

    private Supplier<ServerResponse> responseOf(RoutedRequest request, Caller caller, Responder responder) {
        @Nullable FrontendCall call = null;
        try {
            call = new FrontendCall(instance, request, caller, redirects);
            testingTokens.check(call.query());
            oauth.redeemIn(call);
            return responder.respond(call);
        } catch (ErrorResponseException error) {
            return error(error, caller, call);
        }
    }

    /** Returns an error, which carries the client too: apps take their state from it. */
    private Supplier<ServerResponse> error(ErrorResponseException error, Caller caller, @Nullable FrontendCall call) {
        var json = error.json(traceIds.traceId());
        if (call != null && caller.client() != null) {
            var meta = new JsonObject();
            meta.add("client", view.client(caller.client(), call));
            json.add("meta", meta);
        }
        return () -> ServerResponse.json(error.status(), json);
    }

    private static ServerResponse withHeaders(ServerResponse response, Map<String, String> headers) {
        var all = response;
        for (var header : headers.entrySet()) {
            all = all.withHeader(header.getKey(), header.getValue());
        }
        return all.withHeader("Cache-Control", "no-store");
    }

    /** Returns whether a request is for this API and not for the Backend API, with which it shares some paths. */
    public boolean handles(ServerRequest wire, boolean backendHasPath) {
        var request = withoutTrailingSlash(wire);
        if (request.method().equals("OPTIONS")) {
            return true;
        }
        if (router.hasPath(request) && !backendHasPath) {
            return true;
        }
        // A path of neither API is refused in the way that the caller can read.
        return router.hasPath(request) == backendHasPath && isMarked(request);
    }

    private static boolean isMarked(ServerRequest request) {
        var authorization = String.valueOf(request.header("authorization"));
        if (authorization.startsWith("Bearer sk_")) {
            return false;
        }
        return request.header("origin") != null
                || MARKS.stream().anyMatch(request.query()::containsKey)
                || Cookies.of(request).containsKey("__client");
    }

    /**
     * Executes an operation, under the lock of the instance.
     *
     * @return the response, which is written outside the lock
     */
    public Supplier<ServerResponse> handle(ServerRequest wire) {
        var request = withMethod(withoutTrailingSlash(wire));
        if (request.method().equals("OPTIONS")) {
            return () -> preflight(request);
        }
        try {
            var response = router.find(request).handle(request);
            return () -> withCors(response.get(), request);
        } catch (ErrorResponseException error) {
            return () -> withCors(error.toResponse(traceIds.traceId()), request);
        }
    }

    /** Clerk's browser code creates addresses at a path that ends with a slash. */
    private static ServerRequest withoutTrailingSlash(ServerRequest request) {
        var segments = request.segments();
        var last = segments.size() - 1;
        if (last == 0 || !segments.get(last).isEmpty()) {
            return request;
        }
        return request.withSegments(segments.subList(0, last));
    }

    /** Clerk's browser code sends GET and POST alone, and names any other method in the query. */
    private static ServerRequest withMethod(ServerRequest request) {
        var override = request.query().get("_method");
        if (override == null || !request.method().equals("POST")) {
            return request;
        }
        return request.withMethod(override.get(0).toUpperCase(Locale.ROOT));
    }

    private static ServerResponse preflight(ServerRequest request) {
        var wanted = request.header("access-control-request-headers");
        return withCors(ServerResponse.empty(204), request)
                .withHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .withHeader("Access-Control-Allow-Headers", wanted == null ? "" : wanted)
                .withHeader("Access-Control-Max-Age", "600");
    }

    /** Adds what lets a page of another origin read the response. Without it, errors look like network failures. */
    private static ServerResponse withCors(ServerResponse response, ServerRequest request) {
        var origin = request.header("origin");
        if (origin == null || origin.equals("null")) {
            return response;
        }
        return response.withHeader("Access-Control-Allow-Origin", origin)
                .withHeader("Access-Control-Allow-Credentials", "true")
                .withHeader("Access-Control-Expose-Headers", EXPOSED)
                .withHeader("Vary", "Origin");
    }
}
