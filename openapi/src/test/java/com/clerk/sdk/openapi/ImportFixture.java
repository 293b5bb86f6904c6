package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An {@code openapi} folder of its own, for imports of sample documents. */
public final class ImportFixture {
    private final Path folder;
    private final Path documents;

    /** Creates the folder below this one. */
    public ImportFixture(Path root) {
        folder = root.resolve("openapi");
        documents = root.resolve("upstream");
        try {
            Files.createDirectories(folder);
            Files.createDirectories(documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the {@code openapi} folder. */
    public Path folder() {
        return folder;
    }

    /** Writes a names file. */
    public ImportFixture names(String api, String yaml) {
        return write(folder.resolve("names").resolve(api + ".yaml"), yaml);
    }

    /** Writes a file of prose. */
    public ImportFixture docs(String api, String yaml) {
        return write(folder.resolve("docs").resolve(api).resolve("all.yaml"), yaml);
    }

    /** Imports with every proposed name accepted. */
    public ImportedContract imports(String api, String document) {
        run(api, document, true, false);
        return contract(api);
    }

    /** Imports as a Backend document with every proposed name accepted. */
    public ImportedContract imports(String document) {
        return imports("backend", document);
    }

    /** Imports a document, and returns the report. */
    public String run(String api, String document, boolean accept, boolean keepDocs) {
        var file = documents.resolve("made-up.yml");
        write(file, document);
        try {
            return ImportMain.run(folder, api, file, accept, keepDocs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why an import of a Backend document is refused, although all names are accepted. */
    public String refusal(String document) {
        return refusal("backend", document, true);
    }

    /** Returns why an import is refused. */
    public String refusal(String api, String document, boolean accept) {
        return String.valueOf(catchThrowableOfType(ImportException.class, () -> run(api, document, accept, false)));
    }

    /** Returns a contract as it was written. */
    public ImportedContract contract(String api) {
        return new ImportedContract(Yaml.read(folder.resolve(api + ".yaml")));
    }

    /** Returns the text of a contract as it was written. */
    public String text(String api) {
        try {
            return Files.readString(folder.resolve(api + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns every file of the folder, with its bytes as text. */
    public Map<String, String> bytes() {
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

    private ImportFixture write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
