package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Descriptions;
import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.naming.ProseFiles;
import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.YamlNode;
import com.clerk.sdk.openapi.upstream.YamlWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts an upstream document to a contract: facts come from the document, names and prose from this folder. */
public final class Importer {
    private static final String WEBHOOKS = "webhooks";

    private final Path folder;
    private final String api;
    private final boolean keepDocs;

    /**
     * The result of an import. It is not written yet.
     *
     * @param text the contract
     * @param names the names, with accepted proposals
     */
    public record Imported(String text, Names names) {}

    /**
     * Takes the settings of an import.
     *
     * @param folder the {@code openapi} folder
     * @param api {@code backend}, {@code frontend}, {@code platform} or {@code webhooks}
     * @param keepDocs whether to use upstream prose where ours is missing; only for use outside this project
     */
    public Importer(Path folder, String api, boolean keepDocs) {
        this.folder = folder;
        this.api = api;
        this.keepDocs = keepDocs;
    }

    /**
     * Imports a document.
     *
     * @param upstream the document
     * @param accept whether to accept proposed names; if not, a missing name fails the import
     * @return the contract
     * @throws ImportException if the document cannot be imported
     */
    public Imported run(UpstreamDocument upstream, boolean accept) {
        refuseOtherKind(upstream);
        var names = Names.load(folder.resolve("names").resolve(api + ".yaml"));
        var docs = ProseFiles.load(folder.resolve("docs").resolve(api));
        var context = ImportContext.of(upstream, names, new Descriptions(docs, keepDocs));
        var groups = new OperationGroups(docs);
        var contract = WEBHOOKS.equals(api) ? new WebhookContract(context).contract() : apiContract(context, groups);
        context.types().finish();
        ComputedMembers.addTo(context.types().all(), names, context.descriptions());
        groups.addFileExtensions(SharedTypes.mark(api, folder, context.types().all()));
        refuseMissing(names, upstream, accept);
        names.acceptProposals();
        var components = new LinkedHashMap<String, Object>();
        components.put(
                "responses",
                Map.of("Failure", Map.of("description", "Clerk refused the request. The body lists the errors.")));
        if (!context.upstream().securitySchemes().isEmpty()) {
            components.put("securitySchemes", context.upstream().securitySchemes());
        }
        components.put("schemas", new LinkedHashMap<>(context.types().all()));
        contract.put("components", components);
        return new Imported(header(upstream) + YamlWriter.write(contract), names);
    }

    private Map<String, Object> apiContract(ImportContext context, OperationGroups groups) {
        var paths = new Operations(api, context, groups).paths();
        return YamlNode.of("openapi", "3.0.3")
                .put("info", info("Clerk " + Identifiers.capitalize(api) + " API", context.upstream()))
                .put("servers", context.upstream().servers())
                .put("security", context.upstream().security())
                .put("tags", groups.tags())
                .put("paths", paths)
                .map();
    }

    static Map<String, Object> info(String title, UpstreamDocument upstream) {
        return YamlNode.of("title", title).put("version", upstream.version()).map();
    }

    private void refuseOtherKind(UpstreamDocument upstream) {
        var remedy = "Check that it is the document of the " + api + " API";
        if (WEBHOOKS.equals(api) && upstream.webhooks().isEmpty()) {
            throw upstream.refuse("x-webhooks", "the document has no events", remedy);
        }
        if (!WEBHOOKS.equals(api) && upstream.operations().isEmpty()) {
            throw upstream.refuse("paths", "the document has no operations", remedy);
        }
    }

    private void refuseMissing(Names names, UpstreamDocument upstream, boolean accept) {
        var missing = names.missing();
        if (!accept && !missing.isEmpty()) {
            missing.add(
                    "Add the names to openapi/names/" + api + ".yaml, or import with -Daccept to take the proposals");
            throw new ImportException(upstream.file(), missing);
        }
    }

    private String header(UpstreamDocument upstream) {
        return "# The contract of Clerk's " + Identifiers.capitalize(api) + " API, version " + upstream.version()
                + ". Written by the importer (openapi/README.md): do not edit;\n"
                + "# change names in names/" + api + ".yaml and prose in docs/" + api + "/, then import again.\n";
    }
}
