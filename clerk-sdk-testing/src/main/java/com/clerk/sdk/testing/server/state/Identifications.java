package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Creates the email addresses, phone numbers and wallets of a new user. No two users can have the same one. */
public final class Identifications {
    /** The longest address (RFC 5321 section 4.5.3.1). Patterns see no longer text. */
    private static final int LONGEST = 320;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");
    private static final Pattern WALLET = Pattern.compile("\\S+");

    /** A kind of identification: its fields in a request body and in a user, and the form of its values. */
    public enum Kind {
        EMAIL_ADDRESS("email_address", "email_addresses", "email address", EMAIL, "an email address"),
        PHONE_NUMBER("phone_number", "phone_numbers", "phone number", PHONE, "a phone number in the form +15555550100"),
        WEB3_WALLET("web3_wallet", "web3_wallets", "wallet", WALLET, "the address of a wallet");

        private final String field;
        private final String list;
        private final String noun;
        private final Pattern pattern;
        private final String expected;

        Kind(String field, String list, String noun, Pattern pattern, String expected) {
            this.field = field;
            this.list = list;
            this.noun = noun;
            this.pattern = pattern;
            this.expected = expected;
        }

        /** Returns the field of a user that has the id of the primary identification. */
        public String primary() {
            return "primary_" + field + "_id";
        }

        /** Returns the field of a user that lists the identifications. */
        public String list() {
            return list;
        }

        /** Returns the words for an identification of this kind. */
        public String noun() {
            return noun;
        }

        /** Returns the field of an identification that has its value. */
        public String field() {
            return field;
        }

        /** Returns the values that a user has. */
        public List<String> of(JsonObject user) {
            return Json.objects(user, list).stream()
                    .map(one -> one.get(field).getAsString())
                    .toList();
        }

        /** Returns the ids of the values that a user has. */
        public List<String> idsOf(JsonObject user) {
            return Json.objects(user, list).stream()
                    .map(one -> one.get("id").getAsString())
                    .toList();
        }
    }

    private final Instance instance;

    public Identifications(Instance instance) {
        this.instance = instance;
    }

    public void addTo(JsonObject user, JsonObject body) {
        for (var kind : Kind.values()) {
            var statuses = Json.texts(body, kind.field + "_identification_status");
            var values = Json.texts(body, kind.field);
            var list = new JsonArray();
            var seen = new HashSet<String>();
            for (var i = 0; i < values.size(); i++) {
                check(kind, values.get(i));
                if (!seen.add(values.get(i).toLowerCase(Locale.ROOT))) {
                    throw ErrorResponseException.taken(kind.noun, kind.field);
                }
                list.add(make(kind, values.get(i), i < statuses.size() ? statuses.get(i) : "verified"));
            }
            user.add(kind.list, list);
            user.add(
                    "primary_" + kind.field + "_id",
                    list.isEmpty() ? JsonNull.INSTANCE : primary(list).get("id"));
        }
    }

    private static JsonObject primary(JsonArray list) {
        return list.asList().stream()
                .map(one -> one.getAsJsonObject())
                .filter(one -> Json.value(one, "verification") != null && !Json.flag(one, "reserved"))
                .findFirst()
                .orElse(list.get(0).getAsJsonObject());
    }

    /**
     * Refuses a value that is not of the form of its kind.
     *
     * @throws ErrorResponseException with status 422
     */
    public static void requireForm(Kind kind, String value) {
        if (value.length() > LONGEST || !kind.pattern.matcher(value).matches()) {
            throw ErrorResponseException.malformed(kind.field, kind.expected);
        }
    }

    /**
     * Refuses a value that is not of the form of its kind, or that another user has.
     *
     * @throws ErrorResponseException with status 422
     */
    public void check(Kind kind, String value) {
        requireForm(kind, value);
        if (instance.users().firstBy(kind.field, value.toLowerCase(Locale.ROOT)) != null) {
            throw ErrorResponseException.taken(kind.noun, kind.field);
        }
    }

    /**
     * Makes an address, number or wallet.
     *
     * @param status {@code verified}, {@code reserved}, or {@code unverified}
     */
    public JsonObject make(Kind kind, String value, String status) {
        var made = new JsonObject();
        made.addProperty("id", instance.ids().id("idn_"));
        made.addProperty("object", kind.field);
        made.addProperty(kind.field, value);
        if (kind == Kind.PHONE_NUMBER) {
            made.addProperty("reserved_for_second_factor", false);
            made.addProperty("default_second_factor", false);
            made.add("backup_codes", JsonNull.INSTANCE);
        }
        if (kind == Kind.EMAIL_ADDRESS) {
            made.addProperty("matches_sso_connection", false);
        }
        made.addProperty("reserved", status.equals("reserved"));
        made.add("verification", status.equals("verified") ? verifiedByAdmin() : JsonNull.INSTANCE);
        made.add("linked_to", new JsonArray());
        made.addProperty("created_at", instance.now());
        made.addProperty("updated_at", instance.now());
        return made;
    }

    /**
     * Adds an identification to a user. It becomes the primary one if the user has no other.
     *
     * @param status {@code verified}, {@code reserved} or {@code unverified}
     * @throws ErrorResponseException if the value is malformed, or anybody has it
     */
    public JsonObject add(JsonObject user, Kind kind, String value, String status) {
        check(kind, value);
        var made = make(kind, value, status);
        user.getAsJsonArray(kind.list).add(made);
        if (Json.value(user, kind.primary()) == null) {
            user.add(kind.primary(), made.get("id"));
        }
        return made;
    }

    /** Sets whether an identification is verified: by an administrator, or not at all. */
    public static void verify(JsonObject identification, boolean verified) {
        identification.add("verification", verified ? verifiedByAdmin() : JsonNull.INSTANCE);
        identification.addProperty("reserved", false);
    }

    private static JsonObject verifiedByAdmin() {
        var verification = new JsonObject();
        verification.addProperty("object", "verification_admin");
        verification.addProperty("status", "verified");
        verification.addProperty("strategy", "admin");
        verification.add("attempts", JsonNull.INSTANCE);
        verification.add("expire_at", JsonNull.INSTANCE);
        return verification;
    }
}
