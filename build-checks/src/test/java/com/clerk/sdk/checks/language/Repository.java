package com.clerk.sdk.checks.language;

import com.clerk.sdk.checks.RepositoryFiles;
import com.clerk.sdk.checks.language.Passage.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The texts of this repository that people write: Java, templates, the contract's prose, and documents. */
final class Repository {
    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path SOURCES = Path.of("src");
    private static final Pattern VALUE_TAG = Pattern.compile("\\{\\{\\{?[>&]?\\s*[\\w.-]+\\s*}?}}");
    private static final Pattern SECTION_TAG = Pattern.compile("\\{\\{[#/^!](?s:.*?)}}");
    private static final Pattern TEMPLATE_COMMENT = Pattern.compile("\\{\\{!((?s:.*?))}}");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]+`");
    private static final Pattern BLANK_LINE = Pattern.compile("\n[ \t]*(?=\n)");

    private final Path root;
    private final List<Path> files;

    Repository(Path root) {
        this.root = root;
        this.files = RepositoryFiles.in(root);
    }

    /** Returns every breach of a rule, sorted by file and line. */
    List<Finding> findings() {
        var java = JavaFiles.parse(root, mainFiles());
        var passages = Stream.concat(java.messages().stream(), files.stream().flatMap(this::passages));
        var findings = new ArrayList<>(java.crowdedStatements());
        passages.flatMap(passage -> Stream.of(Rule.values()).flatMap(rule -> rule.findings(passage).stream()))
                .forEach(findings::add);
        findings.sort(Comparator.comparing(Finding::file).thenComparing(Finding::line));
        return findings;
    }

    /** Returns the messages of the hand-written code of the modules that users depend on, and of the templates. */
    List<Passage> publishedMessages() {
        var published = mainFiles().stream()
                .filter(file -> file.startsWith("integrations")
                        || file.getName(0).toString().startsWith("clerk-sdk"))
                .toList();
        var templates = files.stream()
                .filter(file -> file.toString().endsWith(".mustache"))
                .flatMap(file -> template(file, read(file)))
                .filter(passage -> passage.kind() == Kind.MESSAGE);
        return Stream.concat(JavaFiles.parse(root, published).messages().stream(), templates)
                .toList();
    }

    private List<Path> mainFiles() {
        return files.stream()
                .filter(file -> isJava(file) && contains(file, MAIN))
                .toList();
    }

    private Stream<Passage> passages(Path file) {
        var name = file.getFileName().toString();
        if (name.endsWith(".java")) {
            return Comments.of(file, read(file)).stream();
        }
        if (name.endsWith(".mustache")) {
            return template(file, read(file));
        }
        if (name.endsWith(".md")) {
            return document(file, read(file));
        }
        if (name.endsWith(".yaml") && file.startsWith("openapi") && !contains(file, SOURCES)) {
            return contract(file, read(file));
        }
        return Stream.of();
    }

    static Stream<Passage> template(Path file, String text) {
        var comments = TEMPLATE_COMMENT.matcher(text).results().map(comment -> {
            var line = Comments.lineAt(text, comment.start());
            return new Passage(file, line, Kind.COMMENT, comment.group(1));
        });
        var code = Comments.blot(VALUE_TAG, Comments.blank(SECTION_TAG, text));
        return Stream.of(comments, Comments.of(file, code).stream(), Comments.literals(file, code).stream())
                .flatMap(passages -> passages);
    }

    /** Returns the paragraphs of a document, without its code. */
    static Stream<Passage> document(Path file, String text) {
        var prose = Comments.blot(CODE_SPAN, Comments.blank(CODE_BLOCK, text));
        var passages = new ArrayList<Passage>();
        var line = 1;
        for (var paragraph : BLANK_LINE.split(prose)) {
            passages.add(new Passage(file, line, Kind.DOCUMENT, paragraph));
            line += 1 + (int) paragraph.chars().filter(c -> c == '\n').count();
        }
        return passages.stream();
    }

    /** Returns the sentences of a YAML document: its values that hold a blank. */
    static Stream<Passage> contract(Path file, String text) {
        var settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        var passages = new ArrayList<Passage>();
        new Compose(settings).composeString(text).ifPresent(node -> addSentences(file, node, passages));
        return passages.stream();
    }

    private static void addSentences(Path file, Node node, List<Passage> passages) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> addSentences(file, entry.getValueNode(), passages));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> addSentences(file, element, passages));
        } else if (node instanceof ScalarNode scalar && scalar.getValue().contains(" ")) {
            var line = 1 + node.getStartMark().orElseThrow().getLine();
            var prose = Comments.blot(CODE_SPAN, scalar.getValue());
            passages.add(new Passage(file, line, Kind.CONTRACT, prose));
        }
    }

    private static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }

    private static boolean contains(Path file, Path part) {
        return ("/" + file + "/").contains("/" + part + "/");
    }

    private String read(Path file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
