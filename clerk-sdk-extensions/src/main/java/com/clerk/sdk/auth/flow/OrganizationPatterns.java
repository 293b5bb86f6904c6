package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.OrganizationClaims;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which organization a path belongs to, by patterns such as {@code /orgs/:slug/(.*)}. A pattern is a path in which
 * {@code :id} or {@code :slug} stands for the organization, another {@code :name} for any segment, and {@code (.*)} for
 * all that follows. Immutable.
 */
public final class OrganizationPatterns {
    public static final OrganizationPatterns NONE = new OrganizationPatterns(List.of(), List.of());

    private static final Pattern PIECE = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)|\\(\\.\\*\\)|[^:(){}*+?\\\\]+");

    private final List<Pattern> organizations;
    private final List<Pattern> personal;

    /** What a path belongs to: an organization by its id or slug, or with neither the user's personal account. */
    public record Target(@Nullable String id, @Nullable String slug) {
        /** The organization as Clerk's URLs name it. */
        public String parameter() {
            if (id != null) {
                return id;
            }
            return slug == null ? "" : slug;
        }

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
        if (!names(compiled, "id") && !names(compiled, "slug")) {
            throw wrong(pattern, "has neither :id nor :slug");
        }
        return compiled;
    }

    private static Pattern compile(String pattern) {
        if (!pattern.startsWith("/")) {
            throw wrong(pattern, "does not begin with /");
        }
        var regex = new StringBuilder();
        var piece = PIECE.matcher(pattern);
        int at = 0;
        while (at < pattern.length()) {
            if (!piece.find(at) || piece.start() != at) {
                throw wrong(pattern, "has something at " + at + " that is not a path, :name or (.*)");
            }
            var part = regex(piece);
            if (part.startsWith("(?<") && regex.indexOf(part) >= 0) {
                throw wrong(pattern, "has " + piece.group() + " twice");
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

    /** Finds out what a path belongs to; null if no pattern fits. */
    @Nullable
    public Target target(String path) {
        for (var pattern : organizations) {
            var match = pattern.matcher(path);
            if (match.matches()) {
                return new Target(group(match, "id"), group(match, "slug"));
            }
        }
        return personal.stream().anyMatch(pattern -> pattern.matcher(path).matches()) ? new Target(null, null) : null;
    }

    private static @Nullable String group(Matcher match, String name) {
        return names(match.pattern(), name) ? match.group(name) : null;
    }

    private static boolean names(Pattern pattern, String name) {
        return pattern.pattern().contains("(?<" + name + ">");
    }

    private static IllegalArgumentException wrong(String pattern, String problem) {
        return new IllegalArgumentException(
                "The path pattern " + pattern + " " + problem + ". Write it such as /orgs/:slug or /orgs/:id/(.*)");
    }
}
