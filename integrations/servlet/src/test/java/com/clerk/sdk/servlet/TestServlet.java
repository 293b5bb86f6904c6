package com.clerk.sdk.servlet;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.auth.Auth;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An application whose paths do what can happen to a request. Each response says who the caller is. */
final class TestServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    final AtomicInteger calls = new AtomicInteger();
    transient volatile @Nullable IllegalStateException failure;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        calls.incrementAndGet();
        try {
            answer(request, response);
        } catch (IllegalStateException e) {
            failure = e;
            throw e;
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        switch (path(request)) {
            case "/forward" -> dispatcher(request).forward(request, response);
            case "/include" -> dispatcher(request).include(request, response);
            case "/throw" -> throw new IllegalStateException("thrown by the application");
            case "/send-error" -> response.sendError(418);
            case "/async" -> request.startAsync().dispatch(Objects.requireNonNull(request.getParameter("to")));
            case "/async-never" -> request.startAsync().setTimeout(50);
            case "/async-again", "/sign-in" -> asyncAgain(request, response);
            case "/include-then" -> {
                var caller = describe(request);
                dispatcher(request).include(request, response);
                write(response, " then " + caller.equals(describe(request)));
            }
            case "/writer-lock" -> {
                response.setContentLength(100);
                response.getWriter().write("text");
                Clerk.require(request, role("org:admin"));
            }
            case "/thread" -> answerInAnotherThread(request);
            case "/lock" ->
                write(response, Clerk.require(request, role("org:admin")).subject());
            case "/wrapped-lock" -> wrapped(request);
            case "/user" -> write(response, "user " + Clerk.currentUser(request) + Clerk.currentUser(request));
            case "/asset.js" -> asset(response);
            case "/public" -> cached(request, response);
            case "/async-public" -> cachedInAnotherThread(request);
            case "/async-timeout" -> cachedByListener(request);
            case "/body" -> write(response, "bytes " + request.getInputStream().readAllBytes().length);
            case "/reset" -> {
                response.reset();
                write(response, "anew");
            }
            default -> write(response, describe(request));
        }
    }

    private static String path(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return (String) request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        }
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    private static RequestDispatcher dispatcher(HttpServletRequest request) {
        return request.getRequestDispatcher(Objects.requireNonNull(request.getParameter("to")));
    }

    private static String describe(HttpServletRequest request) {
        var auth = Clerk.auth(request);
        return "caller=" + (auth == null ? "nobody" : auth.subject())
                + " principal="
                + (request.getUserPrincipal() == null
                        ? "none"
                        : request.getUserPrincipal().getName())
                + " remote=" + request.getRemoteUser()
                + " type=" + request.getAuthType()
                + " admin=" + request.isUserInRole("org:admin")
                + " dispatch=" + request.getDispatcherType();
    }

    /** Dispatches once to the same path, as frameworks do that answer later. */
    private static void asyncAgain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            write(response, describe(request));
        } else {
            request.startAsync().dispatch();
        }
    }

    private static void answerInAnotherThread(HttpServletRequest request) {
        var async = request.startAsync();
        Auth auth = Clerk.auth(request);
        async.start(() -> {
            try {
                var user = request.getUserPrincipal();
                write(
                        (HttpServletResponse) async.getResponse(),
                        (auth == null ? "nobody" : auth.subject()) + " " + (user == null ? "none" : user.getName()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                async.complete();
            }
        });
    }

    private static void wrapped(HttpServletRequest request) throws ServletException {
        try {
            Clerk.require(request, role("org:admin"));
        } catch (RuntimeException e) {
            throw new ServletException(new IllegalStateException(e));
        }
    }

    private static void asset(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "public, max-age=600");
        write(response, "asset");
    }

    /** Says in the way that the query names that every cache may store the response. */
    private static void cached(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Set-Cookie", "own=1; Path=/");
        response.setHeader("Cache-Control", "public, max-age=600");
        response.addHeader("cache-control", "public");
        response.setDateHeader("Expires", 4_000_000_000_000L);
        response.setHeader("CDN-Cache-Control", "max-age=600"); // RFC 9213: counts more than Cache-Control
        response.setHeader("Example-CDN-Cache-Control", "max-age=600");
        response.setHeader("Surrogate-Control", "max-age=600");
        switch (Objects.requireNonNullElse(request.getQueryString(), "")) {
            case "flush" -> response.flushBuffer();
            case "length" -> response.setContentLength(4);
            case "length-header" -> response.setHeader("Content-Length", "4");
            case "full" -> response.setBufferSize(1024);
            case "error" -> {
                response.sendError(500);
                return;
            }
            default -> {}
        }
        write(response, "page");
    }

    private static void cachedInAnotherThread(HttpServletRequest request) {
        var async = request.startAsync();
        async.start(() -> {
            try {
                cached((HttpServletRequest) async.getRequest(), (HttpServletResponse) async.getResponse());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                async.complete();
            }
        });
    }

    private static void cachedByListener(HttpServletRequest request) {
        var async = request.startAsync();
        async.setTimeout(50);
        async.addListener(new AsyncListener() {
            @Override
            public void onTimeout(AsyncEvent event) throws IOException {
                var context = event.getAsyncContext();
                cached((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
                context.complete();
            }

            @Override
            public void onComplete(AsyncEvent event) {
                // The response is sent.
            }

            @Override
            public void onError(AsyncEvent event) {
                // A test would miss the response.
            }

            @Override
            public void onStartAsync(AsyncEvent event) {
                // The request is not started again.
            }
        });
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
