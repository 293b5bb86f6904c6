package com.clerk.sdk.testing.server.web;

import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves Clerk's browser code under the paths that its script tags have, such as
 * {@code /npm/@clerk/clerk-js@6/dist/clerk.browser.js}, from a directory. The version in the path does not matter: the
 * code asks for its parts under its exact version, whatever the tag says.
 */
public final class Assets {
    private static final Pattern PACKAGE = Pattern.compile("(clerk-js|ui)@[^/]+");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "map", ServerResponse.JSON,
            "json", ServerResponse.JSON);

    private final @Nullable Path directory;

    /**
     * Makes the assets.
     *
     * @param directory the directory that has {@code clerk-js} and {@code ui}: the unpacked packages, or
     *     {@code node_modules/@clerk}; null to serve nothing
     */
    public Assets(@Nullable Path directory) {
        this.directory = directory == null ? null : directory.toAbsolutePath().normalize();
    }

    /** Returns the response to a request for a file, or null if the request is not for one. */
    public @Nullable ServerResponse respond(ServerRequest request) {
        var segments = request.segments();
        var isAsset = request.method().equals("GET")
                && segments.size() > 3
                && segments.get(0).equals("npm")
                && segments.get(1).equals("@clerk")
                && PACKAGE.matcher(segments.get(2)).matches();
        if (!isAsset) {
            return null;
        }
        var content = read(segments);
        if (content == null) {
            return ServerResponse.text(404, "text/plain", "There is no such file. " + advice())
                    .withHeader("Access-Control-Allow-Origin", "*");
        }
        var name = segments.get(segments.size() - 1);
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return new ServerResponse(
                200,
                Map.of(
                        "Content-Type", type,
                        "Access-Control-Allow-Origin", "*",
                        "Cache-Control", "public, max-age=3600"),
                content);
    }

    private byte @Nullable [] read(List<String> segments) {
        if (directory == null) {
            return null;
        }
        try {
            var name = segments.get(2).substring(0, segments.get(2).indexOf('@'));
            var root = directory.resolve(name);
            var file = root.resolve(String.join("/", segments.subList(3, segments.size())))
                    .normalize();
            // Nothing outside of the package, whatever dots the path has.
            return file.startsWith(root) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        } catch (InvalidPathException | IOException unreadable) {
            return null;
        }
    }

    private String advice() {
        return directory == null
                ? "Give the server a directory with Clerk's browser code: ClerkServer.builder().assets(path)."
                : "The directory of the assets must have clerk-js/dist and ui/dist.";
    }
}
