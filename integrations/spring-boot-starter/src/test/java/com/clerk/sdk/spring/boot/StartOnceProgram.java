package com.clerk.sdk.spring.boot;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Starts an application, uses the client if it is told to, and ends. */
final class StartOnceProgram {
    private StartOnceProgram() {}

    public static void main(String[] arguments) {
        try (var application = RunningApplication.servlet(Empty.class, "clerk.secret-key=" + Keys.SECRET)) {
            System.out.println("started with " + application.context().getBean(RequestAuthenticator.class));
            if (arguments.length > 0) {
                System.out.println(
                        application.context().getBean(ClerkBackend.class).users());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {}
}
