package com.clerk.sdk.contract;

import com.clerk.sdk.runtime.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A union of the contract. */
record Union(Schema schema) {
    /** One kind of it, and the values and beginnings of values that tell it. */
    record Member(Schema schema, List<String> values, List<String> prefixes) {}

    private Node facts() {
        return schema.node().node("x-clerk-union");
    }

    /** Whether a property tells by being there; otherwise its text tells. */
    boolean isByPresence() {
        return facts().has("present");
    }

    /** The properties that tell, the most telling first. */
    List<String> selectors() {
        return facts().texts(isByPresence() ? "present" : "by");
    }

    List<Member> members() {
        return facts().nodes("members").stream()
                .map(member -> new Member(
                        schema.contract().schema(member.text("type")),
                        member.texts("values"),
                        member.texts("prefixes")))
                .toList();
    }

    /** Makes an object one of this kind. */
    void mark(Map<String, @Nullable Object> object, Member member) {
        if (isByPresence()) {
            object.putIfAbsent(member.values().get(0), true);
        } else {
            object.put(selectors().get(0), member.values().get(0));
        }
    }

    /** Finds the kind of an object; empty when the contract does not know it. */
    Optional<Member> memberOf(JsonValue json) {
        for (var selector : selectors()) {
            var value = json.get(selector);
            if (isByPresence() && value != null && !value.isNull()) {
                return member(selector);
            }
            if (!isByPresence() && value != null && value.isString()) {
                return member(value.asString());
            }
        }
        return Optional.empty();
    }

    private Optional<Member> member(String value) {
        return members().stream()
                .filter(member -> member.values().contains(value)
                        || member.prefixes().stream().anyMatch(value::startsWith))
                .findFirst();
    }

    @Override
    public String toString() {
        return schema.toString();
    }
}
