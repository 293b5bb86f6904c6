package com.clerk.sdk.openapi;

import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static com.clerk.sdk.openapi.SampleDocuments.document;
import static com.clerk.sdk.openapi.SampleDocuments.taking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
    private static final String SOUND = answering("type: object\nproperties: {id: {type: string}}\n");

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
        fixture.imports(SOUND);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("no YAML", "paths: [unclosed\nmore: {", "line 2: it is not YAML: ", "Correct the file"),
                arguments("no mapping", "- a\n- b\n", "the document: it is not a YAML mapping", "right file"),
                arguments("empty", "", "the document: it is not a YAML mapping", "right file"),
                arguments(
                        "a key that is there twice",
                        "openapi: 3.0.3\ninfo: {}\ninfo: {}\n",
                        "line 3: it is not YAML: found duplicate key info",
                        "Correct the file"),
                arguments(
                        "OpenAPI 3.1",
                        SOUND.replace("openapi: 3.0.3", "openapi: 3.1.0"),
                        "openapi: it is OpenAPI 3.1.0, not 3.0",
                        "Convert the document"),
                arguments(
                        "no OpenAPI",
                        "swagger: '2.0'\n",
                        "openapi: it is OpenAPI null, not 3.0",
                        "Convert the document"),
                arguments(
                        "a dangling reference",
                        answering("type: object\nproperties: {lid: {$ref: '#/components/schemas/Lid'}}\n"),
                        "components.schemas.Thing.properties.lid: the reference #/components/schemas/Lid does not resolve",
                        "Correct the reference or add its target"),
                arguments(
                        "a reference out of the document",
                        answering("type: object\nproperties: {lid: {$ref: 'other.yml#/Lid'}}\n"),
                        "properties.lid: the reference other.yml#/Lid points outside the document",
                        "Bundle the document first"),
                arguments(
                        "references in a circle",
                        answering(
                                "$ref: '#/components/schemas/A'\n",
                                "A: {$ref: '#/components/schemas/B'}\n",
                                "B: {$ref: '#/components/schemas/A'}\n"),
                        "the reference is circular",
                        "Report it upstream"),
                arguments(
                        "a list of itself",
                        answering("type: array\nitems: {$ref: '#/components/schemas/Thing'}\n"),
                        "components.schemas.Thing: the reference is circular",
                        "Report it upstream"),
                arguments(
                        "a part of itself",
                        answering("allOf: [{$ref: '#/components/schemas/Thing'}, {type: object}]\n"),
                        "components.schemas.Thing: the reference is circular",
                        "Report it upstream"),
                arguments(
                        "an operationId that is there twice",
                        document("""
                        /one: {get: {operationId: same, responses: {'204': {}}}}
                        /two: {get: {operationId: same, responses: {'204': {}}}}
                        """, ""),
                        "GET /two (same): the operationId is also that of GET /one (same)",
                        "Give each operation its own id"),
                arguments(
                        "no operationId",
                        document("/one: {get: {responses: {'204': {}}}}\n", ""),
                        "GET /one (null): the operation has no operationId",
                        "Add one: it is the key in names/"),
                arguments(
                        "an unknown media type",
                        taking("post", "text/csv", "type: string\n"),
                        "POST /things (send): the body is [text/csv]",
                        "Add support for this media type to the importer"),
                arguments(
                        "an array without items",
                        answering("type: object\nproperties: {parts: {type: array}}\n"),
                        "Thing.parts: an array without items",
                        "Declare its items in the document"),
                arguments(
                        "an unknown type",
                        answering("type: object\nproperties: {parts: {type: tuple}}\n"),
                        "Thing.parts: the type tuple is unknown",
                        "Add support for this type to the importer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String document, String problem, String remedy) {
        var before = fixture.bytes();

        assertThat(fixture.refusal(document))
                .contains("made-up.yml, ")
                .contains(problem)
                .contains(remedy);
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    @Test
    void aPropertyMayBeCalledLikeAReferenceAndAnExampleMayHoldOne() {
        var contract = fixture.imports(answering("""
                type: object
                properties: {$ref: {type: string}}
                example: {$ref: '#/nowhere'}
                """));

        assertThat(ImportedContract.map(contract.type("Thing"), "properties")).containsOnlyKeys("$ref");
    }

    @Test
    void aDocumentOfAnotherKindIsRefusedBeforeItEmptiesTheContract() {
        var events = "openapi: 3.0.3\ninfo: {version: '1'}\nx-webhooks: {}\n";
        var before = fixture.bytes();

        assertThat(fixture.refusal("backend", events, true))
                .contains("made-up.yml, paths: the document has no operations")
                .contains("Check that it is the document of the backend API");
        assertThat(fixture.refusal("webhooks", SOUND, true))
                .contains("made-up.yml, x-webhooks: the document has no events")
                .contains("Check that it is the document of the webhooks API");
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    @Test
    void anUnknownApiIsRefused() {
        assertThatThrownBy(() -> fixture.run("backoffice", SOUND, true, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dapi=backoffice is unknown")
                .hasMessageContaining("platform");
    }

    @Test
    void aMissingDocumentIsNamed(@TempDir Path root) {
        assertThatThrownBy(() -> ImportMain.run(root, "backend", root.resolve("none.yml"), false, false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.yml");
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> ImportMain.main(new String[] {"."}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dapi is missing");
    }
}
