package com.clerk.sdk.spring.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets handlers of WebFlux have parameters with {@link CurrentCaller}. {@link EnableClerkWebFlux} imports it. */
@Configuration(proxyBeanMethods = false)
public class ClerkWebFluxHandlers implements WebFluxConfigurer {
    /** Creates the configuration. Spring calls this constructor. */
    public ClerkWebFluxHandlers() {}

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new Resolver());
    }

    /** Gives the parameters their value: the caller, or a {@link Mono} of it. */
    private static final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return CallerParameter.isOn(parameter);
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
            boolean publisher = parameter.getParameterType() == Mono.class;
            var nested = publisher ? parameter.nested() : parameter;
            var caller = ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(context -> context.getAuthentication())
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .mapNotNull(current -> value(nested, current.orElse(null)));
            return publisher ? Mono.just(caller) : caller;
        }

        private static @Nullable Object value(MethodParameter parameter, @Nullable Authentication current) {
            return CallerParameter.value(parameter, current);
        }
    }
}
