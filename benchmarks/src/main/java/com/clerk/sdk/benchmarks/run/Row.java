package com.clerk.sdk.benchmarks.run;

import java.util.List;

/**
 * A line of the tables: what is measured, beside which limit, by how many threads, and on which class path.
 *
 * @param id name in bounds.properties and RESULTS.md
 * @param title what a reader is told
 * @param limit benchmark that does only what cannot be left out
 * @param subject benchmark that does the work
 * @param threads that do it at the same time
 * @param place where the classes come from
 * @param flags for the measuring JVM
 */
record Row(String id, String title, String limit, String subject, int threads, Place place, List<String> flags) {
    static Row of(String id, String title, String limit, String subject) {
        return new Row(id, title, limit, subject, 1, Place.OURS, List.of());
    }

    Row at(Place place) {
        return new Row(id, title, limit, subject, threads, place, flags);
    }

    Row twoThreads() {
        return new Row(id + "-2-threads", title + ", 2 threads", limit, subject, 2, place, flags);
    }

    Row flag(String flag) {
        return new Row(id, title, limit, subject, threads, place, List.of(flag));
    }
}
