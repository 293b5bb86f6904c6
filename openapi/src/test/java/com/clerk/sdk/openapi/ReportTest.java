package com.clerk.sdk.openapi;

import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static com.clerk.sdk.openapi.SampleDocuments.document;
import static com.clerk.sdk.openapi.SampleDocuments.taking;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.upstream.Yaml;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String BREAKS = "  BREAKS CALLERS";

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    /** Returns the report of importing the second document after the first. */
    private List<String> report(String before, String after) {
        return report("backend", before, after);
    }

    private List<String> report(String api, String before, String after) {
        fixture.imports(api, before);
        return fixture.run(api, after, true, false)
                .lines()
                .takeWhile(line -> !line.startsWith("To fix before"))
                .toList();
    }

    private static String thing(String fields) {
        return answering("type: object\n" + fields);
    }

    private static String sent(String method, String fields) {
        return taking(method, "application/json", "type: object\n" + fields);
    }

    @Test
    void theFirstImportIsCounted() {
        assertThat(fixture.run("backend", thing("properties: {id: {type: string}}\n"), true, false))
                .startsWith("a new contract: 1 operations, 1 types, 0 events");
    }

    @Test
    void theSameDocumentChangesNothing() {
        var thing = thing("properties: {id: {type: string}}\n");

        assertThat(report(thing, thing)).containsExactly("nothing changed");
    }

    @Test
    void aNewVersionIsReportedByOperationAndField() {
        var before = document(
                """
                /things:
                  get:
                    operationId: list
                    tags: [Things]
                    parameters: [{name: offset, in: query, schema: {type: integer}}]
                    responses:
                      '200':
                        content:
                          application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}
                  patch:
                    operationId: update
                    tags: [Things]
                    requestBody:
                      content:
                        application/json:
                          schema: {type: object, properties: {name: {type: string}, metadata: {type: object}}}
                    responses: {'204': {}}
                """, "Thing: {type: object, properties: {id: {}, state: {type: string, enum: [open, closed]}}}\n");
        var after = document("""
                /things:
                  get:
                    operationId: list
                    tags: [Things]
                    parameters: [{name: offset, in: query, schema: {type: integer}}]
                    responses:
                      '200':
                        content:
                          application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}
                  patch:
                    operationId: update
                    tags: [Things]
                    requestBody:
                      content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}
                    responses: {'204': {}}
                /things/{id}/lid:
                  post:
                    operationId: addLid
                    tags: [Things]
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    requestBody:
                      content: {application/json: {schema: {type: object, properties: {color: {type: string}}}}}
                    responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Lid'}}}}}
                """, """
                Thing:
                  type: object
                  properties:
                    id: {}
                    state: {type: string, enum: [open, closed, lost]}
                    lid: {$ref: '#/components/schemas/Lid'}
                Lid: {type: object, properties: {color: {type: string}}}
                """);

        assertThat(report(before, after))
                .containsExactly(
                        "+ operation things.addLid",
                        "+ field Thing.lid",
                        "+ value of ThingState: lost",
                        "- field ThingUpdateParams.metadata" + BREAKS,
                        "+ type Lid",
                        "+ type ThingAddLidParams");
        assertThat(report(after, before))
                .containsExactly(
                        "- operation things.addLid" + BREAKS,
                        "- type Lid" + BREAKS,
                        "- field Thing.lid" + BREAKS,
                        "- type ThingAddLidParams" + BREAKS,
                        "- value of ThingState: lost" + BREAKS,
                        "+ field ThingUpdateParams.metadata");
    }

    @Test
    void anotherTypeOfAFieldBreaksACaller() {
        assertThat(report(
                        thing("properties: {size: {type: integer}}\n"), thing("properties: {size: {type: string}}\n")))
                .contains("~ field Thing.size: type integer -> string" + BREAKS);
    }

    @Test
    void anotherLimitBreaksNobody() {
        assertThat(report(
                        thing("properties: {size: {type: integer, maximum: 5}}\n"),
                        thing("properties: {size: {type: integer, maximum: 6}}\n")))
                .containsExactly("~ field Thing.size: maximum 5 -> 6");
    }

    @Test
    void aResultThatMayBeMissingBreaksACallerButNotTheOtherWayRound() {
        var always = thing("required: [id]\nproperties: {id: {type: string}}\n");
        var sometimes = thing("properties: {id: {type: string}}\n");
        var nullable = thing("properties: {id: {type: string, nullable: true}}\n");

        assertThat(report(always, sometimes)).containsExactly("~ field Thing.id is no longer required" + BREAKS);
        assertThat(report(sometimes, always)).containsExactly("~ field Thing.id is required");
        assertThat(report(sometimes, nullable)).containsExactly("~ field Thing.id: nullable null -> true" + BREAKS);
        assertThat(report(nullable, sometimes)).containsExactly("~ field Thing.id: nullable true -> null");
    }

    @Test
    void aParameterThatBecomesRequiredBreaksCallersButNotTheReverse() {
        var must = sent("post", "required: [id]\nproperties: {id: {type: string}}\n");
        var may = sent("post", "properties: {id: {type: string}}\n");

        assertThat(report(may, must))
                .containsExactly(
                        "~ operation things.send: x-clerk-params.mandatory null -> true",
                        "~ field ThingSendParams.id is required" + BREAKS);
        assertThat(report(must, may))
                .containsExactly(
                        "~ operation things.send: x-clerk-params.mandatory true -> null",
                        "~ field ThingSendParams.id is no longer required");
        assertThat(report(
                        sent("post", "properties: {name: {type: string}}\n"),
                        sent("post", "required: [id]\nproperties: {name: {type: string}, id: {type: string}}\n")))
                .contains("+ field ThingSendParams.id (required)" + BREAKS);
    }

    @Test
    void aParameterThatIsNoLongerClearableBreaksCallers() {
        assertThat(report(
                        sent("patch", "properties: {id: {type: string, nullable: true}}\n"),
                        sent("patch", "properties: {id: {type: string}}\n")))
                .containsExactly(
                        "~ field ThingSendParams.id: nullable true -> null" + BREAKS,
                        "~ field ThingSendParams.id: x-clerk-clearable true -> null" + BREAKS);
    }

    @Test
    void anotherMediaTypeOrRequirednessOfABodyIsReported() {
        var json = sent("post", "properties: {id: {type: string}}\n");

        assertThat(report(json, json.replace("application/json", "application/x-www-form-urlencoded")))
                .containsExactly(
                        "~ operation things.send: x-clerk-params.sendsJson true -> null",
                        "~ operation things.send: x-clerk-params.sendsForm null -> true",
                        "~ operation things.send: requestBody.content.application/json "
                                + "{schema={$ref=#/components/schemas/ThingSendParams}} -> null",
                        "~ operation things.send: requestBody.content.application/x-www-form-urlencoded "
                                + "null -> {schema={$ref=#/components/schemas/ThingSendParams}}");
        assertThat(report(json, json.replace("requestBody:", "requestBody:\n        required: true")))
                .containsExactly(
                        "~ operation things.send: x-clerk-params.requiresBody null -> true",
                        "~ operation things.send: requestBody.required null -> true");
    }

    @Test
    void anotherStatusFactOrWordingIsReported() {
        var list = SampleDocuments.listing(
                "- {name: ids, in: query, schema: {type: array, items: {type: string}}}\n",
                "{type: array, items: {type: string}}\n");
        fixture.docs("backend", "group: things\noperations: {list: {summary: Lists things.}}");

        assertThat(report(list, list.replace("'200'", "'201'")))
                .containsExactly("- operation things.list: response 200", "+ operation things.list: response 201");
        assertThat(report(list, list.replace("in: query", "in: query, explode: false")))
                .contains("~ operation things.list, parameter ids: explode null -> false");
        fixture.imports(list);
        fixture.docs("backend", "group: things\nsummary: Things.\noperations: {list: {summary: Lists all things.}}");
        assertThat(fixture.run("backend", list, true, false).lines())
                .contains(
                        "~ operation things.list: summary is worded differently",
                        "~ group things: description is worded differently");
        assertThat(fixture.run("backend", list.replace("version: '1'", "version: '2'"), true, false))
                .startsWith("~ contract: info.version 1 -> 2");
    }

    @Test
    void aConstantThatGetsAnotherNameBreaksACaller() {
        assertThat(report(
                        thing("properties: {mode: {type: string, enum: [a, -a]}}\n"),
                        thing("properties: {mode: {type: string, enum: [a, -a, +a]}}\n")))
                .containsExactly(
                        "+ value of ThingMode: +a",
                        "~ value of ThingMode: -a is named A_DESCENDING instead of NOT_A" + BREAKS);
    }

    @Test
    void anotherResultOrPathBreaksACallerAndDeprecationDoesNot() {
        var before = document("/one: {get: {operationId: one, tags: [Ones], responses: {'204': {}}}}\n", "");

        assertThat(report(before, before.replace("204", "302")))
                .containsExactly(
                        "~ operation ones.one: x-clerk-result {none=true} -> {redirect=true}" + BREAKS,
                        "- operation ones.one: response 204",
                        "+ operation ones.one: response 302");
        assertThat(report(before, before.replace("/one", "/first")))
                .containsExactly("~ operation ones.one: path /one -> /first" + BREAKS);
        assertThat(report(before, before.replace("tags", "deprecated: true, tags")))
                .containsExactly("~ operation ones.one is deprecated");
        assertThat(report(before.replace("tags", "deprecated: true, tags"), before))
                .containsExactly("~ operation ones.one is no longer deprecated");
    }

    @Test
    void aTypeThatIsNoLongerSharedBreaksCallers() {
        var thing = thing("properties: {id: {type: string}}\n");
        fixture.imports(thing);

        assertThat(report("platform", thing, thing("properties: {id: {type: string}, size: {type: integer}}\n")))
                .containsExactly("~ type Thing: x-clerk-shared backend -> null" + BREAKS, "+ field Thing.size");
    }

    @Test
    void pagesAndEnvelopesAreReportedByTheirOperationsAndNotAsTypes() {
        var bare = "type: array\nitems: {$ref: '#/components/schemas/Thing'}\n";
        var page = "type: object\nproperties:\n  data:\n" + bare.indent(4) + "  total_count: {type: integer}\n";
        var offset = "- {name: offset, in: query, schema: {type: integer}}\n";
        var thing = "Thing: {type: object, properties: {id: {type: string}}}\n";

        assertThat(report(SampleDocuments.listing(offset, bare, thing), SampleDocuments.listing(offset, page, thing)))
                .containsExactly("~ operation things.list: response 200");
    }

    @Test
    void membersOfUnionsAreReported() {
        fixture.names("backend", "unions: {ThingShape: {by: [object]}}");
        var members = """
                Circle: {type: object, properties: {object: {type: string, enum: [circle]}}}
                Square: {type: object, properties: {object: {type: string, enum: [square]}}}
                Oval: {type: object, properties: {object: {type: string, enum: [oval]}}}
                """;
        var before = answering("""
                type: object
                properties:
                  shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
                """, members);

        assertThat(report(before, before.replace("schemas/Square", "schemas/Oval")))
                .contains("+ member of ThingShape: Oval", "- member of ThingShape: Square" + BREAKS);
    }

    @Test
    void computedMembersAreReported() {
        var thing = thing("properties: {first: {type: string}, last: {type: string}}\n");
        fixture.imports(thing);
        fixture.names("backend", "computed: {Thing: {both: {join: [first, last]}}}");
        assertThat(report(thing, thing)).containsExactly("nothing changed");
        fixture.names("backend", "operations: {getThing: things.get}\ntypes: {Thing: Thing}");

        assertThat(fixture.run("backend", thing, true, false)).startsWith("- computed member of Thing: both" + BREAKS);
    }

    @Test
    void eventsAreReported() {
        fixture.imports(thing("properties: {id: {type: string}}\n"));
        var document = """
                openapi: 3.0.3
                info: {title: Made up, version: v1}
                x-webhooks:
                  thing.made:
                    post:
                      requestBody:
                        content:
                          application/json: {schema: {properties: {data: {$ref: '#/components/schemas/Thing'}}}}
                components: {schemas: {Thing: {type: object, properties: {id: {type: string}}}}}
                """;

        assertThat(report("webhooks", document, document.replace("thing.made", "thing.lost")))
                .contains(
                        "+ type ThingLost",
                        "- type ThingMade" + BREAKS,
                        "+ event: thing.lost",
                        "- event: thing.made" + BREAKS);
    }

    @Test
    void breakingChangesAreListedSeparately() {
        var before = Yaml.parse("components: {schemas: {A: {type: object}, B: {type: object}}}", "before");
        var after = Yaml.parse("components: {schemas: {B: {type: object}, C: {type: object}}}", "after");

        var report = Report.between(before, after);

        assertThat(report.lines()).containsExactly("- type A" + BREAKS, "+ type C");
        assertThat(report.breaking()).containsExactly("- type A" + BREAKS);
    }
}
