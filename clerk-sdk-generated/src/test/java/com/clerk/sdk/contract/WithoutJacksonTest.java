package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.contract.Schema.Kind;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has no Jackson on its class path, though the types of the SDK have annotations of Jackson. */
class WithoutJacksonTest {
    private static final String PROGRAM = """
            package program;

            public final class Program {
                private Program() {}

                public static String run() {
                    return com.clerk.sdk.backend.model.User.fromJson("{\\"id\\":\\"user_1\\"}").toJsonWithoutSecrets()
                            + com.clerk.sdk.webhooks.event.WebhookEvent.read(null, "{\\"type\\":\\"user.created\\"}").type()
                            + com.clerk.sdk.runtime.JsonValue.of(java.util.List.of(1)).as(long[].class)[0];
                }
            """;

    @TempDir
    Path classes;

    @Test
    void itIsCompiledWithoutAWarningAndRuns() throws Exception {
        var messages = new StringWriter();
        var options = List.of("-Xlint:all", "-Werror", "-proc:none", "-d", classes.toString(), "-cp", classPath());
        var compiler = ToolProvider.getSystemJavaCompiler();

        var compiled = compiler.getTask(messages, null, null, options, null, List.of(program()))
                .call();

        assertThat(messages.toString()).isEmpty();
        assertThat(compiled).isTrue();
        assertThat(run()).isEqualTo("{\"id\":\"user_1\"}user.created1");
    }

    /** A program that calls a method of every type. */
    private static JavaFileObject program() {
        var source = new StringBuilder(PROGRAM);
        var types = Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> Set.of(Kind.MODEL, Kind.ENUM, Kind.UNION).contains(schema.kind()))
                .map(Schema::javaName)
                .distinct()
                .toList();
        for (int i = 0; i < types.size(); i++) {
            source.append("    static int of")
                    .append(i)
                    .append('(')
                    .append(types.get(i))
                    .append(" value) {\n");
            source.append("        return value.hashCode();\n    }\n");
        }
        return new SimpleJavaFileObject(URI.create("string:///program/Program.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.append("}\n");
            }
        };
    }

    private static String classPath() {
        Predicate<String> isJackson = entry -> new File(entry).getName().contains("jackson");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(isJackson.negate())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run() throws Exception {
        var urls = new ArrayList<URL>(List.of(classes.toUri().toURL()));
        for (var entry : classPath().split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            return (String) loader.loadClass("program.Program").getMethod("run").invoke(null);
        }
    }
}
