package com.clerk.sdk.openapi;

import static com.clerk.sdk.openapi.Contract.typeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {
    private Workplace workplace;

    @BeforeEach
    void workplace(@TempDir Path root) {
        workplace = new Workplace(root);
        workplace.imports(Upstreams.document("/none: {get: {operationId: none, responses: {'204': {}}}}\n", ""));
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
                workplace.imports("webhooks", events(event("thing.pastDue", "{$ref: '#/components/schemas/Thing'}")));

        assertThat(contract.event("thing.pastDue")).isEqualTo(Map.of("type", "ThingPastDue", "data", "Thing"));
        assertThat(contract.type("ThingPastDue").get("x-clerk-event"))
                .isEqualTo(Map.of("name", "thing.pastDue", "data", "Thing"));
        assertThat(typeOf(contract.property("ThingPastDue", "data"))).isEqualTo("Thing");
    }

    @Test
    void dataThatIsInlineGetsAName() {
        var contract = workplace.imports(
                "webhooks", events(event("thing.made", "{type: object, properties: {size: {type: integer}}}")));

        assertThat(contract.event("thing.made")).containsEntry("data", "ThingMadeData");
    }

    @Test
    void fieldsThatStandOneLevelTooDeepComeUp() {
        workplace.names("webhooks", "nested: [thing.made]");

        var contract = workplace.imports(
                "webhooks",
                events(event(
                        "thing.made",
                        "{type: object, properties: {id: {}, data: {type: object, properties: {size: {}}}}}")));

        assertThat(Contract.map(contract.type("ThingMadeData"), "properties")).containsOnlyKeys("id", "size");
    }

    @Test
    void anEventWithoutDataIsRefused() {
        assertThat(workplace.refusal("webhooks", events(event("thing.made", "{}")), true))
                .contains("made-up.yml, thing.made: the event has no data");
        assertThat(workplace.refusal("webhooks", events(event("thing.made", "{type: string}")), true))
                .contains("made-up.yml, thing.made: the event's data is no object");
    }
}
