package com.clerk.sdk.checks.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public API of a class, one line for each member. */
final class ApiListing {
    private static final Set<String> OBJECT_METHODS = Set.of("equals", "hashCode", "toString");
    private static final Set<String> ENUM_METHODS = Set.of("values", "valueOf");

    private final Class<?> type;
    private final Collection<Class<?>> exported;
    private final TypeText text;
    private final Collection<String> lines = new TreeSet<>();

    private ApiListing(Class<?> type, Collection<Class<?>> exported) {
        this.type = type;
        this.exported = exported;
        this.text = new TypeText(type.getPackageName());
    }

    /** Lists the public classes among these, sorted. */
    static List<String> of(Collection<Class<?>> types) {
        var lines = new TreeSet<String>();
        var exported = Set.copyOf(types);
        for (var type : types) {
            if (isVisible(type)) {
                lines.addAll(new ApiListing(type, exported).list());
            }
        }
        return List.copyOf(lines);
    }

    /** Returns true for a class in source code that other packages can name. */
    static boolean isVisible(Class<?> type) {
        var outer = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isSynthetic()
                && !type.isAnonymousClass()
                && (outer == null || isVisible(outer));
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private Collection<String> list() {
        add("class", type, header());
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses())
                    .filter(kind -> isVisible(kind) && exported.contains(kind))
                    .forEach(kind -> add("permits", null, text.name(kind)));
        }
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                add("component", null, text.of(component.getAnnotatedType()) + " " + component.getName());
            }
        }
        // Members that a visible class inherits from a hidden class are visible.
        for (var from = type; from == type || isHidden(from); from = from.getSuperclass()) {
            listMembers(from);
        }
        return lines;
    }

    private static boolean isHidden(@Nullable Class<?> type) {
        return type != null && !isVisible(type);
    }

    private void listMembers(Class<?> from) {
        members(from.getDeclaredFields()).forEach(this::addField);
        members(from.getDeclaredMethods()).filter(this::isListed).forEach(this::addMethod);
        if (from == type && !type.isEnum()) {
            members(from.getDeclaredConstructors()).forEach(this::addConstructor);
        }
    }

    private static <T extends Member> Stream<T> members(T[] members) {
        return Arrays.stream(members).filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic());
    }

    private boolean isListed(Method method) {
        var name = method.getName();
        return !OBJECT_METHODS.contains(name) && !(type.isEnum() && ENUM_METHODS.contains(name));
    }

    private String header() {
        var header = new StringBuilder(modifiers(type.getModifiers() & ~Modifier.PUBLIC, true));
        header.append(type.isSealed() ? "sealed " : "").append(kind()).append(' ');
        header.append(type.getSimpleName()).append(text.declaring(type.getTypeParameters()));
        var parent = type.getAnnotatedSuperclass();
        if (parent != null && !Set.of(Object.class, Record.class).contains(type.getSuperclass()) && !type.isEnum()) {
            header.append(" extends ").append(text.of(parent));
        }
        var interfaces = type.getAnnotatedInterfaces();
        if (interfaces.length > 0) {
            header.append(type.isInterface() ? " extends " : " implements ").append(joined(interfaces));
        }
        return header.toString();
    }

    private String kind() {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private String joined(AnnotatedType[] types) {
        return Arrays.stream(types).map(text::of).collect(Collectors.joining(", "));
    }

    private void addField(Field field) {
        if (field.isEnumConstant()) {
            add("constant", field, field.getName());
        } else {
            var of = text.of(field.getAnnotatedType());
            add("field", field, modifiers(field.getModifiers(), true) + of + " " + field.getName());
        }
    }

    private void addMethod(Method method) {
        var result = text.of(method.getAnnotatedReturnType());
        add("method", method, start(method) + result + " " + method.getName() + end(method));
    }

    private void addConstructor(Constructor<?> constructor) {
        add("constructor", constructor, start(constructor) + type.getSimpleName() + end(constructor));
    }

    private String start(Executable member) {
        var variables = text.declaring(member.getTypeParameters());
        var isDefault = member instanceof Method method && method.isDefault();
        return (isDefault ? "default " : "")
                + modifiers(member.getModifiers(), !Modifier.isFinal(type.getModifiers()))
                + (variables.isEmpty() ? "" : variables + " ");
    }

    private String end(Executable member) {
        var thrown = member.getAnnotatedExceptionTypes();
        return text.of(member.getAnnotatedParameterTypes(), member.isVarArgs())
                + (thrown.length == 0 ? "" : " throws " + joined(thrown));
    }

    private String modifiers(int modifiers, boolean showFinal) {
        var shown = new StringBuilder();
        shown.append(Modifier.isProtected(modifiers) ? "protected " : "");
        shown.append(Modifier.isAbstract(modifiers) && !type.isInterface() ? "abstract " : "");
        shown.append(Modifier.isStatic(modifiers) ? "static " : "");
        shown.append(Modifier.isFinal(modifiers) && showFinal ? "final " : "");
        return shown.toString();
    }

    private void add(String kind, @Nullable AnnotatedElement element, String line) {
        var isDeprecated = element != null && element.isAnnotationPresent(Deprecated.class);
        lines.add(type.getName().replace('$', '.') + "  " + kind + "  " + (isDeprecated ? "@Deprecated " : "") + line);
    }
}
