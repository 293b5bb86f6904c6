package com.clerk.sdk.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for {@link FrontendApiProxy} and its response. The adapters of web servers implement it. */
public interface ProxyExchange {
    /**
     * Returns the HTTP method.
     *
     * @return the method in upper case
     */
    String method();

    /**
     * Returns the path of the request as it was sent.
     *
     * @return the path with its escapes, below the application and without the query
     */
    String path();

    /**
     * Returns the query of the request as it was sent.
     *
     * @return the query without the question mark, or null
     */
    @Nullable
    String query();

    /**
     * Returns the URL of the application as browsers see it.
     *
     * @return scheme, host and port, and the path of the application, without a slash at the end
     */
    String applicationUrl();

    /**
     * Returns the headers of the request.
     *
     * @return values by name, in any case
     */
    Map<String, List<String>> headers();

    /**
     * Returns the address of the client, as far as the server knows it: {@link RequestGuard#clientAddress}.
     *
     * @return an IP address
     */
    String clientAddress();

    /**
     * Returns the body of the request.
     *
     * @return the body of the request; an empty body if the request has none
     * @throws IOException if it cannot be read
     */
    InputStream body() throws IOException;

    /**
     * Starts the response.
     *
     * @param status the HTTP status
     * @param headers values by name in lower case; all values are to be sent
     * @return the stream for the body, which is closed once the body is whole; what is written may be dropped for a
     *     {@code HEAD}
     * @throws IOException if the client is gone
     */
    OutputStream respond(int status, Map<String, List<String>> headers) throws IOException;
}
