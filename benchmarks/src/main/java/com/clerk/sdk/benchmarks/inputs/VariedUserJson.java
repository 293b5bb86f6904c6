package com.clerk.sdk.benchmarks.inputs;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Makes users that differ from each other, the same ones each time: names of other lengths and alphabets, texts with
 * escapes, lists of none to four elements, nulls, fields that are missing, and fields that no library knows.
 */
final class VariedUserJson {
    private static final List<String> NAMES = List.of(
            "Bo",
            "Zoë",
            "Åsa Linnéa",
            "Жанна",
            "山田太郎",
            "Maximiliane-Friederike",
            "O\"Hara",
            "line\nbreak",
            "tab\tand \\",
            "😀 Smith");

    /** The fields that any user may lack, or have null. */
    private static final List<String> OPTIONAL = List.of(
            "username",
            "first_name",
            "last_name",
            "primary_phone_number_id",
            "external_id",
            "last_sign_in_at",
            "last_active_at",
            "legal_accepted_at");

    private final UserJson users = new UserJson();
    private final Random random = new Random(20260512);

    VariedUserJson() throws IOException {}

    String array(int count) {
        var array = new JsonArray();
        for (int i = 0; i < count; i++) {
            array.add(user(i));
        }
        // Gson writes some characters as escapes, as servers do, because the JSON may end up in HTML.
        return new GsonBuilder().serializeNulls().create().toJson(array);
    }

    private JsonObject user(int number) {
        var user = JsonParser.parseString(users.user(number)).getAsJsonObject();
        user.addProperty("first_name", name());
        user.addProperty("last_name", name() + " & " + name());
        user.addProperty("image_url", "https://img.benchmarks.test/" + "x".repeat(random.nextInt(120)) + "?a=b&c=<d>");
        for (var list : List.of("email_addresses", "phone_numbers", "external_accounts")) {
            user.add(list, repeated(user.getAsJsonArray(list).get(0)));
        }
        user.add("public_metadata", metadata());
        user.add("unsafe_metadata", metadata());
        leaveOut(user);
        addUnknown(user);
        return user;
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private JsonArray repeated(JsonElement element) {
        var array = new JsonArray();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(element);
        }
        return array;
    }

    private JsonObject metadata() {
        var metadata = new JsonObject();
        for (int i = random.nextInt(12); i > 0; i--) {
            metadata.addProperty("key_" + random.nextInt(1000), name().repeat(random.nextInt(6)));
        }
        return metadata;
    }

    private void leaveOut(JsonObject user) {
        for (var name : OPTIONAL) {
            int chance = random.nextInt(4);
            if (chance == 0) {
                user.remove(name);
            } else if (chance == 1) {
                user.add(name, null);
            }
        }
    }

    private void addUnknown(JsonObject user) {
        for (int i = random.nextInt(4); i > 0; i--) {
            user.add("field_of_tomorrow_" + i, metadata());
        }
    }
}
