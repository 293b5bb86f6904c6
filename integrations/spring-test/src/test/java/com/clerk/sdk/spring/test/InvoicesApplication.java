package com.clerk.sdk.spring.test;

import static com.clerk.sdk.auth.Has.permission;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SessionAuth;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with the starter, as users write one. */
@SpringBootApplication
class InvoicesApplication {
    @RestController
    static class Invoices {
        private final ObjectProvider<ClerkBackend> clerk;

        Invoices(ObjectProvider<ClerkBackend> clerk) {
            this.clerk = clerk;
        }

        @GetMapping("/me")
        String me(@AuthenticationPrincipal SessionAuth caller) {
            return caller.userId();
        }

        @GetMapping("/caller")
        String caller(@AuthenticationPrincipal Auth caller) {
            return caller.tokenType().value() + " " + caller.subject();
        }

        @GetMapping("/invoices")
        ResponseEntity<String> invoices(@AuthenticationPrincipal Auth caller) {
            return caller.has(permission("org:invoices:read"))
                    ? ResponseEntity.ok("invoices")
                    : ResponseEntity.status(403).build();
        }

        @PostMapping("/invoices")
        String create() {
            return "created";
        }

        @GetMapping("/users/{id}")
        String user(@PathVariable("id") String id) {
            return clerk.getObject().users().get(id).firstName();
        }
    }
}
