package com.clerk.sdk.benchmarks.scale;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.benchmarks.harness.Table;
import com.clerk.sdk.benchmarks.harness.Text;
import com.clerk.sdk.benchmarks.inputs.UserJson;
import com.clerk.sdk.benchmarks.shared.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The program that pages through a thousand to a million users, on a heap that holds a few pages. The server stands in
 * the same process, and what it needs is counted too. It writes the section of the report.
 *
 * <p>Arguments: file to write, then numbers of users.
 */
final class PageThrough {
    private static final int LIMIT = 500;
    private static final Pattern AFTER = Pattern.compile("starting_after=user_\\w*?(\\d{7})\\b");

    private final UserJson users = new UserJson();
    private final int count;

    private PageThrough(int count) throws IOException {
        this.count = count;
    }

    public static void main(String[] args) throws IOException {
        var walks = new ArrayList<Walk>();
        new PageThrough(20_000).walk();
        for (int i = 1; i < args.length; i++) {
            walks.add(new PageThrough(Integer.parseInt(args[i])).walk());
        }
        Files.write(Path.of(args[0]), section(walks));
        System.exit(0);
    }

    /** How many users there were, how long it took, and the heap in use when the last one was at hand. */
    record Walk(int users, double seconds, long heap) {}

    static List<String> section(List<Walk> walks) {
        return new Table<Walk>()
                .column("users", walk -> Text.of("%,d", walk.users))
                .column("seconds", walk -> Text.of("%.2f", walk.seconds))
                .column("for a user", walk -> Text.of("%.1f µs", 1e6 * walk.seconds / walk.users))
                .column("heap in use at the last one", walk -> Text.of("%.1f MB", walk.heap / 1e6))
                .section(
                        "Paging through users, 500 to a page, heap of 96 MB",
                        "Server and client in one process.",
                        walks);
    }

    private Walk walk() throws IOException {
        try (var server = new Loopback(this::page);
                var clerk = ClerkBackend.builder()
                        .apiUrl(server.url())
                        .secretKey("sk_test_benchmarks")
                        .build()) {
            return walk(clerk);
        }
    }

    private Walk walk(ClerkBackend clerk) {
        long begin = System.nanoTime();
        int seen = 0;
        long heap = 0;
        for (var user : clerk.users().list(q -> q.limit(LIMIT)).autoPager()) {
            seen += user.id().isEmpty() ? 0 : 1;
            if (seen == count) {
                heap = Heap.used();
            }
        }
        if (seen != count) {
            throw new IllegalStateException("Saw " + seen + " users of " + count);
        }
        return new Walk(count, (System.nanoTime() - begin) / 1e9, heap);
    }

    private byte[] page(URI uri) {
        var after = AFTER.matcher(uri.getQuery());
        int from = after.find() ? Integer.parseInt(after.group(1)) + 1 : 0;
        var page = users.array(from, Math.min(count, from + LIMIT));
        return ("{\"data\":" + page + ",\"total_count\":" + count + "}").getBytes(StandardCharsets.UTF_8);
    }
}
