package com.clerk.sdk;

import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.runtime.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The public types of the exported packages of the runtime, the generated code and the extensions. */
final class PublicTypes {
    private static final Set<String> INNER_PACKAGES = Set.of(
            "com.clerk.sdk.internal",
            "com.clerk.sdk.runtime.http",
            "com.clerk.sdk.runtime.internal",
            "com.clerk.sdk.auth.jwt",
            "com.clerk.sdk.auth.flow",
            "com.clerk.sdk.auth.lookup");

    private PublicTypes() {}

    /** Returns all public types that can have instances. */
    static List<Class<?>> withInstances() {
        return List.of(Model.class, BackendResources.class, ClerkBackend.class).stream()
                .flatMap(type -> names(type).stream())
                .map(PublicTypes::load)
                .filter(type -> !INNER_PACKAGES.contains(type.getPackageName()))
                .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && isPublic(type))
                .collect(Collectors.toList());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        var outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    /** Returns the names of all classes in the folder or jar that a class comes from. */
    private static Set<String> names(Class<?> one) {
        try {
            var source =
                    Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                return names(source);
            }
            try (var jar = FileSystems.newFileSystem(source)) {
                return names(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("com/clerk/sdk/") && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
