package com.clerk.sdk.openapi.naming;

import static com.clerk.sdk.openapi.ImportedContract.typeOf;
import static com.clerk.sdk.openapi.SampleDocuments.answering;
import static com.clerk.sdk.openapi.SampleDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.ImportFixture;
import com.clerk.sdk.openapi.ImportedContract;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamingTest {
    private static final String NESTED = answering("""
            type: object
            properties:
              owner:
                type: object
                properties:
                  role: {type: string, enum: [admin, member]}
              parts:
                type: array
                items: {type: object, properties: {size: {type: integer}}}
              byColor:
                type: object
                additionalProperties: {type: object, properties: {red: {type: boolean}}}
            """);

    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    @Test
    void everyInlineObjectAndEnumBecomesATypeNamedAfterItsPlace() {
        var contract = fixture.imports(NESTED);

        assertThat(typeOf(contract.property("Thing", "owner"))).isEqualTo("ThingOwner");
        assertThat(typeOf(contract.property("ThingOwner", "role"))).isEqualTo("ThingOwnerRole");
        assertThat(typeOf(ImportedContract.map(contract.property("Thing", "parts"), "items")))
                .isEqualTo("ThingPart");
        assertThat(typeOf(ImportedContract.map(contract.property("Thing", "byColor"), "additionalProperties")))
                .isEqualTo("ThingByColor");
        assertThat(contract.constants("ThingOwnerRole"))
                .containsExactly(Map.entry("admin", "ADMIN"), Map.entry("member", "MEMBER"));
    }

    @Test
    void aNameThatIsNotAcceptedFailsTheImportWithAProposalAndWritesNothing() {
        var before = fixture.bytes();

        assertThat(fixture.refusal("backend", NESTED, false))
                .contains("made-up.yml")
                .contains("no name in operations for getThing; proposed: things.get")
                .contains("no name in types for Thing; proposed: Thing")
                .contains("no name in inline for Thing.owner; proposed: ThingOwner")
                .contains("no name in inline for Thing.owner.role; proposed: ThingOwnerRole")
                .contains("no name in inline for Thing.parts[]; proposed: ThingPart")
                .contains("openapi/names/backend.yaml")
                .contains("-Daccept");
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    @Test
    void acceptedNamesAreWrittenDownAndServeTheNextImport() throws Exception {
        fixture.imports(NESTED);
        var names = Yaml.read(fixture.folder().resolve("names/backend.yaml"));

        assertThat(ImportedContract.map(names, "operations")).containsExactly(Map.entry("getThing", "things.get"));
        assertThat(ImportedContract.map(names, "inline")).containsEntry("Thing.owner", "ThingOwner");
        assertThat(fixture.run("backend", NESTED, false, false)).startsWith("nothing changed");
    }

    @Test
    void acceptingKeepsTheOrderAndTheOtherSectionsOfTheNames() throws Exception {
        fixture.names("backend", """
                types:
                  Zebra: Zebra
                  Thing: Item
                secrets: [token]
                """);

        var contract = fixture.imports(NESTED);

        assertThat(contract.typeNames()).contains("Item").doesNotContain("Thing");
        assertThat(Files.readString(fixture.folder().resolve("names/backend.yaml")))
                .contains("types:\n  Zebra: Zebra\n  Thing: Item\n")
                .contains("secrets:\n  - token\n");
    }

    @Test
    void namesApplyToInlineSchemasOfTheirLocation() {
        fixture.names("backend", """
                inline:
                  Thing.owner: Person
                  Thing.owner.role: Rank
                """);

        var contract = fixture.imports(NESTED);

        assertThat(typeOf(contract.property("Thing", "owner"))).isEqualTo("Person");
        assertThat(typeOf(contract.property("Person", "role"))).isEqualTo("Rank");
    }

    @Test
    void theSameInlineSchemaUnderTheSameFieldGetsOneName() {
        var contract = fixture.imports(answering("""
                type: object
                properties:
                  color: {type: string, enum: [red, green]}
                  lid: {$ref: '#/components/schemas/Lid'}
                """, """
                Lid:
                  type: object
                  properties:
                    color: {type: string, enum: [red, green], description: Said otherwise}
                """));

        assertThat(typeOf(contract.property("Lid", "color"))).isEqualTo("ThingColor");
    }

    @Test
    void aProposalThatIsTakenGetsANumber() {
        var contract = fixture.imports(answering("""
                type: object
                properties:
                  color: {type: string, enum: [red, green]}
                  other: {$ref: '#/components/schemas/ThingColor'}
                """, """
                ThingColor:
                  type: object
                  properties: {name: {type: string}}
                """));

        assertThat(typeOf(contract.property("Thing", "color"))).isEqualTo("ThingColor");
        assertThat(typeOf(contract.property("Thing", "other"))).isEqualTo("ThingColor2");
    }

    @Test
    void twinsThatNamesUniteBecomeOneTypeWithTheFieldsOfBoth() {
        fixture.names("backend", "types: {Part: Part, Part-2: Part}");

        var contract = fixture.imports(answering("""
                type: object
                properties:
                  first: {$ref: '#/components/schemas/Part'}
                  second: {$ref: '#/components/schemas/Part-2'}
                """, """
                Part:
                  type: object
                  required: [id, size]
                  properties:
                    id: {type: string}
                    size: {type: integer, minimum: 1}
                    state: {type: string, enum: ['on']}
                Part-2:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string}
                    size: {type: integer, nullable: true}
                    state: {type: string, enum: ['off']}
                    color: {type: string}
                """));

        assertThat(contract.typeNames()).containsExactly("Part", "Thing");
        assertThat(contract.type("Part")).containsEntry("required", List.of("id"));
        assertThat(ImportedContract.map(contract.type("Part"), "properties"))
                .containsOnlyKeys("id", "size", "state", "color");
        assertThat(contract.property("Part", "size"))
                .containsEntry("nullable", true)
                .doesNotContainKey("minimum");
        assertThat(contract.property("Part", "state")).containsEntry("enum", List.of("on", "off"));
    }

    @Test
    void twinsWithAFieldOfDifferentTypesAreRefused() {
        fixture.names("backend", "types: {Part: Part, Part-2: Part}");

        assertThat(fixture.refusal(answering("""
                type: object
                properties:
                  first: {$ref: '#/components/schemas/Part'}
                  second: {$ref: '#/components/schemas/Part-2'}
                """, """
                Part: {type: object, properties: {size: {type: integer}}}
                Part-2: {type: object, properties: {size: {type: string}}}
                """)))
                .contains("made-up.yml, Part.size: the schemas that share this type differ here: integer and string")
                .contains("names/");
    }

    @Test
    void twinsWithTimesInDifferentUnitsAreRefused() {
        fixture.names("backend", "types: {Part: Part, Part-2: Part}");

        assertThat(fixture.refusal(answering("""
                type: object
                properties:
                  first: {$ref: '#/components/schemas/Part'}
                  second: {$ref: '#/components/schemas/Part-2'}
                """, """
                Part: {type: object, properties: {made_at: {type: integer}}}
                Part-2: {type: object, properties: {made_at: {type: integer, description: Unix time in seconds}}}
                """)))
                .contains("Part.made_at")
                .contains("integer in millis and integer in seconds");
    }

    @Test
    void anObjectAndAnEnumOfOneNameAreRefused() {
        fixture.names("backend", "types: {Part: Part, Part-2: Part}");

        assertThat(fixture.refusal(answering("""
                type: object
                properties:
                  first: {$ref: '#/components/schemas/Part'}
                  second: {$ref: '#/components/schemas/Part-2'}
                """, """
                Part: {type: object, properties: {size: {type: integer}}}
                Part-2: {type: string, enum: [big, small]}
                """))).contains("Part: schemas of different kinds share this name");
    }

    @Test
    void reservedWordsAndMembersOfEveryTypeGetAnotherMemberName() {
        var contract = fixture.imports(answering("""
                type: object
                properties:
                  public: {type: boolean}
                  notify: {type: boolean}
                  to_json: {type: string}
                  2fa: {type: boolean}
                  first_name: {type: string}
                  userID: {type: string}
                """));

        assertThat(contract.property("Thing", "public")).containsEntry("x-clerk-name", "publicValue");
        assertThat(contract.property("Thing", "notify")).containsEntry("x-clerk-name", "notifyValue");
        assertThat(contract.property("Thing", "to_json")).containsEntry("x-clerk-name", "toJsonValue");
        assertThat(contract.property("Thing", "2fa")).containsEntry("x-clerk-name", "value2fa");
        assertThat(contract.property("Thing", "first_name")).containsEntry("x-clerk-name", "firstName");
        assertThat(contract.property("Thing", "userID")).containsEntry("x-clerk-name", "userId");
    }

    @Test
    void theNameOfAMemberComesFromNames() {
        fixture.names("backend", "members: {'x5t#S256': thumbprint}");

        var contract = fixture.imports(answering("type: object\nproperties: {'x5t#S256': {type: string}}\n"));

        assertThat(contract.property("Thing", "x5t#S256")).containsEntry("x-clerk-name", "thumbprint");
    }

    @Test
    void twoFieldsThatWouldBeOneMemberAreRefused() {
        assertThat(fixture.refusal(
                        answering("type: object\nproperties: {red_lid: {type: string}, redLid: {type: string}}\n")))
                .contains("made-up.yml, Thing: red_lid and redLid would both be called redLid")
                .contains("members in names/");
    }

    @Test
    void twoOperationsOfOneNameAreRefused() {
        fixture.names("backend", "operations: {one: things.get, two: things.get}");

        assertThat(fixture.refusal(document("""
                /one: {get: {operationId: one, responses: {'204': {}}}}
                /two: {get: {operationId: two, responses: {'204': {}}}}
                """, "")))
                .contains("GET /two (two): the name things.get is also that of GET /one (one)");
    }

    @Test
    void anOperationWithAnInvalidNameIsRefused() {
        fixture.names("backend", "operations: {one: things.default}");

        assertThat(fixture.refusal(document("/one: {get: {operationId: one, responses: {'204': {}}}}\n", "")))
                .contains("GET /one (one): the name things.default is not a valid group.method");
    }

    @Test
    void anOperationHasOneTagItsGroup() {
        fixture.names("backend", "operations: {one: boxes.get}");

        var contract = fixture.imports(document(
                "/one: {get: {operationId: one, tags: [Red things, Old things], responses: {'204': {}}}}\n", ""));

        assertThat(contract.operation("boxes.get"))
                .containsEntry("tags", List.of("boxes"))
                .containsEntry("x-clerk-group", "boxes")
                .containsEntry("x-clerk-method", "get")
                .containsEntry("x-clerk-upstream", "one");
    }
}
