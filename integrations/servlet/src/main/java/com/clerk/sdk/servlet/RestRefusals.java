package com.clerk.sdk.servlet;

import com.clerk.sdk.web.AccessRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** The responses to refused requests in Jakarta REST, whatever an application sends for other exceptions. */
final class RestRefusals implements ExceptionMapper<AccessRefusedException> {
    private static final String SET_COOKIE = "set-cookie";

    @Override
    public Response toResponse(AccessRefusedException refused) {
        var instead = refused.response();
        var response = Response.status(instead.status());
        instead.headers().forEach((name, values) -> {
            // The ClerkFilter has added the cookies before it passed the request on.
            if (!name.equals(SET_COOKIE)) {
                response.header(name, values.get(0));
            }
        });
        var body = instead.body();
        return body.length == 0 ? response.build() : response.entity(body).build();
    }
}
