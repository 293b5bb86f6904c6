package com.clerk.sdk.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One of the documents that code is generated from, read anew: nothing in this package knows the templates. */
final class Contract {
    static final Contract BACKEND = new Contract("backend", "com.clerk.sdk.backend", "com.clerk.sdk.backend.model");
    static final Contract FRONTEND = new Contract("frontend", "com.clerk.sdk.frontend", "com.clerk.sdk.frontend.model");
    static final Contract PLATFORM = new Contract("platform", "com.clerk.sdk.platform", "com.clerk.sdk.platform.model");
    static final Contract WEBHOOKS =
            new Contract("webhooks", "com.clerk.sdk.webhooks.event", "com.clerk.sdk.webhooks.event");

    private static final Set<String> HTTP_METHODS = Set.of("get", "head", "put", "post", "patch", "delete");
    private static final int SIZE_LIMIT = 64 << 20;

    private final String name;
    private final String apiPackage;
    private final String modelPackage;
    private final Node root;

    private Contract(String name, String apiPackage, String modelPackage) {
        this.name = name;
        this.apiPackage = apiPackage;
        this.modelPackage = modelPackage;
        this.root = read(Path.of("..", "openapi", name + ".yaml"));
    }

    static Node read(Path file) {
        try {
            var settings = LoadSettings.builder().setCodePointLimit(SIZE_LIMIT).build();
            return Node.of(new Load(settings).loadFromString(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Contract> apis() {
        return List.of(BACKEND, FRONTEND, PLATFORM);
    }

    static List<Contract> all() {
        return List.of(BACKEND, FRONTEND, PLATFORM, WEBHOOKS);
    }

    String name() {
        return name;
    }

    String apiPackage() {
        return apiPackage;
    }

    String modelPackage() {
        return modelPackage;
    }

    Node root() {
        return root;
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.node("paths")
                .children()
                .forEach((path, item) -> item.children().forEach((method, operation) -> {
                    if (HTTP_METHODS.contains(method)) {
                        operations.add(new Operation(this, method, path, operation));
                    }
                }));
        return operations;
    }

    /** The types as this document has them, those that are the Backend's to a caller among them. */
    Stream<Schema> schemas() {
        return schemaNodes().children().keySet().stream().map(this::ownSchema);
    }

    /** The type as this document has it. */
    Schema ownSchema(String type) {
        if (!schemaNodes().has(type)) {
            throw new IllegalArgumentException(name + " has no type " + type);
        }
        return new Schema(this, type, schemaNodes().node(type));
    }

    /** The type that a caller sees. */
    Schema schema(String type) {
        var own = ownSchema(type);
        return own.isShared() ? BACKEND.schema(type) : own;
    }

    private Node schemaNodes() {
        return root.node("components").node("schemas");
    }

    @Override
    public String toString() {
        return name;
    }
}
