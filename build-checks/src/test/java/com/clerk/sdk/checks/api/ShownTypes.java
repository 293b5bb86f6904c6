package com.clerk.sdk.checks.api;

import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types that a class and its public and protected members show to users, generic types included. */
final class ShownTypes {
    private final Class<?> type;
    private final Map<String, Set<Class<?>>> byMember = new TreeMap<>();

    private ShownTypes(Class<?> type) {
        this.type = type;
    }

    /** Returns the types that are shown by a class, by the text of the member that shows them. */
    static Map<String, Set<Class<?>>> of(Class<?> type) {
        var shown = new ShownTypes(type);
        // A hidden superclass passes its members on to the class that users see.
        for (@Nullable Class<?> from = type; from == type || isHidden(from); from = from.getSuperclass()) {
            shown.addHeader(from);
            shown.addMembers(from);
        }
        return shown.byMember;
    }

    private static boolean isHidden(@Nullable Class<?> type) {
        return type != null && !isVisible(type.getModifiers());
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void addHeader(Class<?> from) {
        if (!isHidden(from.getSuperclass())) {
            add(type.getName(), Stream.ofNullable(from.getGenericSuperclass()));
        }
        add(type.getName(), Stream.of(from.getGenericInterfaces()));
        add(type.getName(), Stream.of(from.getTypeParameters()));
    }

    private void addMembers(Class<?> from) {
        visible(from.getDeclaredFields()).forEach(field -> add(field.toString(), Stream.of(field.getGenericType())));
        visible(from.getDeclaredMethods()).forEach(method -> addExecutable(method, method.getGenericReturnType()));
        if (from == type) {
            visible(from.getDeclaredConstructors()).forEach(constructor -> addExecutable(constructor, type));
        }
    }

    private static <T extends Member> Stream<T> visible(T[] members) {
        return Arrays.stream(members).filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic());
    }

    private void addExecutable(Executable member, Type result) {
        add(member.toString(), Stream.of(result));
        add(member.toString(), Stream.of(member.getTypeParameters()));
        add(member.toString(), Stream.of(member.getGenericParameterTypes()));
        add(member.toString(), Stream.of(member.getGenericExceptionTypes()));
    }

    private void add(String member, Stream<? extends Type> types) {
        var shown = byMember.computeIfAbsent(member, unused -> new LinkedHashSet<>());
        types.forEach(shownType -> collect(shownType, shown, new LinkedHashSet<>()));
    }

    private static void collect(Type type, Collection<Class<?>> into, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            into.add(plain.isArray() ? innermost(plain) : plain);
        } else if (type instanceof ParameterizedType parameterized) {
            collect(parameterized.getRawType(), into, seen);
            Stream.of(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, into, seen));
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), into, seen);
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getUpperBounds()).forEach(bound -> collect(bound, into, seen));
            Stream.of(wildcard.getLowerBounds()).forEach(bound -> collect(bound, into, seen));
        } else if (type instanceof TypeVariable<?> variable) {
            Stream.of(variable.getBounds()).forEach(bound -> collect(bound, into, seen));
        }
    }

    private static Class<?> innermost(Class<?> array) {
        var type = array;
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return type;
    }
}
