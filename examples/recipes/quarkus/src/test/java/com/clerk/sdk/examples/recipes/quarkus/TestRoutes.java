package com.clerk.sdk.examples.recipes.quarkus;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The routes that the table of requests adds, and those with annotations of Quarkus. */
@Path("/")
public class TestRoutes {
    private final SecurityIdentity identity;

    TestRoutes(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @Path("api/thread")
    public String thread() {
        return Thread.currentThread().getName();
    }

    @GET
    @Path("api/reactive-thread")
    public Uni<String> reactiveThread() {
        return Uni.createFrom().item(() -> Thread.currentThread().getName());
    }

    @GET
    @Path("annotated")
    @Authenticated
    public String annotated() {
        return identity.getPrincipal().getName();
    }

    @GET
    @Path("annotated-role")
    @RolesAllowed("org:admin")
    public String annotatedRole() {
        return "Admin " + identity.getPrincipal().getName();
    }

    @GET
    @Path("by-policy")
    public String byPolicy() {
        return identity.getPrincipal().getName();
    }

    @GET
    @Path("public")
    public Response stored() {
        return Response.ok("public")
                .header("Cache-Control", "public, max-age=600")
                .header("Set-Cookie", "own=1; Path=/")
                .build();
    }
}
