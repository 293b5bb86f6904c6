package com.clerk.sdk.checks.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The classes of some jars with their members, inherited ones too, and those of the JDK that they extend. */
final class Members {
    private final Map<String, ClassReader> classes;
    private final Map<String, Set<String>> declared = new HashMap<>();

    private Members(Map<String, ClassReader> classes) {
        this.classes = classes;
    }

    static Members of(List<Path> jars) throws IOException {
        return new Members(ClassFiles.of(jars));
    }

    /** Tells whether a reference leads to something. */
    boolean has(Reference reference) {
        var type = find(reference.owner());
        if (type == null) {
            return false;
        }
        return reference.name().isEmpty() || has(type, reference.name() + reference.descriptor());
    }

    private boolean has(ClassReader type, String member) {
        if (declared.computeIfAbsent(type.getClassName(), name -> declaredBy(type))
                .contains(member)) {
            return true;
        }
        return Stream.concat(Stream.ofNullable(type.getSuperName()), Stream.of(type.getInterfaces()))
                .map(this::find)
                .anyMatch(parent -> parent != null && has(parent, member));
    }

    private ClassReader find(String name) {
        return classes.computeIfAbsent(name, Members::ofTheJdk);
    }

    private static ClassReader ofTheJdk(String name) {
        if (!name.startsWith("java/") && !name.startsWith("javax/")) {
            return null;
        }
        try {
            return new ClassReader(name);
        } catch (IOException e) {
            return null;
        }
    }

    private static Set<String> declaredBy(ClassReader type) {
        var members = new HashSet<String>();
        type.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        members.add(name + descriptor);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] thrown) {
                        members.add(name + descriptor);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return members;
    }
}
