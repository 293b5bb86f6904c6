package com.clerk.sdk.checks.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The classes that a module on the class path exports to all modules. */
final class ModuleClasses {
    private static final String DESCRIPTOR = "module-info.class";
    private static final String SUFFIX = ".class";

    private ModuleClasses() {}

    /** Loads the classes in the exported packages of a module, without initializing them. */
    static List<Class<?>> exportedBy(String module) {
        var found = find(module);
        try {
            return classes(found.toURI(), descriptor(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the packages that a module exports to all modules. */
    static Set<String> exportedPackagesOf(String module) {
        try {
            return descriptor(find(module)).exports().stream()
                    .filter(exported -> !exported.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL find(String module) {
        try {
            for (var found : Collections.list(loader().getResources(DESCRIPTOR))) {
                if (descriptor(found).name().equals(module)) {
                    return found;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(module + " is not on the class path");
    }

    private static ModuleDescriptor descriptor(URL found) throws IOException {
        try (var in = found.openStream()) {
            return ModuleDescriptor.read(in);
        }
    }

    private static List<Class<?>> classes(URI descriptor, ModuleDescriptor module) throws IOException {
        var text = descriptor.toString();
        if (!text.startsWith("jar:")) {
            return classes(Path.of(descriptor).resolveSibling("."), module);
        }
        var jar = Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/"))));
        try (var files = FileSystems.newFileSystem(jar)) {
            return classes(files.getPath("/"), module);
        }
    }

    private static List<Class<?>> classes(Path root, ModuleDescriptor module) throws IOException {
        var classes = new ArrayList<Class<?>>();
        for (var exported : module.exports()) {
            if (!exported.isQualified()) {
                addClasses(root.resolve(exported.source().replace('.', '/')), exported.source(), classes);
            }
        }
        return classes;
    }

    private static void addClasses(Path folder, String packageName, List<Class<?>> classes) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && !name.equals("package-info.class")) {
                    classes.add(load(packageName + "." + name.substring(0, name.length() - SUFFIX.length())));
                }
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassLoader loader() {
        return ModuleClasses.class.getClassLoader();
    }
}
