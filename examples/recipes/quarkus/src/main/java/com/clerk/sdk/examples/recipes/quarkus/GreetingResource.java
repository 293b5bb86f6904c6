package com.clerk.sdk.examples.recipes.quarkus;

import static com.clerk.sdk.auth.Has.role;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The routes that the recipes for Vert.x, Ktor and Quarkus have. */
// snippet: recipes-quarkus-resource
@Path("/")
public class GreetingResource {
    private final RoutingContext ctx;

    GreetingResource(RoutingContext ctx) {
        this.ctx = ctx;
    }

    @GET
    public String hello() {
        var auth = ClerkMechanism.of(ctx).auth();
        return auth == null ? "Hello" : "Hello " + auth.subject();
    }

    @GET
    @Path("app/me")
    public String me() {
        return "Hello " + ClerkMechanism.of(ctx).currentUser().firstName(); // on a worker thread, which may wait
    }

    @GET
    @Path("lock")
    public String lock() {
        return "Admin " + ClerkMechanism.of(ctx).require(role("org:admin")).subject();
    }

    @GET
    @Path("admin/hello")
    @RolesAllowed("org:admin")
    public String admin() {
        return "Admin";
    }

    @POST
    @Path("api/notes")
    public String note(String text) {
        return ClerkMechanism.of(ctx).require().subject() + " wrote " + text;
    }
}
// end
