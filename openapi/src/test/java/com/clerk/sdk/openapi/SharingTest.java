package com.clerk.sdk.openapi;

import static com.clerk.sdk.openapi.Upstreams.answering;
import static com.clerk.sdk.openapi.Upstreams.taking;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingTest {
    private static final String PROPERTIES =
            "type: object\nproperties: {id: {type: string}, lid: {$ref: '#/components/schemas/Lid'}}\n";
    private static final String LID =
            "Lid: {type: object, properties: {color: {type: string}, size: {type: integer}}}\n";

    private Workplace workplace;

    @BeforeEach
    void workplace(@TempDir Path root) {
        workplace = new Workplace(root);
        workplace.imports(answering(PROPERTIES, LID));
    }

    @Test
    void aTypeWithTheSameFactsIsTheBackends() {
        var contract = workplace.imports(
                "frontend", answering(PROPERTIES, LID.replace("size: {type", "size: {description: Big, type")));

        assertThat(contract.type("Thing")).containsEntry("x-clerk-shared", "backend");
        assertThat(contract.type("Lid")).containsEntry("x-clerk-shared", "backend");
        assertThat(workplace.bytes().get("frontend.ignore")).contains("**/Lid.*\n**/Thing.*\n");
        assertThat(Contract.map(contract.operation("things.getThing"), "x-clerk-file")
                        .get("types"))
                .isEqualTo(List.of(Map.of("type", "Thing", "backend", true)));
    }

    @Test
    void aTypeThatDiffersIsItsOwnAndSoIsWhatHoldsIt() {
        var contract = workplace.imports("frontend", answering(PROPERTIES, LID.replace("integer", "string")));

        assertThat(contract.type("Lid")).doesNotContainKey("x-clerk-shared");
        assertThat(contract.type("Thing")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void aTypeThatHasLessIsTheBackendsButNotInTheFrontend() {
        var less = answering(PROPERTIES, "Lid: {type: object, properties: {color: {type: string}}}\n");

        assertThat(workplace.imports("platform", less).type("Lid")).containsEntry("x-clerk-shared", "backend");
        assertThat(workplace.imports("frontend", less).type("Lid")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void aTypeWithoutWhatTheBackendAlwaysSendsIsItsOwn() {
        workplace.imports(answering(PROPERTIES, LID.replace("type: object,", "type: object, required: [size],")));

        var contract = workplace.imports(
                "platform", answering(PROPERTIES, "Lid: {type: object, properties: {color: {type: string}}}\n"));

        assertThat(contract.type("Lid")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void anEnumWithFewerValuesIsTheBackends() {
        workplace.imports(answering(PROPERTIES, "Lid: {type: string, enum: [red, green, blue]}\n"));

        assertThat(workplace
                        .imports("webhooks", event("Lid: {type: string, enum: [red, green]}\n"))
                        .type("Lid"))
                .containsEntry("x-clerk-shared", "backend");
        assertThat(workplace
                        .imports("webhooks", event("Lid: {type: string, enum: [red, white]}\n"))
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
    void whatAnOperationTakesIsNeverShared() {
        var sends = taking("post", "application/json", "type: object\nproperties: {a: {type: string}}\n");
        workplace.imports(sends);

        assertThat(workplace.imports("platform", sends).type("ThingSendParams")).doesNotContainKey("x-clerk-shared");
    }

    @Test
    void anErrorOfAnAnswerIsTheRuntimes() {
        var contract = workplace.imports(answering(
                "type: object\nproperties: {error: {$ref: '#/components/schemas/ClerkError'}}\n",
                "ClerkError: {type: object, properties: {code: {type: string}}}\n"));

        assertThat(contract.type("ClerkError")).containsEntry("x-clerk-shared", "runtime");
        assertThat(Contract.map(contract.type("Thing"), "x-clerk-uses").get("types"))
                .isEqualTo(List.of(Map.of("type", "ClerkError", "runtime", true)));
    }
}
