package com.clerk.sdk.checks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a module whose framework is not on the class path of these tests: the versions that a framework needs
 * do not fit those of this build. The build of the module writes its own class path.
 */
public final class FrameworkClasses {
    /** The folders of the modules. */
    public static final List<String> MODULES =
            List.of("javalin", "spring-security", "spring-boot-starter", "spring-test");

    private static final Path INTEGRATIONS = Path.of("..", "integrations");
    private static final String SUFFIX = ".class";

    private FrameworkClasses() {}

    /** Loads the classes of a folder in {@code integrations}, without initializing them. */
    public static List<Class<?>> of(String module) {
        var classes = classFolder(module);
        var loader = loader(module, classes);
        try (var files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX) && !file.endsWith("-info.class"))
                    .<Class<?>>map(file -> load(loader, className(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder with the class files of a module. */
    public static Path classFolder(String module) {
        return target(module).resolve("classes");
    }

    private static Path target(String module) {
        return INTEGRATIONS.resolve(module).resolve("target");
    }

    /** Returns a loader that stays open, because classes load what their members show when they are asked for it. */
    private static ClassLoader loader(String module, Path classes) {
        var urls = new ArrayList<URL>();
        urls.add(url(classes));
        for (var entry : classPath(module).split(File.pathSeparator)) {
            urls.add(url(Path.of(entry)));
        }
        return new URLClassLoader(urls.toArray(URL[]::new), FrameworkClasses.class.getClassLoader());
    }

    private static String classPath(String module) {
        var file = target(module).resolve("class-path");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(file + " is missing: the phase process-classes of its module writes it", e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String className(String file) {
        return file.substring(0, file.length() - SUFFIX.length()).replace(File.separatorChar, '.');
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
