package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.ImportedContract.typeOf;
import static com.clerk.sdk.openapi.SampleDocuments.document;
import static com.clerk.sdk.openapi.SampleDocuments.listing;
import static com.clerk.sdk.openapi.SampleDocuments.taking;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestMappingTest {
    private static final String PARAMS = "ThingSendParams";
    private static final String JSON = "application/json";
    private static final String BODY =
            "type: object\nrequired: [name]\nproperties: {name: {type: string}, size: {type: integer}}\n";

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    private Map<String, Object> sends(ImportedContract contract) {
        return ImportedContract.map(contract.operation("things.send"), "x-clerk-params");
    }

    @Test
    void theFieldsOfABodyBecomeTheOperationsParameters() {
        var contract = fixture.imports(taking("post", JSON, BODY));

        assertThat(sends(contract)).isEqualTo(Map.of("params", PARAMS, "mandatory", true, "sendsJson", true));
        assertThat(contract.type(PARAMS))
                .containsEntry("x-clerk-params", "things.send")
                .containsEntry("required", List.of("name"));
        assertThat(ImportedContract.map(contract.type(PARAMS), "properties")).containsOnlyKeys("name", "size");
    }

    @Test
    void aRequiredBodyWhoseFieldsAreAllOptionalIsSentEvenIfItIsEmpty() {
        var optional = taking("post", JSON, "type: object\nproperties: {size: {type: integer}}\n");
        var required = optional.replace("requestBody:", "requestBody:\n        required: true");

        assertThat(sends(fixture.imports(optional))).doesNotContainKey("requiresBody");
        assertThat(sends(fixture.imports(required))).containsEntry("requiresBody", true);
        assertThat(sends(fixture.imports(required.replace("properties:", "required: [size], properties:")
                        .replace("required: [size], properties", "required: [size]\n            properties"))))
                .doesNotContainKey("requiresBody");
    }

    @Test
    void theOnlyPartOfARequiredMultipartBodyIsRequired() {
        var one = taking(
                "post", "multipart/form-data", "type: object\nproperties: {file: {type: string, format: binary}}\n");
        var required = one.replace("requestBody:", "requestBody:\n        required: true");

        assertThat(sends(fixture.imports(one))).doesNotContainKey("mandatory");
        var contract = fixture.imports(required);
        assertThat(sends(contract)).isEqualTo(Map.of("params", PARAMS, "mandatory", true, "sendsMultipart", true));
        assertThat(contract.type(PARAMS)).containsEntry("required", List.of("file"));
    }

    @Test
    void anInputTypeDoesNotOfferWhatAnotherPlaceTakes() {
        var document = document("""
                /one:
                  post:
                    operationId: makeOne
                    tags: [Ones]
                    requestBody:
                      content: {application/json: {schema: {properties: {lid: {type: object, properties: {a: {}}}}}}}
                    responses: {'204': {}}
                /two:
                  post:
                    operationId: makeTwo
                    tags: [Ones]
                    requestBody:
                      content: {application/json: {schema: {properties: {lid: {type: object, properties: {b: {}}}}}}}
                    responses: {'204': {}}
                """, "");
        fixture.names("backend", "inline: {makeOne.body.lid: LidInput, makeTwo.body.lid: LidInput}");

        assertThat(fixture.refusal(document))
                .contains("makeOne.body.lid: as a LidInput it would have the fields or values of other places too")
                .contains("Give it its own name under inline or types in names/");
        assertThat(fixture.refusal(document.replace("{b: {}}", "{a: {}}"))).isEqualTo("null");
    }

    @Test
    void formsAndMultipartBodiesAreDistinguishedFromJson() {
        assertThat(sends(fixture.imports(taking("post", "application/x-www-form-urlencoded", BODY))))
                .containsEntry("sendsForm", true);

        var parts = "type: object\nproperties: {file: {type: string, format: binary}}\n";
        var contract = fixture.imports(taking("post", "multipart/form-data", parts));
        assertThat(sends(contract)).containsEntry("sendsMultipart", true);
        assertThat(contract.property(PARAMS, "file")).containsEntry("format", "binary");
        assertThat(ImportedContract.map(contract.type(PARAMS), "x-clerk-uses")).containsEntry("upload", true);
    }

    @Test
    void jsonIsPreferredWhereABodyMayComeInSeveralForms() {
        var contract = fixture.imports(document("""
                /things:
                  post:
                    operationId: send
                    tags: [Things]
                    requestBody:
                      content:
                        application/octet-stream: {schema: {type: string, format: binary}}
                        application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Sent'}}
                        application/json: {schema: {$ref: '#/components/schemas/Sent'}}
                    responses: {'204': {}}
                """, "Sent: {type: object, properties: {name: {type: string}}}\n"));

        assertThat(sends(contract)).containsEntry("sendsJson", true);
    }

    @Test
    void aListAsBodyBecomesItems() {
        var contract = fixture.imports(taking("post", JSON, "type: array\nitems:\n" + BODY.indent(2)));

        assertThat(sends(contract)).containsEntry("mandatory", true);
        assertThat(contract.property(PARAMS, "items"))
                .containsEntry("x-clerk-name", "items")
                .containsEntry("x-clerk-in", "items")
                .containsEntry("type", "array");
        assertThat(typeOf(ImportedContract.map(contract.property(PARAMS, "items"), "items")))
                .isEqualTo("ThingSendBody");
        assertThat(contract.type("ThingSendBody")).containsEntry("x-clerk-input", true);
    }

    @Test
    void aMapAsBodyBecomesPut() {
        var contract = fixture.imports(taking("patch", JSON, "type: object\nadditionalProperties: true\n"));

        assertThat(contract.property(PARAMS, "body"))
                .containsEntry("x-clerk-name", "put")
                .containsEntry("x-clerk-in", "map")
                .containsEntry("x-clerk-map", true);
    }

    @Test
    void anyOtherShapeOfBodyIsRefused() {
        assertThat(fixture.refusal(taking("post", JSON, "type: string\n")))
                .contains("POST /things (send): the body is not an object, list or map");
        assertThat(fixture.refusal(taking("post", JSON, """
                oneOf:
                  - {type: object, properties: {a: {type: string}}}
                  - {type: object, properties: {b: {type: string}}}
                """)))
                .contains("POST /things (send): the body is not an object, list or map");
    }

    @Test
    void anUnknownMediaTypeOfABodyIsRefused() {
        assertThat(fixture.refusal(taking("post", "application/xml", BODY)))
                .contains("made-up.yml, POST /things (send): the body is [application/xml]")
                .contains("Add support for this media type to the importer");
    }

    @Test
    void aSchemaThatIsSentAndReturnedBecomesTwoTypes() {
        var contract = fixture.imports(
                document("""
                /things:
                  post:
                    operationId: send
                    tags: [Things]
                    requestBody:
                      content:
                        application/json:
                          schema: {type: object, properties: {lid: {$ref: '#/components/schemas/Lid'}}}
                    responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Lid'}}}}}
                """, "Lid: {type: object, properties: {color: {type: string, enum: [red, green]}}}\n"));

        assertThat(typeOf(contract.property(PARAMS, "lid"))).isEqualTo("LidInput");
        assertThat(contract.type("LidInput")).containsEntry("x-clerk-input", true);
        assertThat(contract.type("Lid")).doesNotContainKey("x-clerk-input");
        assertThat(contract.operation("things.send"))
                .containsEntry("x-clerk-result", Map.of("value", true, "of", "Lid"));
    }

    @Test
    void queryAndHeadersStandBesideTheBody() {
        var contract = fixture.imports(listing("""
                - {name: user_id, in: query, required: true, schema: {type: array, items: {type: string}}}
                - {name: mode, in: query, explode: false, schema: {type: array, items: {type: string, enum: [a, b]}}}
                - name: scope
                  in: query
                  style: spaceDelimited
                  explode: false
                  schema: {type: array, items: {type: string}}
                - {name: Origin, in: header, deprecated: true, schema: {type: string}}
                """, "type: object\nproperties: {id: {type: string}}\n"));
        var params = "ThingListParams";

        assertThat(ImportedContract.map(contract.operation("things.list"), "x-clerk-params"))
                .isEqualTo(Map.of("params", params, "mandatory", true, "sendsQuery", true));
        assertThat(contract.type(params)).containsEntry("required", List.of("user_id"));
        assertThat(contract.property(params, "user_id"))
                .containsEntry("x-clerk-in", "query")
                .doesNotContainKey("x-clerk-joined");
        assertThat(contract.property(params, "mode")).containsEntry("x-clerk-joined", ",");
        assertThat(contract.property(params, "scope")).containsEntry("x-clerk-joined", " ");
        assertThat(contract.property(params, "Origin"))
                .containsEntry("x-clerk-in", "header")
                .containsEntry("x-clerk-name", "origin")
                .containsEntry("deprecated", true);
        assertThat(contract.typeNames()).contains("ThingListMode");
    }

    @Test
    void eachEnumInTheQueryBecomesATypeOfItsOwn() {
        var contract = fixture.imports(listing("""
                - {name: mode, in: query, schema: {type: string, enum: [fast, slow]}}
                - {name: order, in: query, schema: {type: array, items: {type: string, enum: [first, last]}}}
                """, "type: object\nproperties: {id: {type: string}}\n"));
        var params = "ThingListParams";

        assertThat(typeOf(contract.property(params, "mode"))).isEqualTo("ThingListMode");
        assertThat(typeOf(ImportedContract.map(contract.property(params, "order"), "items")))
                .isEqualTo("ThingListOrder");
        assertThat(contract.type("ThingListMode")).containsEntry("enum", List.of("fast", "slow"));
        assertThat(contract.type("ThingListOrder")).containsEntry("enum", List.of("first", "last"));
    }

    @Test
    void aCorrectionHoldsForTheParameterAndForItsMember() {
        fixture.names("backend", "corrections: {list.query.limit: integer}");

        var contract = fixture.imports(listing(
                "- {name: limit, in: query, schema: {type: number}}\n",
                "type: object\nproperties: {id: {type: string}}\n"));

        assertThat(contract.property("ThingListParams", "limit")).containsEntry("type", "integer");
        var parameter = Yaml.map(
                Yaml.list(contract.operation("things.list").get("parameters")).get(0));
        assertThat(ImportedContract.map(parameter, "schema")).containsEntry("type", "integer");
    }

    @Test
    void aNameInTheQueryAndInTheBodyIsRefused() {
        assertThat(fixture.refusal(document("""
                /things:
                  post:
                    operationId: send
                    parameters: [{name: size, in: query, schema: {type: integer}}]
                    requestBody:
                      content: {application/json: {schema: {type: object, properties: {size: {type: integer}}}}}
                    responses: {'204': {}}
                """, "")))
                .contains("POST /things (send): the parameter size is declared twice");
    }

    @Test
    void parametersOfThePathStandInItsOrder() {
        var contract = fixture.imports(document("""
                /things/{thing_id}/parts/{part_id}:
                  parameters:
                    - {name: part_id, in: path, required: true, schema: {type: string}}
                  get:
                    operationId: getPart
                    tags: [Things]
                    parameters:
                      - {name: verbose, in: query, schema: {type: boolean}}
                      - {$ref: '#/components/parameters/ThingId'}
                    responses: {'204': {}}
                """, "")
                + "  parameters: {ThingId: {name: thing_id, in: path, required: true, schema: {type: string}}}\n");

        assertThat(Yaml.list(contract.operation("things.getPart").get("parameters")).stream()
                        .map(parameter -> Yaml.map(parameter).get("name")))
                .containsExactly("thing_id", "part_id", "verbose");
        assertThat(Yaml.map(Yaml.list(contract.operation("things.getPart").get("parameters"))
                        .get(0)))
                .containsEntry("x-clerk-name", "thingId")
                .containsEntry("required", true);
    }

    @Test
    void aParameterOfThePathThatIsNotDeclaredIsRefused() {
        assertThat(fixture.refusal(document("/things/{id}: {get: {operationId: get, responses: {'204': {}}}}\n", "")))
                .contains("GET /things/{id} (get): the path parameter id is not declared")
                .contains("Declare it in the document");
    }

    @Test
    void aParameterOfAnotherKindOrWithoutATypeIsRefused() {
        assertThat(fixture.refusal(
                        listing("- {name: session, in: cookie, schema: {type: string}}\n", "type: object\n")))
                .contains("GET /things (list): the parameter session is in cookie");
        assertThat(fixture.refusal(listing("- {name: size, in: query}\n", "type: object\n")))
                .contains("GET /things (list): the parameter size has no schema");
    }

    @Test
    void aTypeThatIsCalledLikeAnOperationsParametersIsRefused() {
        assertThat(fixture.refusal(taking(
                        "post",
                        JSON,
                        "type: object\nproperties: {lid: {$ref: '#/components/schemas/ThingSendParams'}}\n",
                        "ThingSendParams: {type: string, enum: [a, b]}\n")))
                .contains("ThingSendParams: another type has this name already");
    }
}
