package com.clerk.sdk.spring.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The handlers of the tests: each says who the caller is. */
@RestController
public class Endpoints implements AutoCloseable {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @Override
    public void close() {
        pool.shutdownNow();
    }

    static String caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "nobody" : authentication.getName();
    }

    @RequestMapping({
        "/open/{any}",
        "/api/{any}",
        "/page/{any}",
        "/admin/{any}",
        "/strict/{any}",
        "/actuator/{any}",
        "/internal/{any}"
    })
    String plain(@PathVariable("any") String any) {
        return caller();
    }

    @RequestMapping("/api/principal")
    String principal(HttpServletRequest request, @Nullable Principal principal) {
        return request.getRemoteUser() + " " + (principal == null ? null : principal.getName()) + " "
                + request.isUserInRole("org:admin") + " " + request.getAuthType();
    }

    @RequestMapping("/api/session")
    String session(HttpServletRequest request) {
        return String.valueOf(request.getSession(false));
    }

    @RequestMapping({"/open/throw", "/api/throw"})
    String fail() {
        throw new IllegalStateException("on purpose");
    }

    @RequestMapping("/open/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.sendError(418);
    }

    @RequestMapping("/open/forward")
    void forward(HttpServletRequest request, HttpServletResponse response) throws Exception {
        request.getRequestDispatcher("/api/x").forward(request, response);
    }

    @RequestMapping("/api/callable")
    Callable<String> callable() {
        return Endpoints::caller;
    }

    @RequestMapping("/api/deferred")
    DeferredResult<String> deferred() {
        var result = new DeferredResult<String>();
        var caller = caller();
        pool.execute(() -> result.setResult(caller));
        return result;
    }

    @RequestMapping("/api/future")
    CompletableFuture<String> future() {
        return CompletableFuture.supplyAsync(Endpoints::caller, new DelegatingSecurityContextExecutor(pool));
    }

    @RequestMapping("/api/plain-future")
    CompletableFuture<String> plainFuture() {
        return CompletableFuture.supplyAsync(Endpoints::caller, pool);
    }

    @RequestMapping("/api/stream")
    StreamingResponseBody stream() {
        var caller = caller();
        return out -> out.write(caller.getBytes(StandardCharsets.UTF_8));
    }

    @RequestMapping("/api/events")
    SseEmitter events() {
        var emitter = new SseEmitter();
        var caller = caller();
        pool.execute(() -> {
            try {
                emitter.send(caller);
                emitter.complete();
            } catch (IOException e) {
                emitter.completeWithError(e);
            }
        });
        return emitter;
    }

    @RequestMapping("/error")
    String error(HttpServletRequest request) {
        return "error " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + " " + caller();
    }
}
