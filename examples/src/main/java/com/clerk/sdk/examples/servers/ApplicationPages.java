package com.clerk.sdk.examples.servers;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.web.ClerkScripts;
import com.clerk.sdk.web.ContentSecurityPolicy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The pages of the web application, each locked where it is written. */
final class ApplicationPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, List<String>> notes = new ConcurrentHashMap<>();
    private final transient ContentSecurityPolicy policy;
    private final transient PageView view;

    ApplicationPages(ClerkScripts scripts, PageView view) {
        this.policy = ContentSecurityPolicy.builder(scripts).build();
        this.view = view;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getServletPath();
        switch (path) {
            case "/" -> write("home", request, response);
            case "/private" -> {
                Clerk.require(request);
                write("private", request, response);
            }
            case "/admin" -> {
                Clerk.require(request, role("org:admin"));
                write("admin", request, response);
            }
            case "/notes" -> write("notes", request, response);
            case "/sign-in", "/sign-up" -> write(path.substring(1), request, response);
            case "/api/whoami" -> whoami(request, response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals("/notes")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!isOwn(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            notes(request).add(Objects.requireNonNullElse(request.getParameter("note"), ""));
            response.sendRedirect("/notes");
        }
    }

    /** Tells whether the form is of this application: cookies come with those of other sites too. */
    private static boolean isOwn(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    private List<String> notes(HttpServletRequest request) {
        return notes.computeIfAbsent(Clerk.require(request).subject(), user -> new CopyOnWriteArrayList<>());
    }

    private void write(String page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var nonce = ContentSecurityPolicy.nonce();
        response.setHeader("Content-Security-Policy", policy.header(nonce));
        response.setHeader("Cache-Control", "private, no-store"); // no page with a nonce is stored
        response.setContentType("text/html; charset=utf-8");
        var own = page.equals("notes") ? notes(request) : List.<String>of();
        response.getWriter().print(view.html(new PageView.Page(page, own), nonce, request, response));
    }

    /** Writes who it is. Ids have letters, digits and underscores, so they need no escapes in JSON. */
    private static void whoami(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var session = Clerk.auth(request) instanceof SessionAuth auth ? auth : null;
        var user = session == null ? null : session.userId();
        var organization = session == null ? null : session.orgId();
        response.setContentType("application/json");
        response.getWriter().print("{\"userId\":" + json(user) + ",\"orgId\":" + json(organization) + "}");
    }

    private static String json(@Nullable String id) {
        return id == null ? "null" : "\"" + id + "\"";
    }
}
