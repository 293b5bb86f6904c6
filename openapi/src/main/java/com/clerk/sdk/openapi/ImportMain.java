package com.clerk.sdk.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Imports one upstream document: {@code mvn -pl openapi -Pimport process-classes -Dapi=backend -Dupstream=<file>}.
 * {@code -Daccept} takes proposed names; {@code -Dkeep-docs} fills in upstream prose, for use outside this project only.
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
        var folder = Path.of(args[0]);
        var api = required("api", "one of " + APIS);
        if (!APIS.contains(api)) {
            throw new IllegalArgumentException("-Dapi=" + api + " is unknown; it is one of " + APIS);
        }
        var upstream = Upstream.load(Path.of(required("upstream", "the upstream OpenAPI document")));
        var contract = folder.resolve(api + ".yaml");
        var before = Files.exists(contract) ? Yaml.read(contract) : null;
        var text = new Importer(folder, api, isSet("keep-docs")).run(upstream, isSet("accept"));
        var after = Yaml.parse(text, contract.getFileName().toString());
        var report = Report.between(before, after);
        Files.writeString(contract, text);
        Files.writeString(folder.resolve(api + ".ignore"), Importer.ignored(after));
        System.out.println(report);
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
