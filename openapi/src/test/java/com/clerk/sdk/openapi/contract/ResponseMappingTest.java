package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.ImportedContract.typeOf;
import static com.clerk.sdk.openapi.SampleDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseMappingTest {
    private static final String THING = "Thing: {type: object, properties: {id: {type: string}}}\n";
    private static final String JSON_THING =
            "{content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}";

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    private static String answer(String method, String responses) {
        return document(
                "/things: {%s: {operationId: one, tags: [Things], responses: {%s}}}\n".formatted(method, responses),
                THING);
    }

    private Map<String, Object> operation(String method, String responses) {
        return fixture.imports(answer(method, responses)).operation("things.one");
    }

    @Test
    void anObjectIsAValue() {
        assertThat(operation("get", "'200': " + JSON_THING))
                .containsEntry("x-clerk-result", Map.of("value", true, "of", "Thing"));
    }

    @Test
    void anObjectThatMayBeMissingIsOptional() {
        assertThat(operation("delete", "'200': %s, '204': {}".formatted(JSON_THING)))
                .containsEntry("x-clerk-result", Map.of("optional", true, "of", "Thing"));
    }

    @Test
    void anInlineResultGetsAName() {
        assertThat(operation(
                        "get", "'200': {content: {application/json: {schema: {type: object, properties: {id: {}}}}}}"))
                .containsEntry("x-clerk-result", Map.of("value", true, "of", "ThingOneResult"));
    }

    @Test
    void aResultWithoutDeclaredFieldsIsJson() {
        assertThat(operation("get", "'200': {content: {application/json: {schema: {type: object}}}}"))
                .containsEntry("x-clerk-result", Map.of("json", true));
    }

    @Test
    void aResponseWithoutContentHasNoResult() {
        assertThat(operation("post", "'204': {}")).containsEntry("x-clerk-result", Map.of("none", true));
        assertThat(operation("get", "'204': {}")).containsEntry("x-clerk-result", Map.of("none", true));
        assertThat(operation("post", "'202': {}")).containsEntry("x-clerk-result", Map.of("none", true));
    }

    @Test
    void aPageOfTextIsText() {
        var operation = operation("get", "'200': {content: {text/html: {schema: {type: string}}}}");

        assertThat(operation).containsEntry("x-clerk-result", Map.of("text", true));
        assertThat(ImportedContract.map(ImportedContract.map(operation, "responses"), "200"))
                .containsKey("content");
        assertThat(operation("get", "'200': {description: A page}"))
                .containsEntry("x-clerk-result", Map.of("text", true));
    }

    @Test
    void anAnswerThatLeadsElsewhereIsARedirect() {
        var operation = operation("get", "'302': {}, '400': " + JSON_THING);

        assertThat(operation).containsEntry("x-clerk-result", Map.of("redirect", true));
        assertThat(ImportedContract.map(operation, "responses").get("302"))
                .isEqualTo(Map.of("description", "A redirect; it is not followed."));
    }

    @Test
    void aResultWinsOverARedirect() {
        assertThat(operation("post", "'200': %s, '307': {}".formatted(JSON_THING)))
                .containsEntry("x-clerk-result", Map.of("value", true, "of", "Thing"));
    }

    @Test
    void everyFailureIsTheSame() {
        var operation = operation("get", "'200': %s, '422': %s, default: {}".formatted(JSON_THING, JSON_THING));

        for (var status : List.of("422", "default")) {
            assertThat(ImportedContract.map(operation, "responses").get(status))
                    .isEqualTo(Map.of("$ref", "#/components/responses/Failure"));
        }
    }

    @Test
    void anEnvelopeIsTakenOff() {
        var contract = fixture.imports(document("""
                /things:
                  get:
                    operationId: one
                    tags: [Things]
                    responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
                """, THING + """
                Answer:
                  type: object
                  properties:
                    response: {$ref: '#/components/schemas/Thing'}
                    client: {nullable: true, allOf: [{$ref: '#/components/schemas/Client'}]}
                Client: {type: object, properties: {id: {type: string}}}
                """));

        assertThat(contract.operation("things.one"))
                .containsEntry("x-clerk-result", Map.of("value", true, "of", "Thing"))
                .containsEntry("x-clerk-envelope", true);
        assertThat(contract.type("ThingOneEnvelope")).containsEntry("x-clerk-envelope", true);
        assertThat(typeOf(contract.property("ThingOneEnvelope", "client"))).isEqualTo("Client");
        assertThat(contract.property("ThingOneEnvelope", "client")).containsEntry("nullable", true);
        assertThat(fixture.bytes().get("backend.ignore")).contains("**/ThingOneEnvelope.*");
    }

    @Test
    void aResultThatMayBeNullIsOptional() {
        assertThat(operation(
                        "get",
                        "'200': {content: {application/json: {schema: {nullable: true, allOf: "
                                + "[{$ref: '#/components/schemas/Thing'}]}}}}"))
                .containsEntry("x-clerk-result", Map.of("optional", true, "of", "Thing"));
        assertThat(fixture.imports(answer("get", "'200': " + JSON_THING).replace("type: object", "nullable: true"))
                        .operation("things.one"))
                .containsEntry("x-clerk-result", Map.of("optional", true, "of", "Thing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nullable: true, allOf: [{$ref: '#/components/schemas/Thing'}]",
                "nullable: true, type: object, properties: {id: {type: string}}",
                "$ref: '#/components/schemas/ThingOrNull'",
                "allOf: [{$ref: '#/components/schemas/ThingOrNull'}]"
            })
    void aResultInAnEnvelopeThatMayBeNullIsOptional(String response) {
        var contract = fixture.imports(document("""
                /things:
                  get:
                    operationId: one
                    tags: [Things]
                    responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}}}
                """, THING + """
                ThingOrNull: {nullable: true, allOf: [{$ref: '#/components/schemas/Thing'}]}
                Answer:
                  type: object
                  required: [response, client]
                  properties: {response: {%s}, client: {type: object}}
                """.formatted(response)));

        assertThat(ImportedContract.map(contract.operation("things.one"), "x-clerk-result"))
                .containsEntry("optional", true);
        assertThat(contract.property("ThingOneEnvelope", "response")).containsEntry("nullable", true);
    }

    @Test
    void aListThatMayBeNullIsRefused() {
        var schema = "{nullable: true, type: array, items: {type: string}}";

        assertThat(fixture.refusal(
                        answer("get", "'200': {content: {application/json: {schema: %s}}}".formatted(schema))))
                .contains("GET /things (one): its result is a list or null");
    }

    @Test
    void serversAndSecurityAreKeptWithoutProse() {
        var document =
                answer("get", "'200': " + JSON_THING).replace("paths:", """
                        servers: [{url: 'https://{name}.example.com', description: Ours., variables: {name: {default: a}}}]
                        security: [{key: []}]
                        paths:""").replace("components:\n", """
                        components:
                          securitySchemes: {key: {type: http, scheme: bearer, description: A key.}}
                        """);
        var contract = fixture.imports(document);
        var open = fixture.imports(document.replace("operationId: one", "operationId: one, security: []"));

        assertThat(contract.root().get("servers"))
                .isEqualTo(List.of(Map.of(
                        "url", "https://{name}.example.com", "variables", Map.of("name", Map.of("default", "a")))));
        assertThat(contract.root().get("security")).isEqualTo(List.of(Map.of("key", List.of())));
        assertThat(ImportedContract.map(contract.root(), "components").get("securitySchemes"))
                .isEqualTo(Map.of("key", Map.of("type", "http", "scheme", "bearer")));
        assertThat(contract.operation("things.one")).doesNotContainKey("security");
        assertThat(open.operation("things.one")).containsEntry("security", List.of());
    }

    @Test
    void differentResultsForDifferentStatusesAreRefused() {
        assertThat(fixture.refusal(answer(
                        "get",
                        "'200': %s, '202': {content: {application/json: {schema: {type: string}}}}"
                                .formatted(JSON_THING))))
                .contains("GET /things (one): its responses [200, 202] have different results");
    }

    @Test
    void anUnknownMediaTypeOfAResultIsRefused() {
        assertThat(fixture.refusal(answer("get", "'200': {content: {application/pdf: {schema: {type: string}}}}")))
                .contains("GET /things (one): the result is [application/pdf]");
    }
}
