package com.clerk.sdk.spring.security;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** An application of WebFlux in Netty, without Spring Boot, whose classes move between its lines. */
final class NettyApplication implements AutoCloseable {
    private final AnnotationConfigApplicationContext spring;
    private final DisposableServer server;

    private NettyApplication(AnnotationConfigApplicationContext spring, DisposableServer server) {
        this.spring = spring;
        this.server = server;
    }

    static NettyApplication start(Class<?>... configurations) {
        var spring = new AnnotationConfigApplicationContext(configurations);
        var handler = WebHttpHandlerBuilder.applicationContext(spring).build();
        var server = HttpServer.create()
                .host("localhost")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        return new NettyApplication(spring, server);
    }

    int port() {
        return server.port();
    }

    Http.Response send(String method, String target, String... headers) {
        return Http.send(port(), method, target, headers);
    }

    @Override
    public void close() {
        server.disposeNow();
        spring.close();
    }
}
