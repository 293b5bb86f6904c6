package com.clerk.sdk.spring.boot;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Receives webhooks in an application of Spring WebFlux. Events are handled on threads that may block. */
final class ReactiveWebhookEndpoint implements WebHandler {
    private final WebhookEndpoint endpoint;

    ReactiveWebhookEndpoint(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var response = exchange.getResponse();
        response.getHeaders().set("Cache-Control", "no-store");
        if (!HttpMethod.POST.equals(request.getMethod())) {
            response.getHeaders().set("Allow", "POST");
            return answer(response, WebhookEndpoint.METHOD_NOT_ALLOWED);
        }
        var headers = headers(request);
        return DataBufferUtils.join(request.getBody(), WebhookEndpoint.MAX_BODY)
                .map(ReactiveWebhookEndpoint::bytes)
                .defaultIfEmpty(new byte[0])
                .publishOn(Schedulers.boundedElastic())
                .map(body -> endpoint.handle(body, headers))
                .onErrorReturn(DataBufferLimitException.class, WebhookEndpoint.TOO_LARGE)
                .flatMap(status -> answer(response, status));
    }

    private static Mono<Void> answer(ServerHttpResponse response, int status) {
        response.setStatusCode(HttpStatusCode.valueOf(status));
        return response.setComplete();
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** Spring 7 took most methods of a map from HttpHeaders; forEach is in 6 and 7. */
    private static Map<String, List<String>> headers(ServerHttpRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach(headers::put);
        return headers;
    }
}
