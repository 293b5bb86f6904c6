package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.OpenEnum;
import com.clerk.sdk.runtime.Params;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.gson.annotations.JsonAdapter;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code generated from a document that tries to put code of its own into it. Every attempt would set a system
 * property when a class is loaded, or declare another class.
 */
class HostileDocumentTest {
    private static final Path SOURCES = Path.of("target", "generated-test-sources", "hostile", "java");
    private static final String PACKAGE = "com.clerk.sdk.hostile.";

    @TempDir
    Path classes;

    @Test
    void aDocumentPutsNoCodeIntoWhatIsGeneratedFromIt() throws IOException, ReflectiveOperationException {
        var names = compile();

        assertThat(names)
                .allMatch(name -> name.startsWith(PACKAGE))
                .noneMatch(name -> name.contains("Evil") && !name.contains("ThingsClassEvil"));
        try (var loader = loader()) {
            for (var name : names) {
                var type = Class.forName(name, true, loader);
                assertThat(System.getProperty("hostile")).as(name).isNull();
                assertThat(type.getDeclaredMethods())
                        .noneMatch(method -> method.getName().contains("hostile"));
            }
            assertThat(constants(Class.forName(PACKAGE + "model.ThingSize", true, loader)))
                    .containsExactlyInAnyOrderElementsOf(declaredValues());
        }
    }

    /** Compiles the generated files, and returns the names of the classes. */
    private Set<String> compile() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources;
        try (var files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSize(6);
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath());
            var task =
                    compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources));
            assertThat(task.call()).as("the generated code compiles").isTrue();
        }
        try (var files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file).toString().replace(".class", ""))
                    .map(file -> file.replace('/', '.').replace('\\', '.'))
                    .collect(Collectors.toSet());
        }
    }

    private URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Params.class.getClassLoader());
    }

    private static String classPath() {
        return Stream.of(Params.class, Nullable.class, OkHttpClient.class, JsonCreator.class, JsonAdapter.class)
                .map(HostileDocumentTest::home)
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> constants(Class<?> type) {
        return Stream.of(type.getFields())
                .filter(field -> field.getType() == type)
                .map(field -> ((OpenEnum) Java.constant(type, field.getName())).value())
                .toList();
    }

    private static List<String> declaredValues() throws IOException {
        return Contract.read(Path.of("src", "test", "resources", "hostile.yaml"))
                .node("components")
                .node("schemas")
                .node("ThingSize")
                .texts("enum");
    }
}
