package com.clerk.sdk.examples.recipes.quarkus;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The routes that the table of requests adds. */
@Path("/")
public class TestRoutes {
    @GET
    @Path("api/thread")
    public String thread() {
        return Thread.currentThread().getName();
    }

    @GET
    @Path("annotated")
    @Authenticated
    public String annotated() {
        return "annotated";
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
