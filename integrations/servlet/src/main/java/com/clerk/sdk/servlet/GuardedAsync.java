package com.clerk.sdk.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * An asynchronous request whose application named no request and response: it would get those of the container (Servlet
 * 5.0 section 9.7.2), which know no caller and may be stored by every cache. All else is left to the container.
 */
final class GuardedAsync implements AsyncContext {
    private final AsyncContext context;
    private final GuardedRequest request;
    private final ServletResponse response;

    GuardedAsync(AsyncContext context, GuardedRequest request, ServletResponse response) {
        this.context = context;
        this.request = request;
        this.response = response;
    }

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext application, String path) {
        context.dispatch(application, path);
    }

    @Override
    public void complete() {
        context.complete();
    }

    @Override
    public void start(Runnable run) {
        context.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(guarded(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest supplied, ServletResponse answer) {
        context.addListener(guarded(listener), supplied, answer);
    }

    /** Returns a listener that is told of this request and response, and not of those of the container. */
    private AsyncListener guarded(AsyncListener listener) {
        return new AsyncListener() {
            @Override
            public void onComplete(AsyncEvent event) throws IOException {
                listener.onComplete(guarded(event));
            }

            @Override
            public void onTimeout(AsyncEvent event) throws IOException {
                listener.onTimeout(guarded(event));
            }

            @Override
            public void onError(AsyncEvent event) throws IOException {
                listener.onError(guarded(event));
            }

            @Override
            public void onStartAsync(AsyncEvent event) throws IOException {
                listener.onStartAsync(guarded(event));
            }
        };
    }

    private AsyncEvent guarded(AsyncEvent event) {
        return new AsyncEvent(this, event.getSuppliedRequest(), event.getSuppliedResponse(), event.getThrowable());
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long timeout) {
        context.setTimeout(timeout);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
