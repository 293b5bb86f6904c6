package com.clerk.sdk.checks.documents;

import com.clerk.sdk.checks.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The Markdown documents of this repository. */
public final class Documents {
    static final Path ROOT = Path.of("..");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    private Documents() {}

    /** Returns all documents, relative to the root of the repository. */
    static List<Path> all() {
        return RepositoryFiles.in(ROOT).stream()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    /** Returns the text of a document or another file, named relative to the root. */
    static String read(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a command of README.md: the line in the block below a marker.
     *
     * @param name the name in the marker, such as {@code test}
     */
    public static String command(String name) {
        var block = Pattern.compile("(?m)^<!-- command: " + name + " -->\\n```sh\\n(.+)\\n```$");
        var command = block.matcher(read(Path.of("README.md")));
        if (!command.find()) {
            throw new IllegalStateException("README.md has no block below <!-- command: " + name + " -->");
        }
        return command.group(1);
    }

    /** Returns the targets of all links in a text, those in code left out. */
    static List<String> links(String text) {
        var prose = CODE_SPAN.matcher(CODE_BLOCK.matcher(text).replaceAll("")).replaceAll("`code`");
        return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
    }

    /** Returns the anchors that a reader of the repository's pages can link to: one for each heading. */
    static Set<String> anchors(String text) {
        var anchors = new TreeSet<String>();
        var headings = HEADING.matcher(CODE_BLOCK.matcher(text).replaceAll(""));
        while (headings.find()) {
            var anchor = anchor(headings.group(1));
            var number = 0;
            while (!anchors.add(number == 0 ? anchor : anchor + "-" + number)) {
                number++;
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }
}
