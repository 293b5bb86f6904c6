package com.clerk.sdk.testing.junit;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The parameters that the extension resolves: those of its own type and with its own annotations, and no others. */
final class Parameters {
    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(ClerkUrl.class, ClerkKey.class, ClerkToken.class);
    private static final String OTHER_ISSUER = "https://other.clerk.accounts.dev";

    private Parameters() {}

    static boolean isOurs(ParameterContext parameter) {
        return parameter.getParameter().getType() == ClerkServer.class
                || ANNOTATIONS.stream().anyMatch(parameter::isAnnotated);
    }

    static Object resolve(ParameterContext parameter, ClerkServer server) {
        var type = parameter.getParameter().getType();
        if (type == ClerkServer.class) {
            return server;
        }
        var text = text(parameter, server);
        if (type == String.class) {
            return text;
        }
        if (type == URI.class && parameter.isAnnotated(ClerkUrl.class)) {
            return URI.create(text);
        }
        throw new ParameterResolutionException("The parameter " + parameter.getParameter()
                + " has a type that its annotation is not for. @ClerkKey and @ClerkToken are for a String, @ClerkUrl is"
                + " for a String or a URI.");
    }

    private static String text(ParameterContext parameter, ClerkServer server) {
        var token = parameter.findAnnotation(ClerkToken.class);
        if (token.isPresent()) {
            return token(token.get(), server);
        }
        var key = parameter.findAnnotation(ClerkKey.class);
        if (key.isPresent()) {
            return key(key.get().value(), server);
        }
        var url = parameter.findAnnotation(ClerkUrl.class).orElseThrow();
        return url.frontend() ? server.frontendApiUrl() : server.apiUrl();
    }

    private static String key(ClerkKey.Kind kind, ClerkServer server) {
        return switch (kind) {
            case SECRET -> server.secretKey();
            case PUBLISHABLE -> server.publishableKey();
            case JWT -> server.publicKeyPem();
        };
    }

    private static String token(ClerkToken wanted, ClerkServer server) {
        var token = tokens(wanted, server).forUser(wanted.user());
        if (!wanted.organization().isEmpty()) {
            var id = wanted.organization();
            token.organization(id, id.replace("org_", ""), wanted.role()).permissions(wanted.permissions());
        }
        if (!wanted.authorizedParty().isEmpty()) {
            token.authorizedParty(wanted.authorizedParty());
        }
        var spoiled = switch (wanted.fault()) {
            case NONE, OTHER_INSTANCE -> token;
            case EXPIRED -> token.expired();
            case NOT_YET_ACTIVE -> token.notYetActive();
            case WRONG_KEY -> token.forgedBy(TestKeys.generate());
            case WRONG_ISSUER -> token.issuer(OTHER_ISSUER);
            case PENDING -> token.status("pending");
        };
        return spoiled.mint();
    }

    private static SessionTokens tokens(ClerkToken wanted, ClerkServer server) {
        if (wanted.fault() == ClerkToken.Fault.OTHER_INSTANCE) {
            return SessionTokens.signedBy(TestKeys.generate()).issuer(OTHER_ISSUER);
        }
        return server.sessionTokens();
    }
}
