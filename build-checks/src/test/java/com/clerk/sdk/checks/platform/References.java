package com.clerk.sdk.checks.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what bytecode names of the classes of some packages. */
final class References extends ClassVisitor {
    private final List<String> packages;
    private final Set<Reference> found = new TreeSet<>(java.util.Comparator.comparing(Reference::toString));

    private References(List<String> packages) {
        super(Opcodes.ASM9);
        this.packages = packages;
    }

    /** Returns what the classes of some artifacts name, as far as it is in the given packages. */
    static Set<Reference> of(List<Path> artifacts, List<String> packages) throws IOException {
        var references = new References(packages);
        for (var type : ClassFiles.of(artifacts).values()) {
            type.accept(references, 0);
        }
        return references.found;
    }

    private void member(String owner, String name, String descriptor) {
        type(Type.getObjectType(owner));
        types(descriptor);
        if (isWanted(owner)) {
            found.add(new Reference(owner, name, descriptor));
        }
    }

    private boolean isWanted(String type) {
        return packages.stream().anyMatch(type::startsWith);
    }

    private void types(String descriptor) {
        if (descriptor.startsWith("(")) {
            for (var argument : Type.getArgumentTypes(descriptor)) {
                type(argument);
            }
            type(Type.getReturnType(descriptor));
        } else {
            type(Type.getType(descriptor));
        }
    }

    private void type(Type type) {
        if (type.getSort() == Type.ARRAY) {
            type(type.getElementType());
        } else if (type.getSort() == Type.OBJECT && isWanted(type.getInternalName())) {
            found.add(new Reference(type.getInternalName(), "", ""));
        }
    }

    private void typeNamed(String name) {
        if (name != null) {
            type(Type.getObjectType(name));
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        typeNamed(parent);
        for (var one : interfaces) {
            typeNamed(one);
        }
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        types(descriptor);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        types(descriptor);
        return new Code();
    }

    /** The instructions of a method. */
    private final class Code extends MethodVisitor {
        Code() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            typeNamed(type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            member(owner, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            types(descriptor);
            for (var argument : arguments) {
                if (argument instanceof Handle handle) {
                    member(handle.getOwner(), handle.getName(), handle.getDesc());
                } else if (argument instanceof Type type && type.getSort() == Type.METHOD) {
                    types(type.getDescriptor());
                }
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type && type.getSort() != Type.METHOD) {
                type(type);
            }
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            typeNamed(type);
        }
    }
}
