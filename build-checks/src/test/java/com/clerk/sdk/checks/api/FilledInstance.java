package com.clerk.sdk.checks.api;

import com.clerk.sdk.runtime.JsonValue;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a type of the SDK each of whose texts is a secret, made without a constructor: its fields are filled,
 * and theirs, to a certain depth. Fields of other types that cannot hold text directly stay null.
 */
final class FilledInstance {
    static final String SECRET = "canary";

    /** The text of fields that always hold a key or a token. */
    static final String KEY = SECRET + "-key";

    private static final Set<String> KEYS = Set.of("token", "secretKey", "machineSecretKey", "signingSecret");
    private static final int DEPTH = 6;
    private static final Object UNSAFE = unsafe();
    private static final Method ALLOCATE = allocate();

    private final String text;

    private FilledInstance(String text) {
        this.text = text;
    }

    /** Returns an instance of a type, or null if the type cannot have any that this class can make. */
    static @Nullable Object of(Class<?> type) {
        return new FilledInstance(SECRET).value(type, DEPTH);
    }

    /** Returns what fills a field. */
    private FilledInstance fillerOf(String field) {
        return KEYS.contains(field) ? new FilledInstance(KEY) : this;
    }

    private @Nullable Object value(Type generic, int depth) {
        var type = raw(generic);
        if (type == String.class || type == CharSequence.class || type == Object.class) {
            return text;
        }
        if (type == byte[].class) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (depth == 0) {
            return null;
        }
        return type == JsonValue.class ? JsonValue.of(text) : container(type, generic, depth - 1);
    }

    private @Nullable Object container(Class<?> type, Type generic, int depth) {
        if (Map.class.isAssignableFrom(type)) {
            var element = value(argument(generic, 1), depth);
            return element == null ? null : first(type, maps(element));
        }
        if (Iterable.class.isAssignableFrom(type)) {
            var element = value(argument(generic, 0), depth);
            return element == null ? null : first(type, collections(element));
        }
        if (type == Optional.class) {
            return Optional.ofNullable(value(argument(generic, 0), depth));
        }
        if (type == AtomicReference.class) {
            return new AtomicReference<>(value(argument(generic, 0), depth));
        }
        return isOfTheSdk(type) ? instance(type, depth) : null;
    }

    private static Stream<Object> maps(Object element) {
        var map = Map.of("key", element);
        return Stream.of(map, new ConcurrentHashMap<>(map), new LinkedHashMap<>(map), new TreeMap<>(map));
    }

    private static Stream<Object> collections(Object element) {
        var list = List.of(element);
        return Stream.of(list, Set.of(element), new ArrayDeque<>(list), new ArrayList<>(list));
    }

    private static @Nullable Object first(Class<?> type, Stream<Object> candidates) {
        return candidates.filter(type::isInstance).findFirst().orElse(null);
    }

    private @Nullable Object instance(Class<?> type, int depth) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            var members = type.getPermittedSubclasses();
            return members == null ? null : value(members[0], depth);
        }
        try {
            if (type.isRecord()) {
                return record(type, depth);
            }
            var made = ALLOCATE.invoke(UNSAFE, type);
            for (Class<?> each = type; each != null && isOfTheSdk(each); each = each.getSuperclass()) {
                for (var field : each.getDeclaredFields()) {
                    fill(made, field, depth);
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be filled", e);
        }
    }

    private @Nullable Object record(Class<?> type, int depth) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(c -> c.getType()).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(c -> fillerOf(c.getName()).value(c.getGenericType(), depth))
                .toArray();
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private void fill(Object made, Field field, int depth) throws IllegalAccessException {
        if (Modifier.isStatic(field.getModifiers())) {
            return;
        }
        var content = fillerOf(field.getName()).value(field.getGenericType(), depth);
        if (content != null) {
            field.setAccessible(true);
            field.set(made, content);
        }
    }

    static boolean isOfTheSdk(Class<?> type) {
        return type.getName().startsWith("com.clerk.sdk.");
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return type instanceof WildcardType wildcard ? raw(wildcard.getUpperBounds()[0]) : Object[].class;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    // By reflection, because javac warns of each use of this class.
    private static Object unsafe() {
        try {
            var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method allocate() {
        try {
            return UNSAFE.getClass().getMethod("allocateInstance", Class.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
