package com.clerk.sdk.checks.api;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The text of types in a listing: simple names, except for types of other APIs and libraries. */
record TypeText(String packageName) {
    private static final String NULLABLE = "@Nullable ";
    private static final Set<String> RUNTIME = Set.of("com.clerk.sdk.errors", "com.clerk.sdk.runtime");
    private static final String MODEL = ".model";

    String of(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType()) + (isNullable(type) ? " " + NULLABLE : "") + "[]";
        }
        return (isNullable(type) ? NULLABLE : "") + plain(type);
    }

    /** The types of parameters; the last one may take several arguments. */
    String of(AnnotatedType[] parameters, boolean isVarArgs) {
        var texts = Arrays.stream(parameters).map(this::of).collect(Collectors.toList());
        if (isVarArgs) {
            var last = texts.remove(texts.size() - 1);
            texts.add(last.substring(0, last.length() - "[]".length()) + "...");
        }
        return "(" + String.join(", ", texts) + ")";
    }

    /** The declaration of type variables; empty where there are none. */
    String declaring(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(this::declaring).collect(Collectors.joining(", ", "<", ">"));
    }

    private String declaring(TypeVariable<?> variable) {
        var bounds = Arrays.stream(variable.getAnnotatedBounds())
                .filter(bound -> bound.getType() != Object.class || isNullable(bound))
                .map(this::of)
                .toList();
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
    }

    private String plain(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            var raw = ((ParameterizedType) type.getType()).getRawType();
            return Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                    .map(this::of)
                    .collect(Collectors.joining(", ", name(raw) + "<", ">"));
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return wildcard(wildcard);
        }
        return name(type.getType());
    }

    private String wildcard(AnnotatedWildcardType type) {
        var lower = List.of(type.getAnnotatedLowerBounds());
        var upper = Stream.of(type.getAnnotatedUpperBounds())
                .filter(bound -> bound.getType() != Object.class || isNullable(bound))
                .toList();
        if (!lower.isEmpty()) {
            return "? super " + of(lower.get(0));
        }
        return upper.isEmpty() ? "?" : "? extends " + of(upper.get(0));
    }

    private String name(Type type) {
        return type instanceof Class<?> named ? name(named) : type.getTypeName();
    }

    String name(Class<?> type) {
        var home = type.getPackageName();
        var isShort = !type.isPrimitive() && isNear(home);
        return (isShort ? type.getName().substring(home.length() + 1) : type.getName()).replace('$', '.');
    }

    private boolean isNear(String other) {
        return other.startsWith("java.")
                || RUNTIME.contains(other)
                || family(other).equals(family(packageName));
    }

    private static String family(String name) {
        return name.endsWith(MODEL) ? name.substring(0, name.length() - MODEL.length()) : name;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
