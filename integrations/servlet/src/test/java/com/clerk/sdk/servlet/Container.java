package com.clerk.sdk.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.List;

/** A servlet container that runs an application of a test on a free port of the loopback interface. */
interface Container extends AutoCloseable {
    /**
     * The application of a test: filters for all paths, one servlet for all paths, and {@code /error} for every
     * failure.
     */
    record Application(List<Filter> filters, HttpServlet servlet, String contextPath, boolean behindProxy) {
        Application(List<Filter> filters, HttpServlet servlet, String contextPath) {
            this(filters, servlet, contextPath, false);
        }
    }

    int port();

    @Override
    void close();
}
