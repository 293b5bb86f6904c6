package com.clerk.sdk.openapi;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a contract of an upstream document: facts from there, names and prose from here. */
final class Importer {
    private static final String WEBHOOKS = "webhooks";

    private final Path folder;
    private final String api;
    private final boolean keepDocs;

    /**
     * What an import makes; nothing of it is written yet.
     *
     * @param text the contract
     * @param names the names with what was accepted
     */
    record Imported(String text, Names names) {}

    /**
     * @param folder the {@code openapi} folder
     * @param api {@code backend}, {@code frontend}, {@code platform} or {@code webhooks}
     * @param keepDocs whether upstream prose fills in where our own is missing; only for use outside this project
     */
    Importer(Path folder, String api, boolean keepDocs) {
        this.folder = folder;
        this.api = api;
        this.keepDocs = keepDocs;
    }

    /** The contract. With {@code accept}, missing names are taken as proposed; without, they fail the import. */
    Imported run(Upstream upstream, boolean accept) {
        refuseOtherKind(upstream);
        var names = Names.load(folder.resolve("names").resolve(api + ".yaml"));
        var docs = Docs.load(folder.resolve("docs").resolve(api));
        var bench = Workbench.of(upstream, names, new Descriptions(docs, keepDocs));
        var groups = new Groups(docs);
        var contract = WEBHOOKS.equals(api) ? new Webhooks(bench).contract() : apiContract(bench, groups);
        bench.types().finish();
        groups.describeFiles(Sharing.mark(api, folder, bench.types().all()));
        refuseMissing(names, upstream, accept);
        names.accept();
        var components = new LinkedHashMap<String, Object>();
        components.put(
                "responses", Map.of("Failure", Map.of("description", "Clerk refused; the body lists its errors.")));
        components.put("schemas", new LinkedHashMap<>(bench.types().all()));
        contract.put("components", components);
        return new Imported(header(upstream) + YamlWriter.write(contract), names);
    }

    /**
     * Which types of the contract no code is generated for, as generator ignore patterns: those that another contract
     * has already, and the wrappers that a client takes off.
     */
    static String ignored(Map<String, Object> contract) {
        var lines = new StringBuilder("# Types without code of their own. Written by the importer: do not edit.\n");
        Yaml.map(Yaml.map(contract.get("components")).get("schemas")).forEach((type, value) -> {
            if (hasNoCode(Yaml.map(value))) {
                lines.append("**/").append(type).append(".*\n");
            }
        });
        return lines.toString();
    }

    /** Whether the type is another contract's, or a wrapper that a client takes off. */
    static boolean hasNoCode(Map<String, Object> schema) {
        return schema.containsKey("x-clerk-shared") || isWrapper(schema);
    }

    /** Whether the type is a page or an envelope, which callers see the content of only. */
    static boolean isWrapper(Map<String, Object> schema) {
        return schema.containsKey("x-clerk-page") || schema.containsKey("x-clerk-envelope");
    }

    private Map<String, Object> apiContract(Workbench bench, Groups groups) {
        var paths = new Operations(bench, groups).paths();
        return Facts.of("openapi", "3.0.3")
                .put("info", info("Clerk " + Words.capital(api) + " API", bench.upstream()))
                .put("tags", groups.tags())
                .put("paths", paths)
                .map();
    }

    static Map<String, Object> info(String title, Upstream upstream) {
        return Facts.of("title", title).put("version", upstream.version()).map();
    }

    private void refuseOtherKind(Upstream upstream) {
        var remedy = "Check that it is the document of the " + api + " API";
        if (WEBHOOKS.equals(api) && upstream.webhooks().isEmpty()) {
            throw upstream.refuse("x-webhooks", "the document has no events", remedy);
        }
        if (!WEBHOOKS.equals(api) && upstream.operations().isEmpty()) {
            throw upstream.refuse("paths", "the document has no operations", remedy);
        }
    }

    private void refuseMissing(Names names, Upstream upstream, boolean accept) {
        var missing = names.missing();
        if (!accept && !missing.isEmpty()) {
            missing.add(
                    "Add the names to openapi/names/" + api + ".yaml, or import with -Daccept to take the proposals");
            throw new ImportException(upstream.file(), missing);
        }
    }

    private String header(Upstream upstream) {
        return "# The contract of Clerk's " + Words.capital(api) + " API, version " + upstream.version()
                + ". Written by the importer (openapi/README.md): do not edit;\n"
                + "# change names in names/" + api + ".yaml and prose in docs/" + api + "/, then import again.\n";
    }
}
