package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.OrganizationClaims;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path patterns that assign pages to organizations, such as {@code /orgs/:slug/(.*)}. In a pattern, {@code :id} or
 * {@code :slug} stands for the organization, another {@code :name} for any segment, and {@code (.*)} for the rest of
 * the path. Immutable.
 */
public final class OrganizationPatterns {
    public static final OrganizationPatterns NONE = new OrganizationPatterns(List.of(), List.of());

    private static final Pattern PIECE = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)|\\(\\.\\*\\)|[^:(){}*+?\\\\]+");

    /** The maximum number of {@code (.*)} in a pattern. */
    private static final int MAX_RESTS = 1;

    /** A longer path belongs to nobody, so that no path takes long to match. */
    private static final int MAX_PATH = 2048;

    private final List<Pattern> organizations;
    private final List<Pattern> personal;

    /** The owner of a path: an organization by its id or slug, or with neither the personal account of the user. */
    public record Target(@Nullable String id, @Nullable String slug) {
        /** Returns the organization as a parameter of Clerk's URLs; empty for the personal account. */
        public String parameter() {
            if (id != null) {
                return id;
            }
            return slug == null ? "" : slug;
        }

        /** Tells whether this organization, or the personal account, is the active one. */
        public boolean isActive(OrganizationClaims active) {
            if (id != null) {
                return id.equals(active.id());
            }
            return slug == null ? active.id() == null : slug.equals(active.slug());
        }
    }

    private OrganizationPatterns(List<Pattern> organizations, List<Pattern> personal) {
        this.organizations = organizations;
        this.personal = personal;
    }

    public static OrganizationPatterns of(List<String> organizations, List<String> personal) {
        return new OrganizationPatterns(
                organizations.stream().map(OrganizationPatterns::ofOrganization).toList(),
                personal.stream().map(OrganizationPatterns::compile).toList());
    }

    private static Pattern ofOrganization(String pattern) {
        var compiled = compile(pattern);
        if (!hasGroup(compiled, "id") && !hasGroup(compiled, "slug")) {
            throw invalid(pattern, "has neither :id nor :slug");
        }
        return compiled;
    }

    private static Pattern compile(String pattern) {
        if (!pattern.startsWith("/")) {
            throw invalid(pattern, "does not begin with /");
        }
        if (pattern.split("\\(\\.\\*\\)", -1).length > 1 + MAX_RESTS) {
            // The time to match a path grows with its length to the power of their number, and anybody can send paths.
            throw invalid(pattern, "has (.*) more than once");
        }
        var regex = new StringBuilder();
        var piece = PIECE.matcher(pattern);
        int at = 0;
        while (at < pattern.length()) {
            if (!piece.find(at) || piece.start() != at) {
                throw invalid(pattern, "has something at index " + at + " that is not a path, :name or (.*)");
            }
            var part = regex(piece);
            if (part.startsWith("(?<") && regex.indexOf(part) >= 0) {
                throw invalid(pattern, "has " + piece.group() + " twice");
            }
            regex.append(part);
            at = piece.end();
        }
        return Pattern.compile(regex.append("/?").toString(), Pattern.CASE_INSENSITIVE);
    }

    private static String regex(Matcher piece) {
        var name = piece.group(1);
        if (name != null) {
            return name.equals("id") || name.equals("slug") ? "(?<" + name + ">[^/]+)" : "[^/]+";
        }
        return piece.group().equals("(.*)") ? ".*" : Pattern.quote(piece.group());
    }

    public boolean isEmpty() {
        return organizations.isEmpty() && personal.isEmpty();
    }

    /** Returns the owner of a path, or null if no pattern matches. */
    @Nullable
    public Target target(String path) {
        if (path.length() > MAX_PATH) {
            return null;
        }
        for (var pattern : organizations) {
            var match = pattern.matcher(path);
            if (match.matches()) {
                return new Target(group(match, "id"), group(match, "slug"));
            }
        }
        return personal.stream().anyMatch(pattern -> pattern.matcher(path).matches()) ? new Target(null, null) : null;
    }

    private static @Nullable String group(Matcher match, String name) {
        return hasGroup(match.pattern(), name) ? match.group(name) : null;
    }

    private static boolean hasGroup(Pattern pattern, String name) {
        return pattern.pattern().contains("(?<" + name + ">");
    }

    private static IllegalArgumentException invalid(String pattern, String problem) {
        return new IllegalArgumentException(
                "The path pattern " + pattern + " " + problem + ". Write it like /orgs/:slug or /orgs/:id/(.*).");
    }
}
