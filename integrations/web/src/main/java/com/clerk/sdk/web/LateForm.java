package com.clerk.sdk.web;

import com.clerk.sdk.web.GuardDecision.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page that a person gets for a form which came after its token had ended: the fields are in it, so that they can
 * be sent again. Only a GET can have the token renewed on the way.
 */
final class LateForm {
    private static final int MOST_FIELDS = 1000;
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private LateForm() {}

    /**
     * Returns the page, or null if the refusal is not for a form that a person sent.
     *
     * @param fields reads the fields of the form; called only if there is to be a page
     */
    static @Nullable WebResponse of(Caller caller, WebResponse refusal, Supplier<Map<String, List<String>>> fields) {
        var action = caller.authenticator().externalUrl(caller.request());
        if (refusal.status() != 401 || action == null || !isOwnForm(caller)) {
            return null;
        }
        var sent = fields.get();
        return sent.isEmpty() || isTooLarge(sent) ? null : refusal.withPage(page(caller, action, sent));
    }

    /**
     * Tells whether a page of this application sent the form. Another site could put fields of its own into the page,
     * which the person would then send in the name of this one.
     */
    private static boolean isOwnForm(Caller caller) {
        var request = caller.request();
        var type = RequestHeaders.of(request, "Content-Type");
        return "POST".equals(request.method())
                && RequestHeaders.of(request, "Authorization").isEmpty()
                && RequestHeaders.of(request, "Sec-Fetch-Site").equals(List.of("same-origin"))
                && RequestHeaders.of(request, "Sec-Fetch-Dest").equals(List.of("document"))
                && type.size() == 1
                && type.get(0).toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    private static boolean isTooLarge(Map<String, List<String>> fields) {
        int count = 0;
        long characters = 0;
        for (var field : fields.entrySet()) {
            for (var value : field.getValue()) {
                count++;
                characters += field.getKey().length() + value.length();
            }
        }
        return count > MOST_FIELDS || characters > MOST_CHARACTERS;
    }

    private static String page(Caller caller, String action, Map<String, List<String>> fields) {
        var signIn = Objects.requireNonNullElse(caller.authenticator().signInUrl(caller.request()), "/");
        var inputs = new StringBuilder();
        fields.forEach((name, values) -> values.forEach(value -> inputs.append("<input type=\"hidden\"")
                .append(Html.attribute("name", name))
                .append(Html.attribute("value", value))
                .append(">")));
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not sent yet</title></head><body>"
                + "<h1>Not sent yet</h1><p>Your session had ended, so your input was not saved. It is still here. <a"
                + Html.attribute("href", signIn)
                + " target=\"_blank\" rel=\"noopener\">Sign in</a>, and then send it again.</p><form method=\"post\""
                + Html.attribute("action", action) + ">" + inputs + "<button>Send again</button></form></body></html>";
    }
}
