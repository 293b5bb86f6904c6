package com.clerk.sdk.spring.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The paths that need no caller: those of {@code clerk.security.public-paths}, the pages where people sign in and up,
 * and the health of the application.
 */
final class PublicPaths {
    private static final String PROPERTY = "clerk.security.public-paths";
    private static final String ENDPOINTS = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";

    /** A path that all servers read alike, and in which nothing is a sign of a pattern. */
    private static final Pattern PLAIN = Pattern.compile("/|(/(?!\\.\\.?(/|$))[A-Za-z0-9._~-]+)+/?");

    private PublicPaths() {}

    /**
     * Returns the patterns of the pages where people sign in and up, below the context path. Anybody may read them.
     *
     * @param context the context path of the application, or an empty text
     */
    static List<String> pages(ClerkProperties properties, String context, Environment environment) {
        var paths = new ArrayList<>(ofPage(properties.signInUrl(), context, environment));
        paths.addAll(ofPage(properties.signUpUrl(), context, environment));
        return List.copyOf(paths);
    }

    /**
     * Returns the patterns of a page where people sign in or up, and of all below it: Clerk's components have a path
     * there for each step. Below the root of the application, or of the endpoints for operators, is what needs a
     * caller, so such a page is open alone. A URL may belong to another server, and opens nothing.
     *
     * @param url the value of the property: a URL, or a path on this server with the context path; null without one
     */
    static List<String> ofPage(@Nullable String url, String context, Environment environment) {
        var path = pathOf(url, context);
        if (path == null) {
            return List.of();
        }
        var folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (folder.isEmpty()) {
            return List.of("/");
        }
        return List.of(folder, folder + (isAboveOthers(folder, environment) ? "/" : "/**"));
    }

    /** Returns the path of a page below the context path, or null if nothing can be opened for it. */
    private static @Nullable String pathOf(@Nullable String url, String context) {
        var found = PropertyValues.find(url);
        var path = found == null ? "" : found.split("[?#]", 2)[0];
        if (!PLAIN.matcher(path).matches()) {
            return null;
        }
        boolean below = path.equals(context) || path.startsWith(context + "/");
        return below ? path.substring(context.length()) : null;
    }

    private static boolean isAboveOthers(String folder, Environment environment) {
        var others = new ArrayList<>(List.of(operators(environment)));
        others.add(servletPath(environment) + "/");
        return others.stream().anyMatch(other -> other.startsWith(folder + "/"));
    }

    /** Returns the path before all paths of a WebFlux application, which is an empty text for the root. */
    static String basePath(Environment environment) {
        return prefix(environment, "spring.webflux.base-path");
    }

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
