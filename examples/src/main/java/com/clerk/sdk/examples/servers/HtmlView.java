package com.clerk.sdk.examples.servers;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages as text in Java. */
public final class HtmlView implements PageView {
    private static final Map<String, ?> TO_HOME = Map.of("fallbackRedirectUrl", "/");

    private final ClerkScripts scripts;

    /**
     * Creates a view.
     *
     * @param scripts the scripts of the pages
     */
    public HtmlView(ClerkScripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public String html(Page page, String nonce, HttpServletRequest request, HttpServletResponse response) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Application</title>%s</head>
                <body>%s<main>%s</main></body>
                </html>
                """.formatted(scripts.head(nonce), menu(Clerk.auth(request)), content(page, Clerk.auth(request)));
    }

    private String menu(@Nullable Auth auth) {
        if (auth == null) {
            return "<nav><a href=\"/\">Home</a> <a href=\"/sign-in\">Sign in</a></nav>";
        }
        var admin = auth.has(Has.role("org:admin")) ? " <a href=\"/admin\">Admin</a>" : "";
        return "<nav><a href=\"/\">Home</a> <a href=\"/private\">Private</a> <a href=\"/notes\">Notes</a>" + admin
                + " <button data-clerk-sign-out=\"/\">Sign out</button>"
                + scripts.component(ClerkComponent.USER_BUTTON)
                + scripts.component(ClerkComponent.ORGANIZATION_SWITCHER) + "</nav>";
    }

    private String content(Page page, @Nullable Auth auth) {
        return switch (page.name()) {
            case "sign-in" -> scripts.component(ClerkComponent.SIGN_IN, TO_HOME);
            case "sign-up" -> scripts.component(ClerkComponent.SIGN_UP, TO_HOME);
            case "private" -> "<h1>Page private of " + subject(auth) + "</h1>";
            case "admin" -> "<h1>Page for admins</h1>" + scripts.component(ClerkComponent.ORGANIZATION_PROFILE);
            case "notes" -> notes(page.notes());
            default -> auth == null ? "<h1>You are not signed in.</h1>" : "<h1>Hello " + subject(auth) + "</h1>";
        };
    }

    /** Returns the id of a user, which has no characters to escape. */
    private static String subject(@Nullable Auth auth) {
        return auth == null ? "" : auth.subject();
    }

    private static String notes(List<String> notes) {
        var items = new StringBuilder();
        for (var note : notes) {
            items.append("<li>").append(escape(note)).append("</li>");
        }
        return "<h1>Notes</h1><form method=\"post\" action=\"/notes\"><input name=\"note\" aria-label=\"Note\">"
                + "<button>Save</button></form><ul>" + items + "</ul>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
