package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.Organization;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.runtime.Page;
import java.util.List;

/** The snippets of docs/pagination.md. */
final class PaginationSnippets {
    private PaginationSnippets() {}

    static void loop(ClerkBackend clerk) {
        // snippet: page-loop
        for (User user : clerk.users().list(q -> q.limit(100)).autoPager()) {
            System.out.println(user.id());
        }
        // end
    }

    static List<String> stream(ClerkBackend clerk) {
        // snippet: page-stream
        List<String> ids = clerk.users().list(q -> q.limit(100)).stream()
                .filter(User::twoFactorEnabled)
                .map(User::id)
                .limit(20)
                .toList();
        // end
        return ids;
    }

    static void pages(ClerkBackend clerk) {
        // snippet: page-by-page
        Page<Organization> page = clerk.organizations().list(q -> q.limit(50));
        System.out.println("of " + page.totalCount().orElse(-1) + " organizations:");
        page.items().forEach(organization -> System.out.println(organization.name()));
        while (page.hasNext()) {
            page = page.next();
            page.items().forEach(organization -> System.out.println(organization.name()));
        }
        // end
    }

    static Page<User> resume(ClerkBackend clerk, String lastId) {
        // snippet: page-resume
        Page<User> page = clerk.users().list(q -> q.limit(100).startingAfter(lastId));
        // end
        return page;
    }

    static long count(ClerkBackend clerk) {
        // snippet: page-count
        long users = clerk.users().count(q -> q.banned(false)).totalCount();
        // end
        return users;
    }
}
