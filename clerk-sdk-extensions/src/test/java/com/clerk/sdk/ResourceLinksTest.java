package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.frontend.FrontendResources;
import com.clerk.sdk.platform.PlatformResources;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The javadoc of a client links each of its resources once, so that users find them. */
class ResourceLinksTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern LINK = Pattern.compile("\\{@link #(\\w+)\\(\\)\\}");

    @ParameterizedTest
    @MethodSource("clients")
    void theJavadocOfAClientLinksEachResourceOnce(Class<?> client, Class<?> resources) throws IOException {
        assertThat(links(client)).doesNotHaveDuplicates().hasSameElementsAs(names(resources));
    }

    private static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of(ClerkBackend.class, BackendResources.class),
                Arguments.of(ClerkFrontend.class, FrontendResources.class),
                Arguments.of(ClerkPlatform.class, PlatformResources.class));
    }

    private static Stream<String> links(Class<?> client) throws IOException {
        var source = Files.readString(SOURCES.resolve(client.getName().replace('.', '/') + ".java"));
        var javadoc = source.substring(source.indexOf("/**"), source.indexOf("*/"));
        return LINK.matcher(javadoc).results().map(link -> link.group(1));
    }

    private static Set<String> names(Class<?> resources) {
        return Stream.of(resources.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
