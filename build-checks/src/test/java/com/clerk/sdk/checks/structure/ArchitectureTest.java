package com.clerk.sdk.checks.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.clerk.sdk.checks.FrameworkClasses;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependencies that modules and packages may have. */
class ArchitectureTest {
    private static final String SDK = "com.clerk.sdk";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importLocations(locations());
    private static final List<String> HIDDEN_LIBRARIES = List.of("com.google.gson", "com.nimbusds", "okio", "kotlin");

    private static Set<Location> locations() {
        var frameworks = FrameworkClasses.MODULES.stream()
                .map(FrameworkClasses::classFolder)
                .map(Location::of);
        return Stream.concat(Locations.ofPackage(SDK).stream(), frameworks).collect(Collectors.toSet());
    }

    @Test
    void runtimeKnowsNoEndpointAndNoOtherModule() {
        noClasses()
                .that()
                .resideInAnyPackage(SDK + ".runtime..", SDK + ".errors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SDK,
                        SDK + ".auth..",
                        SDK + ".backend..",
                        SDK + ".frontend..",
                        SDK + ".platform..",
                        SDK + ".webhooks..",
                        SDK + ".testing..")
                .check(CLASSES);
    }

    @Test
    void generatedCodeKnowsTheRuntimeAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        SDK + ".backend..", SDK + ".frontend..", SDK + ".platform..", SDK + ".webhooks.event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SDK, SDK + ".auth..", SDK + ".testing..")
                .check(CLASSES);
    }

    @Test
    void theBackendKnowsNoOtherApi() {
        noClasses()
                .that()
                .resideInAPackage(SDK + ".backend..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SDK + ".frontend..", SDK + ".platform..", SDK + ".webhooks..")
                .check(CLASSES);
    }

    @Test
    void theSdkKnowsNoTestingCode() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SDK + ".testing..", SDK + ".spring.test..", SDK + ".examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK + ".testing..")
                .check(CLASSES);
    }

    @Test
    void theInProcessClerkKnowsNothingOfThePublicTestingPackage() {
        noClasses()
                .that()
                .resideInAPackage(SDK + ".testing.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK + ".testing")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(SDK + ".testing.server.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SDK + ".testing.server")
                .check(CLASSES);
    }

    @Test
    void authUsesItsInnerPackagesAndNeverTheOtherWayRound() {
        var auth = SDK + ".auth";
        noClasses()
                .that()
                .resideInAnyPackage(auth + ".jwt", auth + ".flow", auth + ".lookup")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(auth)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(auth + ".jwt", auth + ".lookup")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(auth + ".flow")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(auth + ".lookup")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(auth + ".jwt")
                .check(CLASSES);
    }

    /** A program that verifies with a PEM key loads no class of Nimbus, whose first use costs a tenth of a second. */
    @Test
    void onlyTheReaderOfJsonKeysKnowsNimbus() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SDK + ".testing..", SDK + ".examples..", SDK + ".benchmarks..")
                .and()
                .doNotHaveFullyQualifiedName(SDK + ".auth.jwt.JwkReader")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.nimbusds..")
                .check(CLASSES);
    }

    /** Two clients in one program share nothing, so that each has its own user: only a file has one turn for all. */
    @Test
    void theDeviceClientHasNoStaticMutableState() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(SDK + ".client..")
                .and()
                .areStatic()
                .and()
                .doNotHaveFullName(SDK + ".client.StoreLock.TURNS") // file locks belong to the process
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(DescribedPredicate.describe("that can change", ArchitectureTest::canChange))
                .check(CLASSES);
    }

    private static boolean canChange(JavaClass type) {
        var packageName = type.getPackageName();
        boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return (packageName.startsWith("java.util.concurrent") && !type.isEnum())
                || (collection && !type.isInterface()) // an interface may be that of an immutable one
                || type.isAssignableTo(ThreadLocal.class);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(new Areas()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPublicSignatureShowsALibraryOfOurs() {
        classes()
                .that()
                .resideOutsideOfPackages(
                        SDK + ".runtime.http..",
                        SDK + ".runtime.internal..",
                        SDK + ".testing.server..",
                        SDK + ".examples..")
                .and(areVisible())
                .should(showNoHiddenLibrary())
                .check(CLASSES);
    }

    @Test
    void generatedCodeUsesNoReflection() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        SDK + ".backend..", SDK + ".frontend..", SDK + ".platform..", SDK + ".webhooks.event..")
                .should()
                .dependOnClassesThat()
                // Its annotations alone may be used: they tell gson to write what toJson() says.
                .resideInAnyPackage(
                        "java.lang.reflect..",
                        "com.google.gson",
                        "com.google.gson.stream..",
                        "com.google.gson.reflect..")
                .check(CLASSES);
    }

    /**
     * One slice for each package below {@code com.clerk.sdk} with its inner packages; errors and runtime are one slice.
     */
    private static final class Areas implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (!type.getPackageName().startsWith(SDK + ".")) {
                return SliceIdentifier.ignore();
            }
            var area = type.getPackageName().substring(SDK.length() + 1).split("\\.", 2)[0];
            return SliceIdentifier.of(area.equals("errors") ? "runtime" : area);
        }

        @Override
        public String getDescription() {
            return "areas of the SDK";
        }
    }

    private static DescribedPredicate<JavaClass> areVisible() {
        return DescribedPredicate.describe("are visible to users", type -> {
            var outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                if (!isVisible(outer.getModifiers())) {
                    return false;
                }
                outer = outer.getEnclosingClass().get();
            }
            return isVisible(outer.getModifiers());
        });
    }

    private static ArchCondition<JavaClass> showNoHiddenLibrary() {
        return new ArchCondition<>("show no type of " + HIDDEN_LIBRARIES) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .forEach(member -> shown(member)
                                .filter(ArchitectureTest::isHidden)
                                .forEach(hidden -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + hidden))));
            }
        };
    }

    private static Stream<String> shown(JavaMember member) {
        if (member instanceof JavaMethod method) {
            return Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                    .map(JavaClass::getName);
        }
        return member.getAllInvolvedRawTypes().stream().map(JavaClass::getName).collect(Collectors.toSet()).stream();
    }

    private static boolean isHidden(String type) {
        return HIDDEN_LIBRARIES.stream().anyMatch(type::startsWith);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
