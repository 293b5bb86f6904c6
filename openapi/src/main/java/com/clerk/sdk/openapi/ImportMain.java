package com.clerk.sdk.openapi;

import com.clerk.sdk.openapi.contract.Importer;
import com.clerk.sdk.openapi.contract.TypesWithoutCode;
import com.clerk.sdk.openapi.lint.ContractLint;
import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Imports one upstream document: {@code mvn -pl openapi -Pimport process-classes -Dapi=backend -Dupstream=<file>}.
 * {@code -Daccept} accepts proposed names. {@code -Dkeep-docs} uses upstream prose where ours is missing; use it only
 * outside this project.
 */
public final class ImportMain {
    private static final List<String> APIS = List.of("backend", "frontend", "platform", "webhooks");

    private ImportMain() {}

    /**
     * Rewrites one contract file and prints the changes. Writes nothing if the import fails.
     *
     * @param args the {@code openapi} folder
     * @throws IOException if the contract cannot be written
     */
    public static void main(String[] args) throws IOException {
        var api = required("api", "one of " + APIS);
        var upstream = Path.of(required("upstream", "the upstream OpenAPI document"));
        System.out.println(run(Path.of(args[0]), api, upstream, isSet("accept"), isSet("keep-docs")));
    }

    /** Imports with the settings as arguments. Returns the report, followed by the rules that the contract violates. */
    static String run(Path folder, String api, Path upstream, boolean accept, boolean keepDocs) throws IOException {
        if (!APIS.contains(api)) {
            throw new ImportException("-Dapi=" + api + " is unknown; use one of " + APIS);
        }
        try {
            return rewrite(folder, api, upstream, accept, keepDocs);
        } catch (StackOverflowError e) {
            // References can make a chain of any length, although no place in the document is nested deep.
            throw new ImportException(
                    String.valueOf(upstream.getFileName()),
                    "the document",
                    "its references nest too deep",
                    "Check that it is the right file");
        }
    }

    private static String rewrite(Path folder, String api, Path upstream, boolean accept, boolean keepDocs)
            throws IOException {
        var file = folder.resolve(api + ".yaml");
        var before = Files.exists(file) ? Yaml.read(file) : null;
        var imported = new Importer(folder, api, keepDocs).run(UpstreamDocument.load(upstream), accept);
        // Read back, so that the report and the lint see the same contract as every later reader.
        var after = Yaml.parse(imported.text(), file.getFileName().toString());
        var report = Report.between(before, after);
        var findings = ContractLint.check(file.getFileName().toString(), after);
        imported.names().write();
        Files.writeString(file, imported.text());
        Files.writeString(folder.resolve(api + ".ignore"), TypesWithoutCode.ignoreFile(after));
        return report + toDo(findings);
    }

    private static String toDo(List<ContractLint.Finding> findings) {
        return findings.stream()
                .map(finding -> "\n  " + finding)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(),
                        lines -> lines.isEmpty() ? "" : "\nTo fix before the build passes:" + lines));
    }

    private static String required(String property, String meaning) {
        var value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new ImportException("-D" + property + " is missing: " + meaning);
        }
        return value;
    }

    private static boolean isSet(String property) {
        var value = System.getProperty(property);
        return value != null && !"false".equals(value);
    }
}
