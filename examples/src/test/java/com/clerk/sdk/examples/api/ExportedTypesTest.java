package com.clerk.sdk.examples.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users can name every type that they see: no visible member shows a type of a package that is not exported. */
class ExportedTypesTest {
    private static final Pattern PACKAGE = Pattern.compile("com\\.clerk\\.sdk(\\.[a-z]\\w*)*(?=\\.[A-Z])");
    private static final Set<String> EXPORTED = Stream.of("runtime", "generated", "extensions", "testing")
            .flatMap(module -> ModuleClasses.exportedBy("com.clerk.sdk." + module).stream())
            .map(Class::getPackageName)
            .collect(Collectors.toSet());

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "generated"})
    void noVisibleMemberShowsATypeOfAHiddenPackage(String module) {
        var hidden = ModuleClasses.exportedBy("com.clerk.sdk." + module).stream()
                .filter(ApiListing::isVisible)
                .flatMap(ExportedTypesTest::members)
                .filter(ExportedTypesTest::showsAHiddenType);
        assertThat(hidden).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "generated"})
    void noVisibleTypeExtendsATypeOfAHiddenPackage(String module) {
        var hidden = ModuleClasses.exportedBy("com.clerk.sdk." + module).stream()
                .filter(ApiListing::isVisible)
                .filter(type -> parents(type).anyMatch(ExportedTypesTest::isHidden));
        assertThat(hidden).isEmpty();
    }

    private static Stream<Type> parents(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()));
    }

    private static Stream<Member> members(Class<?> type) {
        return Stream.of(type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(Stream::of)
                .map(Member.class::cast)
                .filter(member -> ApiListing.isVisible(member.getModifiers()) && !member.isSynthetic());
    }

    private static boolean showsAHiddenType(Member member) {
        return shown(member).anyMatch(ExportedTypesTest::isHidden);
    }

    private static Stream<Type> shown(Member member) {
        if (member instanceof Field field) {
            return Stream.of(field.getGenericType());
        }
        var executable = (Executable) member;
        var taken = Stream.of(executable.getGenericParameterTypes(), executable.getGenericExceptionTypes())
                .flatMap(Stream::of);
        return member instanceof Method method ? Stream.concat(Stream.of(method.getGenericReturnType()), taken) : taken;
    }

    private static boolean isHidden(Type type) {
        return PACKAGE.matcher(type.getTypeName())
                .results()
                .map(MatchResult::group)
                .anyMatch(name -> !EXPORTED.contains(name));
    }
}
