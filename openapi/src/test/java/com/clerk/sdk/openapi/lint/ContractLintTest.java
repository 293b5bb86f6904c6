package com.clerk.sdk.openapi.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.upstream.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractLintTest {
    private static final String SOUND = """
            servers: [{url: 'https://api.example.com'}]
            security: [{key: []}]
            paths:
              /things/{id}:
                get:
                  tags: [things]
                  operationId: things.get
                  summary: Gets a thing.
                  x-clerk-group: things
                  x-clerk-method: get
                  x-clerk-params: {params: ThingGetParams}
                  x-clerk-result: {value: true, of: Thing}
                  parameters:
                    - {name: id, in: path, x-clerk-name: thingId, schema: {type: string}}
                    - {name: size, in: query, schema: {type: integer}}
                  responses:
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
                    default: {$ref: '#/components/responses/Failure'}
                  x-clerk-file: {about: What people make.}
            components:
              responses: {Failure: {description: No.}}
              securitySchemes: {key: {type: http, scheme: bearer}}
              schemas:
                Thing:
                  type: object
                  description: Something made.
                  required: [id]
                  properties:
                    id: {type: string, x-clerk-name: id}
                    object: {type: string, enum: [thing], x-clerk-const: true, x-clerk-name: objectType}
                    state: {allOf: [{$ref: '#/components/schemas/State'}], x-clerk-name: state}
                    shape: {allOf: [{$ref: '#/components/schemas/Shape'}], x-clerk-name: shape}
                    parts: {type: array, items: {$ref: '#/components/schemas/Thing'}, x-clerk-name: parts}
                    counts: {type: object, additionalProperties: {type: integer}, x-clerk-name: counts}
                    metadata: {type: object, additionalProperties: true, x-clerk-name: metadata}
                  x-clerk-computed:
                    - {name: firstPart, description: The first part., find: {list: parts, of: Thing, id: id, equals: id}}
                    - {name: label, description: Both texts., join: [id, objectType]}
                State:
                  type: string
                  description: How it is.
                  enum: [open, closed]
                  x-clerk-values: [{value: open, name: OPEN}, {value: closed, name: CLOSED}]
                Shape:
                  description: How it looks.
                  oneOf: [{$ref: '#/components/schemas/Thing'}]
                  x-clerk-union: {by: [object], members: [{type: Thing, values: [thing]}]}
                ThingGetParams:
                  type: object
                  description: What it takes.
                  x-clerk-params: things.get
                  properties:
                    size: {type: integer, x-clerk-name: size, x-clerk-clearable: true}
            """;

    private static String lint(String contract) {
        return String.join(
                "\n",
                ContractLint.check("made-up.yaml", Yaml.parse(contract, "made-up.yaml")).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private static String after(String part, String replacement) {
        assertThat(SOUND).contains(part);
        return lint(SOUND.replace(part, replacement));
    }

    @Test
    void aSoundContractHasNoFindings() {
        assertThat(lint(SOUND)).isEmpty();
    }

    @Test
    void aFindingNamesFileLocationAndRemedy() {
        assertThat(after("description: How it is.", "description: ''"))
                .isEqualTo("made-up.yaml, State: it has no description. Write its summary in docs/, then import again");
    }

    @Test
    void everyOperationAndEveryGroupHasASummary() {
        assertThat(after("      summary: Gets a thing.\n", ""))
                .contains("GET /things/{id} (things.get): it has no summary. Write one in docs/");
        assertThat(after("about: What people make.", "types: []"))
                .contains("group things: it has no summary. Write its summary in docs/");
    }

    @Test
    void theOnlyTagOfAnOperationIsItsGroup() {
        assertThat(after("tags: [things]", "tags: [things, others]"))
                .contains("(things.get): its tags are not just its group");
        assertThat(after("      tags: [things]\n", "")).contains("(things.get): its tags are not just its group");
    }

    @Test
    void theGroupAndMethodOfAnOperationAreValidNames() {
        assertThat(after("x-clerk-method: get", "x-clerk-method: default"))
                .contains("(things.default): its group and method are not valid identifiers");
        assertThat(after("      x-clerk-group: things\n", "")).contains("its tags are not just its group");
    }

    @Test
    void noTwoOperationsShareGroupAndMethod() {
        var operation = SOUND.substring(SOUND.indexOf("    get:"), SOUND.indexOf("components:"));

        assertThat(lint(SOUND.replace("components:\n", operation.replace("    get:", "    put:") + "components:\n")))
                .contains("PUT /things/{id} (things.get): its name is also that of GET /things/{id} (things.get)");
    }

    @Test
    void parametersOfThePathHaveNamesOfTheirOwn() {
        assertThat(after("x-clerk-name: thingId", "x-clerk-name: class"))
                .contains("its parameter id cannot have the name class. Change the name under members in names/");
    }

    @Test
    void theTypesOfAnOperationAreDefined() {
        assertThat(after("of: Thing}", "of: Lost}")).contains("(things.get): its type Lost is not defined");
        assertThat(after("params: ThingGetParams}", "params: LostParams}"))
                .contains("its type LostParams is not defined");
    }

    @Test
    void aContractNamesItsServers() {
        assertThat(after("servers: [{url: 'https://api.example.com'}]\n", ""))
                .contains("servers: the contract has no servers. Import again");
    }

    @Test
    void everyOperationSaysHowItIsAuthenticated() {
        assertThat(after("security: [{key: []}]\n", ""))
                .contains("things.get: it does not say how it is authenticated. Declare security in the document");
        assertThat(after("      tags: [things]\n", "      tags: [things]\n      security: [{lost: []}]\n"))
                .contains("things.get: its security scheme lost is not defined");
        assertThat(lint(SOUND.replace("security: [{key: []}]\n", "")
                        .replace("      tags: [things]\n", "      tags: [things]\n      security: []\n")))
                .isEmpty();
    }

    @Test
    void nullableStandsBesideATypeOnly() {
        var reference = "{allOf: [{$ref: '#/components/schemas/State'}]";

        assertThat(after(reference, "{nullable: true, allOf: [{$ref: '#/components/schemas/State'}]"))
                .contains("components.schemas.Thing.properties.state: it is nullable, but has no type");
        assertThat(after(reference, "{type: string, nullable: true, allOf: [{$ref: '#/components/schemas/State'}]"))
                .isEmpty();
    }

    @Test
    void membersThatDifferOnlyInCaseAreReported() {
        assertThat(after("x-clerk-name: counts}", "x-clerk-name: pArts}"))
                .contains("Thing.counts: another member of the type has the name pArts");
    }

    @Test
    void namesArePlainAndOtherValuesHaveTheirLiteral() {
        assertThat(after("counts: {type", "'a\"b': {type")).contains("Thing.properties.a\"b: this is not a plain name");
        assertThat(after("{value: open, name: OPEN}", "{value: 'o\"', name: OPEN}"))
                .contains("State: the value o\" has no literal");
        assertThat(after("{value: open, name: OPEN}", "{value: 'o\"', name: OPEN, literal: 'o\\\"', html: x}"))
                .isEmpty();
    }

    @Test
    void everyReferenceResolves() {
        assertThat(after(
                        "allOf: [{$ref: '#/components/schemas/State'}]",
                        "allOf: [{$ref: '#/components/schemas/Lost'}]"))
                .contains("Thing.state: the reference #/components/schemas/Lost does not resolve");
        assertThat(after("items: {$ref: '#/components/schemas/Thing'}", "items: {$ref: '#/components/schemas/Lost'}"))
                .contains("Thing.parts[]: the reference #/components/schemas/Lost does not resolve");
        assertThat(after("#/components/responses/Failure", "#/components/responses/Lost"))
                .contains("things.get.default: the reference #/components/responses/Lost does not resolve");
        assertThat(after("schema: {$ref: '#/components/schemas/Thing'}", "schema: {$ref: '#/components/schemas/Lost'}"))
                .contains("things.get.200: the reference #/components/schemas/Lost does not resolve");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: object, properties: {a: {type: string}} | an object without its own name",
                "oneOf: [{type: string}, {type: integer}]      | a union without its own name",
                "anyOf: [{type: string}, {type: integer}]      | a union without its own name",
                "type: string, enum: [a, b]                    | an enum without its own name",
                "allOf: [{type: object}, {type: object}]       | allOf joins inline schemas"
            })
    void everyObjectEnumAndUnionHasAName(String schema, String problem) {
        assertThat(after("counts: {type: object, additionalProperties: {type: integer}", "counts: {" + schema))
                .contains("Thing.counts: " + problem);
        assertThat(after("items: {$ref: '#/components/schemas/Thing'}", "items: {" + schema + "}"))
                .contains("Thing.parts[]: " + problem);
        assertThat(after("additionalProperties: {type: integer}", "additionalProperties: {" + schema + "}"))
                .contains("Thing.counts[]: " + problem);
        assertThat(after("in: query, schema: {type: integer}", "in: query, schema: {" + schema + "}"))
                .contains("things.get.size: " + problem);
        assertThat(after("schema: {$ref: '#/components/schemas/Thing'}", "schema: {" + schema + "}"))
                .contains("things.get.200: " + problem);
    }

    @Test
    void aUnionHasASelectorAndAnEnumNamesItsValues() {
        assertThat(after("x-clerk-union: {by", "x-other: {by")).contains("Shape: the union has no selector");
        assertThat(after("x-clerk-values: [", "x-other: [")).contains("State: its values have no names");
    }

    @Test
    void constantsDifferFromEachOtherAndFromWhatEveryEnumHas() {
        assertThat(after("name: CLOSED", "name: OPEN")).contains("State: the value closed cannot have the name OPEN");
        assertThat(after("name: CLOSED", "name: OTHER")).contains("State: the value closed cannot have the name OTHER");
    }

    @ParameterizedTest
    @CsvSource({
        "state, this is not a valid class name",
        "State-2, this is not a valid class name",
        "Object, generated code uses this name for something else",
        "Override, generated code uses this name for something else",
        "Page, generated code uses this name for something else",
        "Instant, generated code uses this name for something else",
        "Codec, generated code uses this name for something else",
        "THING, its name differs from Thing only in case",
        "ThingCodec, the code of another type declares this name",
        "ShapeReserved, the code of another type declares this name"
    })
    void namesOfTypesAreFreeInJava(String name, String problem) {
        assertThat(after("    State:\n", "    " + name + ":\n")).contains(name + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource({"class", "object", "Id", "to-string", "notify", "toJson", "extra", "2fa", "null"})
    void membersHaveValidNames(String name) {
        assertThat(after("x-clerk-name: parts", "x-clerk-name: '" + name + "'"))
                .contains("Thing.parts: it cannot have the name " + name);
    }

    @Test
    void aSecretIsMarkedAsOne() {
        assertThat(after("x-clerk-name: parts", "x-clerk-name: parts, description: What it hides. Secret."))
                .contains("Thing.parts: only its description calls it a secret");
        assertThat(after(
                        "x-clerk-name: parts",
                        "x-clerk-name: parts, x-clerk-secret: true, description: What it hides. Secret."))
                .isEmpty();
    }

    @Test
    void noMemberIsDeclaredTwice() {
        assertThat(after("x-clerk-name: parts", "x-clerk-name: id"))
                .contains("Thing.parts: another member of the type has the name id");
        assertThat(after(
                        "x-clerk-clearable: true}",
                        "x-clerk-clearable: true}\n" + "        clear_size: {type: boolean, x-clerk-name: clearSize}"))
                .contains("ThingGetParams.clear_size: another member of the type has the name clearSize");
    }

    @Test
    void aComputedMemberHasANameOfItsOwnADescriptionAndFieldsThatExist() {
        assertThat(after("{name: label,", "{name: class,"))
                .contains(
                        "Thing: a computed member cannot have the name class. Change the name under computed in names/");
        assertThat(after("{name: label,", "{name: parts,")).contains("a computed member cannot have the name parts");
        assertThat(after("{name: label,", "{name: firstPart,"))
                .contains("a computed member cannot have the name firstPart");
        assertThat(after(" description: Both texts.,", ""))
                .contains("Thing.label: it has no description. Write one under fields in docs/");
        assertThat(after("join: [id, objectType]", "join: [id, lost]"))
                .contains("Thing.label: it uses lost, which the type does not have");
        assertThat(after("find: {list: parts", "find: {list: lost"))
                .contains("Thing.firstPart: it uses lost, which the type does not have");
        assertThat(after("equals: id}", "equals: lost}"))
                .contains("Thing.firstPart: it uses lost, which the type does not have");
    }

    @Test
    void aTypeRequiresOnlyFieldsThatItHas() {
        assertThat(after("required: [id]", "required: [id, size]"))
                .contains("Thing: it requires size, but has no such field");
    }
}
