package com.clerk.sdk.openapi;

import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static com.clerk.sdk.openapi.SampleDocuments.document;
import static com.clerk.sdk.openapi.SampleDocuments.listing;
import static com.clerk.sdk.openapi.SampleDocuments.taking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.clerk.sdk.openapi.upstream.ImportException;
import java.io.IOException;
import java.nio.file.Files;
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
                arguments(
                        "a name that ends a comment",
                        answering("type: object\nproperties: {'evil*/ static{System.exit(41);} /*': {type: string}}\n"),
                        "components.schemas.Thing.properties.evil*/ static{System.exit(41);} /*: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "a name that ends a literal",
                        answering("type: object\nproperties: {'q\"uote': {type: string}}\n"),
                        "components.schemas.Thing.properties.q\"uote: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "a name that is a Unicode escape of Java",
                        answering("type: object\nproperties: {'a\\u002a/': {type: string}}\n"),
                        "components.schemas.Thing.properties.a\\u002a/: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "such a name below a field that is called like data",
                        answering("type: object\nproperties: {example: {type: object, properties: {'a*/': {}}}}\n"),
                        "components.schemas.Thing.properties.example.properties.a*/: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "such a path",
                        document("'/a\") .x(/*': {get: {operationId: a, responses: {'204': {}}}}\n", ""),
                        "paths./a\") .x(/*: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "such a parameter",
                        listing("- {name: 'a\"', in: query, schema: {type: string}}\n", "{type: string}\n"),
                        "paths./things.get.parameters[0].a\": this is not a plain name",
                        "report it upstream"),
                arguments(
                        "such a version, which would begin a line of the contract",
                        SOUND.replace("version: '1'", "version: \"1\\npaths: {}\""),
                        "info.version.1?paths: {}: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "a value of two lines",
                        answering("type: object\nproperties: {size: {type: string, enum: [small, \"l\\narge\"]}}\n"),
                        "components.schemas.Thing.properties.size.enum.l?arge: this is not a plain name",
                        "report it upstream"),
                arguments(
                        "a deep document",
                        "a: " + "[".repeat(100_000),
                        "line 1: it nests deeper than 100",
                        "right file"),
                arguments("a list that is in itself", "a: &a [*a]", "an alias: it nests deeper than 100", "right file"),
                arguments(
                        "an alias of an alias, and so on",
                        manyAliases(),
                        "they stand for more than 1000000",
                        "right file"),
                arguments(
                        "a schema that is twice a part of another, and so on",
                        answering("allOf: [{$ref: '#/components/schemas/S0'}]\n", doubledParts(40)),
                        "allOf joins more than 100000 parts",
                        "right file"),
                arguments(
                        "a chain of references",
                        answering("properties: {a: {$ref: '#/components/schemas/S0'}}\n", chain(20_000)),
                        "the document: its references nest too deep",
                        "right file"),
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

    /** Returns a kilobyte of YAML that stands for ten billion values. */
    private static String manyAliases() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + " ,").repeat(10)));
        }
        return text.toString();
    }

    private static String doubledParts(int levels) {
        var text = new StringBuilder();
        for (var i = 0; i < levels; i++) {
            var next = "{$ref: '#/components/schemas/S" + (i + 1) + "'}";
            text.append("S%d: {allOf: [%s, %s]}\n".formatted(i, next, next));
        }
        return text + "S" + levels + ": {type: object, properties: {id: {type: string}}}\n";
    }

    private static String chain(int length) {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) {
            text.append("S%d: {type: array, items: {$ref: '#/components/schemas/S%d'}}\n".formatted(i, i + 1));
        }
        return text + "S" + length + ": {type: string}\n";
    }

    @Test
    void aRefusalHasNoStackTrace() {
        assertThatThrownBy(() -> fixture.run("backend", "- a", true, false))
                .isInstanceOf(ImportException.class)
                .hasMessageNotContaining("\n")
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
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
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("-Dapi=backoffice is unknown")
                .hasMessageContaining("platform");
    }

    @Test
    void aMissingDocumentIsNamed(@TempDir Path root) {
        assertThatThrownBy(() -> ImportMain.run(root, "backend", root.resolve("none.yml"), false, false))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("none.yml, the file: there is no " + root)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNotTextIsNamed(@TempDir Path root) throws IOException {
        var file = Files.write(root.resolve("picture.yml"), new byte[] {(byte) 0xff, (byte) 0xd8});

        assertThatThrownBy(() -> ImportMain.run(root, "backend", file, false, false))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("picture.yml, the file: it is not UTF-8");
    }

    @Test
    void anEmptyFileOfNamesOrProseIsCalledByItsOwnName() {
        fixture.names("backend", "");
        assertThat(fixture.refusal(SOUND)).contains("names/backend.yaml, the document: it is not a YAML mapping");

        fixture.names("backend", "{}");
        fixture.docs("backend", "");
        assertThat(fixture.refusal(SOUND)).contains("docs/backend/all.yaml, the document: it is not a YAML mapping");
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> ImportMain.main(new String[] {"."}))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("-Dapi is missing");
    }
}
