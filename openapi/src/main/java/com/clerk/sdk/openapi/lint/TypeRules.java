package com.clerk.sdk.openapi.lint;

import com.clerk.sdk.openapi.contract.TypesWithoutCode;
import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.Literals;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the names and prose of types and their fields. */
final class TypeRules {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern CONSTANT = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final String RENAME_TYPE = "Change the name under types, inline or events in names/";
    private static final String RENAME_COMPUTED = "Change the name under computed in names/";
    private static final String RENAME_MEMBER = "Change the name under members in names/";

    /** Names that generated files import or declare beside the type. */
    private static final Set<String> TAKEN = Set.of(
            "Codec",
            "Codecs",
            "JsonSink",
            "JsonSource",
            "JsonValue",
            "Model",
            "Params",
            "Upload",
            "OpenEnum",
            "Page",
            "Redirect",
            "Instant",
            "List",
            "Map",
            "Optional",
            "Consumer",
            "Nullable",
            "Builder",
            "Unknown",
            "Known",
            "JsonCodec",
            "WebhookEvent",
            "UnknownEvent",
            "EventFields");

    private final ContractLint lint;

    TypeRules(ContractLint lint) {
        this.lint = lint;
    }

    void check(Map<String, Object> types) {
        var taken = new HashMap<String, String>();
        types.forEach((type, value) -> {
            var schema = Yaml.map(value);
            name(type, taken, types);
            if (ContractLint.isBlank(schema.get("description"))) {
                lint.report(type, "it has no description", "Write its summary in docs/, then import again");
            }
            members(type, schema);
            computedMembers(type, schema);
            constants(type, schema);
        });
    }

    private void name(String type, Map<String, String> taken, Map<String, Object> types) {
        if (!TYPE.matcher(type).matches()) {
            lint.report(type, "this is not a valid class name", RENAME_TYPE);
        } else if (TAKEN.contains(type) || isInJavaLang(type)) {
            lint.report(type, "generated code uses this name for something else", RENAME_TYPE);
        }
        var before = taken.put(type.toLowerCase(Locale.ROOT), type);
        if (before != null) {
            lint.report(type, "its name differs from " + before + " only in case", RENAME_TYPE);
        }
        for (var companion : new String[] {"Codec", "Reserved"}) {
            if (type.endsWith(companion) && types.containsKey(type.substring(0, type.length() - companion.length()))) {
                lint.report(type, "the code of another type declares this name", RENAME_TYPE);
            }
        }
    }

    private static boolean isInJavaLang(String type) {
        return Object.class.getResource(type + ".class") != null;
    }

    private void members(String type, Map<String, Object> schema) {
        var taken = new HashSet<String>();
        var properties = Yaml.map(schema.get("properties"));
        properties.forEach((wire, value) -> {
            var property = Yaml.map(value);
            if (TypesWithoutCode.isWrapper(schema) || property.containsKey("x-clerk-map")) {
                return;
            }
            secret(type + "." + wire, property);
            var name = String.valueOf(property.get("x-clerk-name"));
            if (!Identifiers.isMemberName(name)) {
                lint.report(type + "." + wire, "it cannot have the name " + name, RENAME_MEMBER);
            }
            if (!taken.add(folded(name))
                    || property.containsKey("x-clerk-clearable") && !taken.add(folded("clear" + name))) {
                lint.report(type + "." + wire, "another member of the type has the name " + name, RENAME_MEMBER);
            }
        });
        SchemaShapes.strings(schema.get("required")).stream()
                .filter(name -> !properties.containsKey(name))
                .forEach(name -> lint.report(type, "it requires " + name + ", but has no such field", "Import again"));
    }

    /** A secret that only its prose calls so would be written by JSON mappers. */
    private void secret(String field, Map<String, Object> property) {
        var description = String.valueOf(property.get("description"));
        if (description.endsWith(" Secret.") && !property.containsKey("x-clerk-secret")) {
            lint.report(field, "only its description calls it a secret", "Name it under secrets in names/");
        }
    }

    /** Names that differ only in case would be one name in a language that writes them otherwise. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void computedMembers(String type, Map<String, Object> schema) {
        var fields = Yaml.map(schema.get("properties")).values().stream()
                .map(field -> String.valueOf(Yaml.map(field).get("x-clerk-name")))
                .toList();
        var taken = new HashSet<>(fields);
        for (var item : Yaml.list(schema.get("x-clerk-computed"))) {
            var member = Yaml.map(item);
            var name = String.valueOf(member.get("name"));
            if (!Identifiers.isMemberName(name) || !taken.add(name)) {
                lint.report(type, "a computed member cannot have the name " + name, RENAME_COMPUTED);
            }
            if (ContractLint.isBlank(member.get("description"))) {
                lint.report(type + "." + name, "it has no description", "Write one under fields in docs/");
            }
            usedFields(member)
                    .filter(field -> !fields.contains(field))
                    .forEach(field -> lint.report(
                            type + "." + name, "it uses " + field + ", which the type does not have", "Import again"));
        }
    }

    /** Returns the fields that a computed member is computed from. */
    private static Stream<String> usedFields(Map<String, Object> member) {
        var find = Yaml.map(member.get("find"));
        return Stream.concat(
                SchemaShapes.strings(member.get("join")).stream(),
                Stream.of("list", "equals").filter(find::containsKey).map(key -> String.valueOf(find.get(key))));
    }

    private void constants(String type, Map<String, Object> schema) {
        var taken = new HashSet<>(Set.of("CODEC", "OTHER"));
        for (var item : Yaml.list(schema.get("x-clerk-values"))) {
            var constant = Yaml.map(item);
            var value = String.valueOf(constant.get("value"));
            if (!Literals.isPlain(value) && !Literals.json(value).equals(constant.get("literal"))) {
                lint.report(type, "the value " + value + " has no literal", "Import again");
            }
            var name = String.valueOf(constant.get("name"));
            if (!CONSTANT.matcher(name).matches() || !taken.add(name)) {
                lint.report(
                        type,
                        "the value " + value + " cannot have the name " + name,
                        "Add another name for it to the importer");
            }
        }
    }
}
