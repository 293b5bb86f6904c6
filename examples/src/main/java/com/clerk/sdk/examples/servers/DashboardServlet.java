package com.clerk.sdk.examples.servers;

import static org.unbescape.html.HtmlEscape.escapeHtml5;

import com.clerk.sdk.servlet.Clerk;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page for users who are signed in. Others are sent to sign in. */
// snippet: servers-dashboard
@SuppressWarnings("serial")
public final class DashboardServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var userId = Clerk.require(request).subject();
        var user = Clerk.currentUser(request);
        var name = escapeHtml5(user.firstName());
        var email = escapeHtml5(user.primaryEmailAddress().emailAddress());
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().printf("<h1>Welcome, %s!</h1><p>Email: %s</p><p>User ID: %s</p>", name, email, userId);
    }
}
// end
