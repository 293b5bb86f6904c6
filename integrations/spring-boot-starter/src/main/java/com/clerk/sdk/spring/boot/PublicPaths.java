package com.clerk.sdk.spring.boot;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** The paths that need no caller: those of {@code clerk.security.public-paths}, and the health of the application. */
final class PublicPaths {
    private static final String PROPERTY = "clerk.security.public-paths";
    private static final String ENDPOINTS = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";

    private PublicPaths() {}

    /**
     * Returns the patterns, with the path of the dispatcher servlet before them.
     *
     * @throws ClerkPropertyException if a pattern is one that not all versions of Spring read alike
     */
    static List<String> of(List<String> configured, Environment environment) {
        var servlet = servletPath(environment);
        var paths = new ArrayList<String>();
        for (var path : configured) {
            paths.add(servlet + check(path.strip()));
        }
        if (ClassUtils.isPresent(ENDPOINTS, PublicPaths.class.getClassLoader())) {
            addHealth(paths, servlet, environment);
        }
        return List.copyOf(paths);
    }

    /** Returns the paths of the endpoints for operators, from which no browser is redirected. */
    static String[] operators(Environment environment) {
        var base = prefix(environment, "management.endpoints.web.base-path", "/actuator");
        if (base.isEmpty()) {
            return new String[0]; // they stand beside the pages of the application
        }
        var management = prefix(environment, "management.server.base-path");
        return new String[] {servletPath(environment) + base + "/**", management + base + "/**"};
    }

    /** Returns the path of the dispatcher servlet, which is an empty text for the root. */
    static String servletPath(Environment environment) {
        return prefix(environment, "spring.mvc.servlet.path");
    }

    /** Adds the health endpoint, where it is on the port of the application and where it is on a port of its own. */
    private static void addHealth(List<String> paths, String servlet, Environment environment) {
        var base = prefix(environment, "management.endpoints.web.base-path", "/actuator");
        var name = environment.getProperty("management.endpoints.web.path-mapping.health", "health");
        var management = prefix(environment, "management.server.base-path");
        for (var server : List.of(servlet, management)) {
            var health = server + base + "/" + name.replaceFirst("^/+", "");
            paths.add(health);
            paths.add(health + "/**");
        }
    }

    private static String prefix(Environment environment, String property) {
        return prefix(environment, property, "");
    }

    /** Returns a path with a slash at its beginning and none at its end, or an empty text for the root. */
    private static String prefix(Environment environment, String property, String otherwise) {
        var path = environment.getProperty(property, otherwise).replaceFirst("/+$", "");
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private static String check(String path) {
        var stars = path.indexOf("**");
        boolean rest = stars < 0 || path.endsWith("/**") && stars == path.length() - 2;
        if (!path.startsWith("/")
                || !rest
                || path.contains("//")
                || path.chars().anyMatch(c -> c <= ' ')) {
            throw new ClerkPropertyException(
                    PROPERTY,
                    "The path \"" + path
                            + "\" is not one that anybody may request. Write a path that begins with a slash; "
                            + "** may stand at its end only, as in /assets/**.",
                    null);
        }
        return path;
    }
}
