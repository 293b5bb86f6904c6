package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static com.clerk.sdk.openapi.SampleDocuments.taking;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTypesTest {
    private static final String PROPERTIES =
            "type: object\nproperties: {id: {type: string}, lid: {$ref: '#/components/schemas/Lid'}}\n";
    private static final String LID =
            "Lid: {type: object, properties: {color: {type: string}, size: {type: integer}}}\n";

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
        fixture.imports(answering(PROPERTIES, LID));
    }

    @Test
    void aTypeWithTheSameFactsIsTheBackends() {
        var contract = fixture.imports(
                "frontend", answering(PROPERTIES, LID.replace("size: {type", "size: {description: Big, type")));

        assertThat(contract.type("Thing")).containsEntry("x-clerk-shared", "backend");
        assertThat(contract.type("Lid")).containsEntry("x-clerk-shared", "backend");
        assertThat(fixture.bytes().get("frontend.ignore")).contains("**/Lid.*\n**/Thing.*\n");
        assertThat(ImportedContract.map(contract.operation("things.get"), "x-clerk-file")
                        .get("types"))
                .isEqualTo(List.of(Map.of("type", "Thing", "backend", true)));
    }

    @Test
    void aTypeThatDiffersIsItsOwnAndSoIsWhatHoldsIt() {
        var contract = fixture.imports("frontend", answering(PROPERTIES, LID.replace("integer", "string")));

        assertThat(contract.type("Lid")).doesNotContainKey("x-clerk-shared");
        assertThat(contract.type("Thing")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void aTypeThatHasLessIsTheBackendsButNotInTheFrontend() {
        var less = answering(PROPERTIES, "Lid: {type: object, properties: {color: {type: string}}}\n");

        assertThat(fixture.imports("platform", less).type("Lid")).containsEntry("x-clerk-shared", "backend");
        assertThat(fixture.imports("frontend", less).type("Lid")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void aTypeWithoutWhatTheBackendAlwaysSendsIsItsOwn() {
        fixture.imports(answering(PROPERTIES, LID.replace("type: object,", "type: object, required: [size],")));

        var contract = fixture.imports(
                "platform", answering(PROPERTIES, "Lid: {type: object, properties: {color: {type: string}}}\n"));

        assertThat(contract.type("Lid")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void anEnumWithFewerValuesIsTheBackends() {
        fixture.imports(answering(PROPERTIES, "Lid: {type: string, enum: [red, green, blue]}\n"));

        assertThat(fixture.imports("webhooks", event("Lid: {type: string, enum: [red, green]}\n"))
                        .type("Lid"))
                .containsEntry("x-clerk-shared", "backend");
        assertThat(fixture.imports("webhooks", event("Lid: {type: string, enum: [red, white]}\n"))
                        .type("Lid"))
                .doesNotContainKey("x-clerk-shared");
    }

    private static String event(String lid) {
        return """
                openapi: 3.0.3
                info: {title: Made up, version: '1'}
                x-webhooks:
                  lid.closed:
                    post:
                      requestBody:
                        content:
                          application/json: {schema: {properties: {data: {$ref: '#/components/schemas/Shut'}}}}
                components:
                  schemas:
                    Shut: {type: object, properties: {lid: {$ref: '#/components/schemas/Lid'}}}
                """ + lid.indent(4);
    }

    @Test
    void inputTypesAreNeverShared() {
        var sends = taking("post", "application/json", "type: object\nproperties: {a: {type: string}}\n");
        fixture.imports(sends);

        assertThat(fixture.imports("platform", sends).type("ThingSendParams")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void anErrorOfAnAnswerIsTheRuntimes() {
        var contract = fixture.imports(answering(
                "type: object\nproperties: {error: {$ref: '#/components/schemas/ClerkError'}}\n",
                "ClerkError: {type: object, properties: {code: {type: string}}}\n"));

        assertThat(contract.type("ClerkError")).containsEntry("x-clerk-shared", "runtime");
        assertThat(ImportedContract.map(contract.type("Thing"), "x-clerk-uses").get("types"))
                .isEqualTo(List.of(Map.of("type", "ClerkError", "runtime", true)));
    }
}
