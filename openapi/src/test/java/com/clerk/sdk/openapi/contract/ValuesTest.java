package com.clerk.sdk.openapi.contract;

import static com.clerk.sdk.openapi.ImportedContract.typeOf;
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

class ValuesTest {
    private ImportFixture fixture;

    @BeforeEach
    void fixture(@TempDir Path root) {
        fixture = new ImportFixture(root);
    }

    private ImportedContract thing(String properties) {
        return fixture.imports(answering("type: object\nproperties:\n" + properties.indent(2)));
    }

    @Test
    void aNullAmongTheValuesMakesTheFieldNullable() {
        var contract = thing("state: {type: string, enum: [open, closed, null]}\n");

        assertThat(contract.property("Thing", "state")).containsEntry("nullable", true);
        assertThat(contract.type("ThingState")).containsEntry("enum", List.of("open", "closed"));
    }

    @Test
    void everyValueGetsAConstantOfItsOwn() {
        var contract = thing("state: {type: string, enum: ['', payer-credits, payer_credits, inApp, 2fa, '***']}\n");

        assertThat(contract.constants("ThingState"))
                .containsExactly(
                        Map.entry("", "EMPTY"),
                        Map.entry("payer-credits", "PAYER_CREDITS"),
                        Map.entry("payer_credits", "PAYER_CREDITS_"),
                        Map.entry("inApp", "IN_APP"),
                        Map.entry("2fa", "_2FA"),
                        Map.entry("***", "SIGNS"));
    }

    @Test
    void signsAreDirectionsWhereTheValuesOrderSomething() {
        assertThat(thing("order: {type: string, enum: ['+name', '-name', name]}\n")
                        .constants("ThingOrder"))
                .containsExactly(
                        Map.entry("+name", "NAME_ASCENDING"),
                        Map.entry("-name", "NAME_DESCENDING"),
                        Map.entry("name", "NAME"));
    }

    @Test
    void aMinusAloneExcludes() {
        assertThat(thing("mode: {type: string, enum: [manual, -manual]}\n").constants("ThingMode"))
                .containsExactly(Map.entry("manual", "MANUAL"), Map.entry("-manual", "NOT_MANUAL"));
    }

    @Test
    void trueAndFalseAsTextAreMarkedAndNotAnEnum() {
        var contract = thing("""
                invalid: {type: string, enum: ['true', 'false']}
                always: {type: boolean, enum: [true]}
                """);

        assertThat(contract.property("Thing", "invalid"))
                .containsEntry("type", "string")
                .containsEntry("x-clerk-const", true)
                .containsEntry("x-clerk-boolean", true);
        assertThat(contract.property("Thing", "always"))
                .containsEntry("type", "boolean")
                .containsEntry("enum", List.of(true))
                .doesNotContainKey("x-clerk-boolean");
        assertThat(contract.typeNames()).containsExactly("Thing");
    }

    @Test
    void aSingleValueAndTheObjectPropertyAreNotEnums() {
        var contract = thing("""
                kind: {type: string, enum: [thing]}
                object: {type: string, enum: [thing, old_thing]}
                """);

        assertThat(contract.property("Thing", "kind"))
                .containsEntry("enum", List.of("thing"))
                .containsEntry("x-clerk-const", true);
        assertThat(contract.property("Thing", "object")).containsEntry("enum", List.of("thing", "old_thing"));
        assertThat(contract.typeNames()).containsExactly("Thing");
    }

    @Test
    void namesCanMakeAnEnumOfATextThatDeclaresNoValues() {
        fixture.names("backend", "inline: {Thing.kind: Kind}");

        var contract = thing("kind: {type: string}\n");

        assertThat(typeOf(contract.property("Thing", "kind"))).isEqualTo("Kind");
        assertThat(contract.constants("Kind")).isEmpty();
    }

    @Test
    void timesAreKnownByNameFormatAndDeclaration() {
        fixture.names("backend", "timestamps: {expiration: millis, exp: seconds, Thing.read_at: none}");

        var contract = thing("""
                created_at: {type: integer}
                issued_at: {type: integer, description: Unix time in seconds}
                updated_at: {type: integer, description: 'Milliseconds, not seconds'}
                seen_at_before: {type: integer}
                born: {type: string, format: date-time}
                expiration: {type: integer}
                exp: {type: number}
                read_at: {type: integer}
                closed_at: {type: string}
                count: {type: integer}
                """);

        assertThat(unit(contract, "created_at")).isEqualTo("millis");
        assertThat(unit(contract, "issued_at")).isEqualTo("seconds");
        assertThat(unit(contract, "updated_at")).isEqualTo("millis");
        assertThat(unit(contract, "seen_at_before")).isEqualTo("millis");
        assertThat(unit(contract, "born")).isEqualTo("date-time");
        assertThat(unit(contract, "expiration")).isEqualTo("millis");
        assertThat(unit(contract, "exp")).isEqualTo("seconds");
        assertThat(unit(contract, "read_at")).isNull();
        assertThat(unit(contract, "closed_at")).isNull();
        assertThat(unit(contract, "count")).isNull();
    }

    private static Object unit(ImportedContract contract, String field) {
        return contract.property("Thing", field).get("x-clerk-timestamp");
    }

    @Test
    void secretsAreMarkedByNameOrPlace() {
        fixture.names(
                "backend", "{secrets: [token, pin, Thing.code], notSecrets: [Thing.pin], optional: [Thing.code]}");

        var contract = thing("""
                token: {type: string}
                code: {type: string}
                pin: {type: string}
                other: {type: object, properties: {code: {type: string}, token: {type: string}}}
                """);

        assertThat(contract.property("Thing", "token")).containsEntry("x-clerk-secret", true);
        assertThat(contract.property("Thing", "code")).containsEntry("x-clerk-secret", true);
        assertThat(contract.property("Thing", "pin")).doesNotContainKey("x-clerk-secret");
        assertThat(contract.property("ThingOther", "token")).containsEntry("x-clerk-secret", true);
        assertThat(contract.property("ThingOther", "code")).doesNotContainKey("x-clerk-secret");
    }

    @Test
    void aNullablePropertyOfAPatchOrPutIsClearable() {
        var body = "type: object\nproperties: {name: {type: string, nullable: true}, size: {type: integer}}\n";
        for (var method : List.of("patch", "put")) {
            var contract = fixture.imports(taking(method, "application/json", body));

            assertThat(contract.property("ThingSendParams", "name")).containsEntry("x-clerk-clearable", true);
            assertThat(contract.property("ThingSendParams", "size")).doesNotContainKey("x-clerk-clearable");
        }

        assertThat(fixture.imports(taking("post", "application/json", body)).property("ThingSendParams", "name"))
                .containsEntry("nullable", true)
                .doesNotContainKey("x-clerk-clearable");
    }

    @Test
    void numbersKeepTheirLimitsAndWholeOnesAreLong() {
        var contract = thing("""
                size: {type: integer, minimum: 1, maximum: 500, default: 10}
                small: {type: integer, format: int32}
                ratio: {type: number, format: double}
                name: {type: string, minLength: 1, maxLength: 9, pattern: '[a-z]+', format: uri}
                """);

        assertThat(contract.property("Thing", "size"))
                .containsEntry("format", "int64")
                .containsEntry("minimum", 1)
                .containsEntry("maximum", 500)
                .containsEntry("default", 10);
        assertThat(contract.property("Thing", "small")).containsEntry("format", "int32");
        assertThat(contract.property("Thing", "ratio")).containsEntry("format", "double");
        assertThat(contract.property("Thing", "name"))
                .containsEntry("x-clerk-format", "uri")
                .doesNotContainKey("format")
                .containsEntry("minLength", 1)
                .containsEntry("maxLength", 9)
                .containsEntry("pattern", "[a-z]+");
    }

    @Test
    void aTypeThatIsDeclaredWronglyIsCorrectedByNames() {
        fixture.names("backend", "corrections: {Thing.limit: integer}");

        assertThat(thing("limit: {type: number}\n").property("Thing", "limit")).containsEntry("type", "integer");
    }

    @Test
    void objectsWithoutDeclaredFieldsAreFreeJsonAndMapsKeepTheirValues() {
        var contract = thing("""
                metadata: {type: object}
                claims: {type: object, additionalProperties: true}
                any: {}
                counts: {type: object, additionalProperties: {type: integer}}
                """);

        assertThat(contract.property("Thing", "metadata")).containsEntry("additionalProperties", true);
        assertThat(contract.property("Thing", "claims")).containsEntry("additionalProperties", true);
        assertThat(contract.property("Thing", "any")).doesNotContainKey("type");
        assertThat(ImportedContract.map(contract.property("Thing", "counts"), "additionalProperties"))
                .containsEntry("type", "integer");
    }

    @Test
    void aTypeMayHoldItself() {
        var contract = thing("parts: {type: array, items: {$ref: '#/components/schemas/Thing'}}\n");

        assertThat(typeOf(ImportedContract.map(contract.property("Thing", "parts"), "items")))
                .isEqualTo("Thing");
    }

    @Test
    void deprecationIsKept() {
        assertThat(thing("old: {type: string, deprecated: true}\n").property("Thing", "old"))
                .containsEntry("deprecated", true);
    }
}
