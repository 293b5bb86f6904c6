package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.frontend.FrontendResources;
import com.clerk.sdk.platform.PlatformResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Generated code has what the contract has, and nothing else. */
class CompletenessTest {
    private static final Map<String, Class<?>> RESOURCES = Map.of(
            "backend", BackendResources.class,
            "frontend", FrontendResources.class,
            "platform", PlatformResources.class);

    @TestFactory
    Stream<DynamicTest> everyTypeIsOneOfTheContract() {
        return Cases.each(Contract.all().stream(), contract -> {
            var expected = contract.schemas()
                    .filter(schema -> !schema.isShared() && !schema.isWrittenByHand())
                    .filter(schema -> schema.kind() != Kind.PAGE && schema.kind() != Kind.ENVELOPE)
                    .map(Schema::typeName)
                    .collect(Collectors.toSet());
            if (contract == Contract.WEBHOOKS) {
                expected.addAll(Set.of("WebhookEvent", "UnknownEvent"));
            }

            assertThat(publicTypes(contract.modelPackage())).isEqualTo(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyGroupIsOneOfTheContract() {
        return Cases.each(Contract.apis().stream(), api -> {
            var groups = groups(api).keySet();
            var types = groups.stream()
                    .map(Java::capitalized)
                    .flatMap(group -> Stream.of(group + "Api", group + "Calls"))
                    .collect(Collectors.toSet());
            types.add(Java.capitalized(api.name()) + "Resources");

            assertThat(names(RESOURCES.get(api.name()))).containsExactlyInAnyOrderElementsOf(groups);
            assertThat(publicTypes(api.apiPackage())).isEqualTo(types);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyMethodIsAnOperationOfTheContract() {
        var groups = Contract.apis().stream().flatMap(api -> groups(api).values().stream());
        return Cases.each(groups, group -> {
            var operations = group.stream().map(Operation::javaMethod).toList();
            var first = group.get(0);
            var type = first.contract().apiPackage() + "." + Java.capitalized(first.group());

            assertThat(names(Java.type(type + "Calls"))).containsExactlyInAnyOrderElementsOf(operations);
            assertThat(Set.copyOf(names(Java.type(type + "Api"))))
                    .isEqualTo(Stream.concat(operations.stream(), Stream.of("calls"))
                            .collect(Collectors.toSet()));
        });
    }

    @TestFactory
    Stream<DynamicTest> aSharedTypeHasEveryFieldOfItsOwnDocument() {
        return Cases.each(shared(Kind.MODEL), schema -> {
            var backend = Contract.BACKEND.schema(schema.typeName());
            for (var field : schema.fields()) {
                var other = backend.field(field.wire());
                assertThat(other.javaName()).isEqualTo(field.javaName());
                checkSameUse(field.schema(), other.schema(), field.toString());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aSharedEnumHasEveryValueOfItsOwnDocument() {
        return Cases.each(
                shared(Kind.ENUM),
                schema -> assertThat(Contract.BACKEND.schema(schema.typeName()).enumValues())
                        .containsAll(schema.enumValues()));
    }

    private static Stream<Schema> shared(Kind kind) {
        return Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> schema.isShared() && schema.kind() == kind);
    }

    private static void checkSameUse(Schema mine, Schema backend, String field) {
        assertThat(backend.kind()).as(field).isEqualTo(mine.kind());
        switch (mine.kind()) {
            case TIME ->
                assertThat(backend.node().text("x-clerk-timestamp"))
                        .as(field)
                        .isEqualTo(mine.node().text("x-clerk-timestamp"));
            case LIST -> checkSameUse(mine.items(), backend.items(), field);
            case MAP -> checkSameUse(mine.mapValues(), backend.mapValues(), field);
            case MODEL, ENUM, UNION -> assertThat(backend.javaName()).as(field).isEqualTo(mine.javaName());
            default -> {}
        }
    }

    private static Map<String, List<Operation>> groups(Contract api) {
        return api.operations().stream().collect(Collectors.groupingBy(Operation::group));
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .toList();
    }

    private static Set<String> publicTypes(String packageName) {
        try (var files = Files.list(classes().resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.equals("package-info"))
                    .filter(name -> Modifier.isPublic(
                            Java.type(packageName + "." + name).getModifiers()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes() {
        try {
            var source = BackendResources.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
