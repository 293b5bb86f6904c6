package com.clerk.sdk.examples.spring.webflux;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.spring.security.CurrentCaller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Greets everybody, and users by their names, which Clerk knows. */
@RestController
class GreetingController {
    private final ClerkBackend clerk;

    GreetingController(ClerkBackend clerk) {
        this.clerk = clerk;
    }

    record Greeting(String message) {}

    @GetMapping("/")
    Mono<Greeting> everybody() {
        return Mono.just(new Greeting("Everybody may see this."));
    }

    /** Asks Clerk for the user. No thread waits for the response. */
    @GetMapping("/me")
    Mono<Greeting> user(@CurrentCaller SessionAuth caller) {
        return Mono.fromFuture(() -> clerk.users().calls().get(caller.userId()).executeAsync())
                .map(user -> new Greeting("Hello " + user.firstName()));
    }
}
