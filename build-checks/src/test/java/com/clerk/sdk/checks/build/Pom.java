package com.clerk.sdk.checks.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A pom of this repository, without its inherited elements. */
final class Pom {
    private final Path folder;
    private final Document document;

    private Pom(Path folder, Document document) {
        this.folder = folder;
        this.document = document;
    }

    static Pom in(Path folder) {
        try (var file = Files.newInputStream(folder.resolve("pom.xml"))) {
            return new Pom(
                    folder,
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file));
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the pom in " + folder, e);
        }
    }

    /** Returns the text at a path such as {@code /project/version}; empty if there is nothing. */
    String text(String path) {
        return texts(path).stream().findFirst().orElse("");
    }

    List<String> texts(String path) {
        try {
            var nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(node -> nodes.item(node).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** Returns the modules that this pom builds without a profile, and their modules. */
    List<Pom> modules() {
        var modules = new ArrayList<Pom>();
        for (var name : texts("/project/modules/module")) {
            var module = in(folder.resolve(name));
            modules.add(module);
            modules.addAll(module.modules());
        }
        return modules;
    }

    String artifactId() {
        return text("/project/artifactId");
    }

    /** Returns true for a jar that is published. */
    boolean isPublishedJar() {
        var packaging = text("/project/packaging");
        return Stream.of("", "jar").anyMatch(packaging::equals)
                && !text("/project/properties/maven.deploy.skip").equals("true");
    }
}
