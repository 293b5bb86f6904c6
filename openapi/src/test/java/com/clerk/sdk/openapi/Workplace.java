package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An {@code openapi} folder of its own, into which made-up documents are imported. */
final class Workplace {
    private final Path folder;
    private final Path documents;

    Workplace(Path root) {
        folder = root.resolve("openapi");
        documents = root.resolve("upstream");
        try {
            Files.createDirectories(folder);
            Files.createDirectories(documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Workplace names(String api, String yaml) {
        return write(folder.resolve("names").resolve(api + ".yaml"), yaml);
    }

    Workplace docs(String api, String yaml) {
        return write(folder.resolve("docs").resolve(api).resolve("all.yaml"), yaml);
    }

    /** Imports with every proposed name accepted. */
    Contract imports(String api, String document) {
        run(api, document, true, false);
        return contract(api);
    }

    /** Imports as a Backend document with every proposed name accepted. */
    Contract imports(String document) {
        return imports("backend", document);
    }

    /** The report of an import. */
    String run(String api, String document, boolean accept, boolean keepDocs) {
        var file = documents.resolve("made-up.yml");
        write(file, document);
        try {
            return ImportMain.run(folder, api, file, accept, keepDocs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why an import of the document is refused, even with all names accepted. */
    String refusal(String document) {
        return refusal("backend", document, true);
    }

    String refusal(String api, String document, boolean accept) {
        return String.valueOf(catchThrowableOfType(ImportException.class, () -> run(api, document, accept, false)));
    }

    Contract contract(String api) {
        return new Contract(Yaml.read(folder.resolve(api + ".yaml")));
    }

    /** Every file of the folder with its bytes as text. */
    Map<String, String> bytes() {
        var result = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                result.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    private Workplace write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
