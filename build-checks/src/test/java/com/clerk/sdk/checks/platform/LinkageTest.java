package com.clerk.sdk.checks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each class, method and field of a library that our bytecode names exists in each version that others may force: then
 * no call can end in a NoSuchMethodError.
 */
class LinkageTest {
    private static final String OKHTTP_4 = "okhttp-4.12.0";
    private static final String OKIO_OF_OKHTTP_4 = "okio-jvm-3.6.0";
    private static final String KOTLIN_1 = "kotlin-stdlib-1.9.25";
    private static final String OLD_GSON = "gson-2.13.2";

    static Stream<Arguments> versions() {
        return Stream.of(
                Arguments.of(
                        "the versions that the SDK names", library("okhttp-jvm-", "okio-jvm-", "kotlin-", "gson-")),
                Arguments.of("OkHttp 4.12", others(OKHTTP_4, OKIO_OF_OKHTTP_4)),
                Arguments.of("the versions that Spring Boot 3.5 forces", others(KOTLIN_1, OLD_GSON)));
    }

    private static List<Path> library(String... starts) {
        return Libraries.libraries().stream()
                .filter(jar -> Stream.of(starts).anyMatch(Libraries.name(jar)::startsWith))
                .toList();
    }

    private static List<Path> others(String... names) {
        return Stream.of(names).map(Libraries::other).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void ourBytecodeLinksWith(String name, List<Path> jars) throws IOException {
        var references = References.of(Libraries.ours(), List.of("okhttp3/", "okio/", "com/google/gson/", "kotlin/"));
        var members = Members.of(withDefaults(jars));

        assertThat(references).hasSizeGreaterThan(100);
        assertThat(references.stream().filter(reference -> !members.has(reference)))
                .as("missing in %s", jars)
                .isEmpty();
    }

    /** The given jars first, and for the libraries among them no other version. */
    private static List<Path> withDefaults(List<Path> jars) {
        var all = new ArrayList<>(jars);
        Libraries.libraries().stream()
                .filter(jar -> jars.stream().noneMatch(given -> product(given).equals(product(jar))))
                .forEach(all::add);
        return all;
    }

    private static String product(Path jar) {
        return Libraries.name(jar).replaceFirst("(-jvm)?-[0-9].*", "");
    }

    @Test
    void okHttpItselfLinksWithTheKotlinThatSpringBootForces() throws IOException {
        var references = References.of(library("okhttp-jvm-", "okio-jvm-"), List.of("kotlin/"));
        var members = Members.of(others(KOTLIN_1));

        assertThat(references).hasSizeGreaterThan(100);
        assertThat(references.stream().filter(reference -> !members.has(reference)))
                .isEmpty();
    }

    @Test
    void aMissingMemberIsFound() throws IOException {
        var members = Members.of(library("gson-"));
        var gson = "com/google/gson/Gson";

        assertThat(members.has(new Reference(gson, "toJson", "(Ljava/lang/Object;)Ljava/lang/String;")))
                .isTrue();
        assertThat(members.has(new Reference("com/google/gson/JsonObject", "toString", "()Ljava/lang/String;")))
                .as("inherited from another class of the library")
                .isTrue();
        assertThat(members.has(new Reference("com/google/gson/stream/JsonReader", "hashCode", "()I")))
                .as("inherited from the JDK")
                .isTrue();
        assertThat(members.has(new Reference(gson, "toJson", "(I)V"))).isFalse();
        assertThat(members.has(new Reference(gson, "nothing", "()V"))).isFalse();
        assertThat(members.has(new Reference("com/google/gson/Nothing", "", "")))
                .isFalse();
    }
}
