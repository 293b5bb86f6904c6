package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The emails and text messages that the instance sends: to nobody, but tests can read them. The last 1,000 are kept.
 */
public final class Messages {
    private static final int KEPT = 1000;

    /** How a message is sent. */
    public enum Channel {
        /** By email. */
        EMAIL,
        /** As a text message. */
        SMS
    }

    private final Instance instance;

    /** Makes the messages of an instance. */
    public Messages(Instance instance) {
        this.instance = instance;
    }

    /**
     * Sends a message, and publishes {@code email.created} or {@code sms.created}.
     *
     * @param slug the kind of the message, such as {@code verification_code}
     * @param code the code in it, or null
     * @param link the link in it, or null
     */
    public void send(Channel channel, String to, String slug, @Nullable String code, @Nullable String link) {
        var row = new JsonObject();
        var id = instance.ids().id(channel == Channel.EMAIL ? "ema_" : "sms_");
        row.addProperty("id", id);
        row.addProperty("channel", channel.name());
        row.addProperty("to", to);
        row.addProperty("slug", slug);
        row.add("code", Json.of(code));
        row.add("link", Json.of(link));
        row.addProperty("created_at", instance.now());
        instance.table("message").put(id, row);
        instance.table("message").keepLast(KEPT);
        publish(channel, row);
    }

    private void publish(Channel channel, JsonObject row) {
        var event = new JsonObject();
        var isEmail = channel == Channel.EMAIL;
        var data = new JsonObject();
        data.add("otp_code", row.get("code"));
        data.add("magic_link", row.get("link"));
        event.addProperty("object", isEmail ? "email" : "sms_message");
        for (var name : List.of("id", "slug")) {
            event.add(name, row.get(name));
        }
        event.add(isEmail ? "to_email_address" : "to_phone_number", row.get("to"));
        event.addProperty("status", "queued");
        event.addProperty("delivered_by_clerk", true);
        event.addProperty(isEmail ? "subject" : "message", subject(row));
        event.add("data", data);
        instance.events().publish(isEmail ? "email.created" : "sms.created", event);
    }

    private static String subject(JsonObject row) {
        var code = Json.text(row, "code");
        return code == null ? row.get("slug").getAsString().replace('_', ' ') : code + " is your code";
    }

    /** Sends a user a notice without a code, to the primary email address. Does nothing if the user has none. */
    public void tell(JsonObject user, String slug) {
        var address = primaryAddress(user);
        if (address != null) {
            send(Channel.EMAIL, address, slug, null, null);
        }
    }

    /** Tells the former primary email address of a user, unless it still is the primary one. */
    public void tellOfChange(@Nullable String formerAddress, JsonObject user) {
        if (formerAddress != null && !formerAddress.equals(primaryAddress(user))) {
            send(Channel.EMAIL, formerAddress, "primary_email_address_changed", null, null);
        }
    }

    /** Returns the primary email address of a user, or null. */
    public static @Nullable String primaryAddress(JsonObject user) {
        var id = String.valueOf(Json.text(user, "primary_email_address_id"));
        return Json.objects(user, "email_addresses").stream()
                .filter(address -> id.equals(Json.text(address, "id")))
                .map(address -> address.get("email_address").getAsString())
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the messages to an address or number that were sent after another message, oldest first.
     *
     * @param marker the id of a message to anybody. One that is not kept any more was sent before all that are
     */
    public List<JsonObject> after(@Nullable String marker, String recipient) {
        var messages = instance.table("message");
        if (marker == null || messages.find(marker) == null) {
            return to(recipient);
        }
        var later = new ArrayList<JsonObject>();
        var isLater = false;
        for (var row : messages.all()) {
            if (isLater && recipient.equalsIgnoreCase(row.get("to").getAsString())) {
                later.add(row);
            }
            isLater |= marker.equals(Json.text(row, "id"));
        }
        return later;
    }

    /** Returns the messages to an address or number, oldest first. */
    public List<JsonObject> to(String recipient) {
        var wanted = recipient.toLowerCase(Locale.ROOT);
        return instance.table("message")
                .all(row -> wanted.equals(row.get("to").getAsString().toLowerCase(Locale.ROOT)));
    }
}
