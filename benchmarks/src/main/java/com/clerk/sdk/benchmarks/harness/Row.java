package com.clerk.sdk.benchmarks.harness;

import java.util.List;

/**
 * A line of the tables: what is measured, beside which baseline, by how many threads, and on which class path.
 *
 * @param id name in bounds.properties and RESULTS.md
 * @param title what a reader is told
 * @param baseline benchmark that does only what cannot be left out
 * @param subject benchmark that does the work
 * @param threads that do it at the same time
 * @param variant where the classes come from
 * @param flags for the measuring JVM
 */
record Row(
        String id,
        String title,
        String baseline,
        String subject,
        int threads,
        ClassPathVariant variant,
        List<String> flags) {
    static Row of(String id, String title, String baseline, String subject) {
        return new Row(id, title, baseline, subject, 1, ClassPathVariant.SDK, List.of());
    }

    Row at(ClassPathVariant variant) {
        return new Row(id, title, baseline, subject, threads, variant, flags);
    }

    Row twoThreads() {
        return new Row(id + "-2-threads", title + ", 2 threads", baseline, subject, 2, variant, flags);
    }

    Row flag(String flag) {
        return new Row(id, title, baseline, subject, threads, variant, List.of(flag));
    }
}
