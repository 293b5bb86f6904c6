package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.ImportedContract.typeOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import com.clerk.sdk.openapi.SampleDocuments;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookContractTest {
    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
        fixture.imports(SampleDocuments.document("/none: {get: {operationId: none, responses: {'204': {}}}}\n", ""));
    }

    private static String events(String events) {
        return """
                openapi: 3.0.3
                info: {title: Made up, version: v1}
                x-webhooks:
                %s
                components:
                  schemas:
                    Thing: {type: object, properties: {id: {type: string}}}
                """.formatted(events.indent(2));
    }

    private static String event(String name, String data) {
        return """
                %s:
                  post:
                    requestBody:
                      content:
                        application/json:
                          schema:
                            properties:
                              type: {type: string, enum: [%s]}
                              data: %s
                """.formatted(name, name, data);
    }

    @Test
    void anEventBecomesATypeWithItsData() {
        var contract =
                fixture.imports("webhooks", events(event("thing.pastDue", "{$ref: '#/components/schemas/Thing'}")));

        assertThat(contract.event("thing.pastDue")).isEqualTo(Map.of("type", "ThingPastDue", "data", "Thing"));
        assertThat(contract.type("ThingPastDue").get("x-clerk-event"))
                .isEqualTo(Map.of("name", "thing.pastDue", "data", "Thing"));
        assertThat(typeOf(contract.property("ThingPastDue", "data"))).isEqualTo("Thing");
    }

    @Test
    void dataThatIsInlineGetsAName() {
        var contract = fixture.imports(
                "webhooks", events(event("thing.made", "{type: object, properties: {size: {type: integer}}}")));

        assertThat(contract.event("thing.made")).containsEntry("data", "ThingMadeData");
    }

    @Test
    void fieldsThatStandOneLevelTooDeepComeUp() {
        fixture.names("webhooks", "nested: [thing.made]");

        var contract = fixture.imports(
                "webhooks",
                events(event(
                        "thing.made",
                        "{type: object, properties: {id: {}, data: {type: object, properties: {size: {}}}}}")));

        assertThat(ImportedContract.map(contract.type("ThingMadeData"), "properties"))
                .containsOnlyKeys("id", "size");
    }

    @Test
    void anEventWithoutDataIsRefused() {
        assertThat(fixture.refusal("webhooks", events(event("thing.made", "{}")), true))
                .contains("made-up.yml, thing.made: the event has no data");
        assertThat(fixture.refusal("webhooks", events(event("thing.made", "{type: string}")), true))
                .contains("made-up.yml, thing.made: the data of the event is not an object");
    }
}
