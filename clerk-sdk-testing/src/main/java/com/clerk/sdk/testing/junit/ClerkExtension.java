package com.clerk.sdk.testing.junit;

import com.clerk.sdk.testing.ClerkServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The JUnit extension of {@link ClerkTest}. Without state: all of it is in JUnit's stores. */
public final class ClerkExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final int SHOWN_REQUESTS = 20;

    /** Makes the extension. JUnit does so for {@link ClerkTest}. */
    public ClerkExtension() {}

    // JUnit before 5.12 has neither this method nor its type, and never asks for it.
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (var server : FieldServer.of(context)) {
            server.begin(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            for (var server : servers(context)) {
                if (context.getExecutionException().isPresent()) {
                    report(server, context);
                } else {
                    check(server, Declaration.of(context));
                }
            }
        } finally {
            FieldServer.of(context).forEach(server -> server.end(context));
        }
    }

    /** Returns the servers that the test used: those of the fields, or else its own if it asked for it. */
    private static List<ClerkServer> servers(ExtensionContext context) {
        var servers = new ArrayList<ClerkServer>();
        FieldServer.of(context).forEach(field -> servers.add(field.server()));
        var own = OwnServer.find(context);
        if (own != null) {
            servers.add(own.server());
        }
        return servers;
    }

    private static void report(ClerkServer server, ExtensionContext context) {
        var requests = server.requests();
        var last = requests.subList(Math.max(0, requests.size() - SHOWN_REQUESTS), requests.size());
        var lines = last.stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
        context.publishReportEntry(Map.of("last requests to " + server, String.join(System.lineSeparator(), lines)));
    }

    private static void check(ClerkServer server, Declaration declaration) {
        var unsupported = server.unsupported();
        if (!unsupported.isEmpty() && !declaration.allowUnsupported()) {
            throw new AssertionError("The test called operations that the in-process Clerk does not support: "
                    + String.join(", ", unsupported)
                    + ". Stub them with ClerkServer.stub, or allow the calls: @ClerkTest(allowUnsupported = true).");
        }
        var unused = server.pendingStubs();
        if (unused > 0 && !declaration.allowUnusedStubs()) {
            throw new AssertionError(
                    "The test did not cause the requests for which it stubbed responses; unused stubs: " + unused
                            + ". Remove the stubs, or allow them: @ClerkTest(allowUnusedStubs = true).");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.isOurs(parameter);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.resolve(parameter, server(context));
    }

    private static ClerkServer server(ExtensionContext context) {
        var fields = FieldServer.of(context);
        if (fields.size() > 1) {
            throw new ParameterResolutionException("There are several static fields of type ClerkServer: " + fields
                    + ". Use the fields in place of the parameter.");
        }
        if (!fields.isEmpty()) {
            return fields.get(0).server();
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "Each test has an in-process Clerk of its own, so there is not one for the whole class. Take the"
                            + " parameter in the test or in @BeforeEach, or keep a ClerkServer in a static field.");
        }
        return OwnServer.of(context).server();
    }
}
