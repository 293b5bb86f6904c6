package com.clerk.sdk.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Imports one upstream document: {@code mvn -pl openapi -Pimport process-classes -Dapi=backend -Dupstream=<file>}.
 * {@code -Daccept} takes proposed names; {@code -Dkeep-docs} fills in upstream prose, for use outside this project
 * only.
 */
public final class ImportMain {
    private static final List<String> APIS = List.of("backend", "frontend", "platform", "webhooks");

    private ImportMain() {}

    /**
     * Rewrites one contract file and prints what changed; writes nothing when anything is wrong.
     *
     * @param args the {@code openapi} folder
     * @throws IOException when the contract cannot be written
     */
    public static void main(String[] args) throws IOException {
        var api = required("api", "one of " + APIS);
        var upstream = Path.of(required("upstream", "the upstream OpenAPI document"));
        System.out.println(run(Path.of(args[0]), api, upstream, isSet("accept"), isSet("keep-docs")));
    }

    /** The same with its settings as arguments; gives the report, and below it what the build will refuse. */
    static String run(Path folder, String api, Path upstream, boolean accept, boolean keepDocs) throws IOException {
        if (!APIS.contains(api)) {
            throw new IllegalArgumentException("-Dapi=" + api + " is unknown; it is one of " + APIS);
        }
        var file = folder.resolve(api + ".yaml");
        var before = Files.exists(file) ? Yaml.read(file) : null;
        var imported = new Importer(folder, api, keepDocs).run(Upstream.load(upstream), accept);
        // Read back, so that what is compared and checked is what every later reader sees.
        var after = Yaml.parse(imported.text(), file.getFileName().toString());
        var report = Report.between(before, after);
        var findings = ContractLint.check(file.getFileName().toString(), after);
        imported.names().write();
        Files.writeString(file, imported.text());
        Files.writeString(folder.resolve(api + ".ignore"), Importer.ignored(after));
        return report + toDo(findings);
    }

    private static String toDo(List<ContractLint.Finding> findings) {
        return findings.stream()
                .map(finding -> "\n  " + finding)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(),
                        lines -> lines.isEmpty() ? "" : "\nTo be put right before the build passes:" + lines));
    }

    private static String required(String property, String meaning) {
        var value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("-D" + property + " is missing: " + meaning);
        }
        return value;
    }

    private static boolean isSet(String property) {
        var value = System.getProperty(property);
        return value != null && !"false".equals(value);
    }
}
