package com.clerk.sdk.checks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No public or protected member shows a type that its users cannot name, or that belongs to a hidden library. */
class ShownTypesTest {
    private static final List<String> MODULES = List.of("runtime", "generated", "extensions", "testing");
    // A client that is handed in, and the interceptor that signs the requests of one.
    private static final Set<String> LIBRARY_TYPES = Set.of("okhttp3.OkHttpClient", "okhttp3.Interceptor");
    // An extension of JUnit has to implement JUnit's interfaces.
    private static final Set<String> LIBRARY_PACKAGES =
            Set.of("javax.sql", "org.jspecify.annotations", "org.junit.jupiter.api.extension");

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "generated", "extensions", "testing"})
    void everyTypeThatAModuleShowsIsExported(String module) {
        var exported = MODULES.stream()
                .map(name -> ModuleClasses.exportedPackagesOf("com.clerk.sdk." + name))
                .collect(TreeSet<String>::new, Set::addAll, Set::addAll);
        var hidden = new TreeSet<String>();
        for (var type : ModuleClasses.exportedBy("com.clerk.sdk." + module)) {
            if (ApiListing.isVisible(type)) {
                hidden.addAll(hiddenTypes(type, exported));
            }
        }

        assertThat(hidden).isEmpty();
    }

    private static Collection<String> hiddenTypes(Class<?> type, Set<String> exported) {
        var hidden = new TreeSet<String>();
        ShownTypes.of(type)
                .forEach((member, shown) -> shown.stream()
                        .filter(found -> !isAllowed(found, exported))
                        .forEach(found -> hidden.add(member + " shows " + found.getName())));
        return hidden;
    }

    private static boolean isAllowed(Class<?> type, Set<String> exported) {
        var home = type.getPackageName();
        return type.isPrimitive()
                || home.startsWith("java.")
                || exported.contains(home)
                || LIBRARY_PACKAGES.contains(home)
                || LIBRARY_TYPES.contains(type.getName());
    }

    @Test
    void typesAreFoundInEveryPartOfAMember() {
        assertThat(ShownTypes.of(Sample.class).values().stream().flatMap(Set::stream))
                .contains(Parent.class, Argument.class, Result.class, Bound.class, Inherited.class, Element.class)
                .doesNotContain(Inside.class);
    }

    interface Argument {}

    interface Bound {}

    interface Element {}

    interface Inherited {}

    interface Inside {}

    interface Result {}

    public interface Parent<T> {}

    private abstract static class Hidden {
        public abstract Inherited inherited();
    }

    public abstract static class Sample<T extends Bound> extends Hidden implements Parent<T> {
        protected abstract Function<? super List<Argument>, Result> call(Element[][] elements);

        abstract Inside inside();
    }
}
