package com.clerk.sdk.openapi.naming;

import static com.clerk.sdk.openapi.SampleDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProseTest {
    private static final String THEIRS = document("""
            /things/{id}:
              get:
                operationId: getThing
                tags: [Things]
                summary: THEIRS summary
                description: THEIRS details
                parameters:
                  - {name: id, in: path, required: true, description: THEIRS id, schema: {type: string}}
                  - {name: size, in: query, description: THEIRS size, schema: {type: integer}}
                responses:
                  '200':
                    description: THEIRS answer
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Thing'}
                        example: {label: THEIRS example}
            """, """
            Thing:
              type: object
              description: THEIRS type
              title: THEIRS title
              properties:
                description: {type: string, description: THEIRS field, example: THEIRS value}
                lid:
                  type: object
                  description: THEIRS lid
                  properties: {color: {type: string, enum: [red, green], description: THEIRS color}}
            """);

    private static final String OURS = """
            group: things
            summary: What people make.
            operations:
              get:
                summary: Gets `a` thing <soon>.
                details: It is
                  one "line".
                returns: The thing.
                params:
                  id: Id of the thing.
                  size: How big.
            types:
              Thing:
                summary: Something made.
                fields:
                  description: What it is.
                  lid.color: Color of its lid.
            """;

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    @Test
    void noSentenceOfTheDocumentReachesTheContract() {
        fixture.imports(THEIRS);

        assertThat(fixture.bytes().toString()).doesNotContain("THEIRS");
    }

    @Test
    void fieldsThatAreCalledDescriptionStay() {
        assertThat(ImportedContract.map(fixture.imports(THEIRS).type("Thing"), "properties"))
                .containsOnlyKeys("description", "lid");
    }

    @Test
    void ourProseStandsInTheContractAsOneLineOfHtml() {
        var contract = fixture.docs("backend", OURS).imports(THEIRS);

        var operation = contract.operation("things.get");
        assertThat(operation)
                .containsEntry("summary", "Gets <code>a</code> thing &lt;soon&gt;.")
                .containsEntry("description", "It is one &quot;line&quot;.");
        assertThat(ImportedContract.map(ImportedContract.map(operation, "responses"), "200"))
                .containsEntry("description", "The thing.");
        assertThat(Yaml.map(Yaml.list(operation.get("parameters")).get(0)))
                .containsEntry("description", "Id of the thing.");
        assertThat(contract.property("ThingGetParams", "size")).containsEntry("description", "How big.");
        assertThat(contract.type("Thing")).containsEntry("description", "Something made.");
        assertThat(contract.property("Thing", "description")).containsEntry("description", "What it is.");
        assertThat(contract.property("ThingLid", "color")).containsEntry("description", "Color of its lid.");
        assertThat(contract.root().get("tags").toString()).contains("What people make.");
        assertThat(ImportedContract.map(operation, "x-clerk-file")).containsEntry("about", "What people make.");
    }

    @Test
    void aTypeThatWasInlineIsAtLeastSaidToBelongSomewhere() {
        var contract = fixture.imports(THEIRS);

        assertThat(contract.type("ThingLid"))
                .containsEntry("description", "The <code>lid</code> of <code>Thing</code>.");
        assertThat(contract.type("ThingLidColor"))
                .containsEntry("description", "The values of <code>lid.color</code> of <code>Thing</code>.");
    }

    @Test
    void aTypeOfItsOwnNameIsDescribedUnderThatName() {
        var contract = fixture.docs("backend", """
                types:
                  ThingLid:
                    summary: What closes a thing.
                    fields: {color: Its color.}
                """).imports(THEIRS);

        assertThat(contract.type("ThingLid")).containsEntry("description", "What closes a thing.");
        assertThat(contract.property("ThingLid", "color")).containsEntry("description", "Its color.");
    }

    @Test
    void theirProseFillsInWhereItIsAskedForAndOursIsMissing() {
        fixture.docs("backend", "group: things\noperations: {get: {summary: Ours.}}\n");

        fixture.run("backend", THEIRS, true, true);

        var contract = fixture.contract("backend");
        assertThat(contract.operation("things.get"))
                .containsEntry("summary", "Ours.")
                .containsEntry("description", "THEIRS details");
        assertThat(contract.property("ThingGetParams", "size")).containsEntry("description", "THEIRS size");
        assertThat(contract.type("Thing")).containsEntry("description", "THEIRS type");
        assertThat(contract.property("Thing", "description")).containsEntry("description", "THEIRS field");
        assertThat(contract.type("ThingLid")).containsEntry("description", "THEIRS lid");
    }

    @Test
    void otherApisTakeTheBackendsProseForTheSameType() {
        fixture.docs("backend", "types: {Thing: {summary: Said once.}}").imports("backend", THEIRS);
        fixture.docs("platform", "types: {Other: {summary: Something else.}}");

        assertThat(fixture.imports("platform", THEIRS).type("Thing")).containsEntry("description", "Said once.");
    }

    @Test
    void duplicateProseIsRefused() {
        fixture.docs("backend", OURS);
        fixture.names("backend", "operations: {getThing: things.get}");
        try {
            Files.writeString(fixture.folder().resolve("docs/backend/more.yaml"), "types: {Thing: {summary: Again.}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(fixture.refusal(THEIRS))
                .contains("more.yaml, Thing: it is described twice. Remove one of the descriptions");
    }

    @Test
    void missingProseIsListedBelowTheReport() {
        assertThat(fixture.run("backend", THEIRS, true, false))
                .contains("To fix before the build passes:")
                .contains("backend.yaml, GET /things/{id} (things.get): it has no summary. Write one in docs/")
                .contains("backend.yaml, group things: it has no summary")
                .contains("backend.yaml, Thing: it has no description");
        assertThat(fixture.bytes()).containsKey("backend.yaml");
    }
}
