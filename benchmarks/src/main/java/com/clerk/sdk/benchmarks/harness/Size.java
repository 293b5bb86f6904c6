package com.clerk.sdk.benchmarks.harness;

import java.util.List;

/**
 * The size of a run: the full one gives the figures to publish, the short one shows that everything works, and the
 * guard's is long enough to see a difference of a tenth.
 *
 * @param forks fresh JVMs for each row
 * @param warmUpMillis of baseline and subject together, in each JVM
 * @param rounds turns of baseline and subject, in each JVM
 * @param roundMillis of a turn
 * @param flags of the JVM
 * @param starts of each program of the cold start
 * @param soak number of tokens, and seconds
 * @param paging numbers of users
 */
record Size(
        int forks,
        int warmUpMillis,
        int rounds,
        int roundMillis,
        List<String> flags,
        int starts,
        List<String> soak,
        List<String> paging) {
    static final Size FULL = new Size(
            3, 4000, 20, 200, List.of(), 11, List.of("1000000", "300"), List.of("1000", "10000", "100000", "1000000"));

    static final Size SHORT = new Size(1, 1500, 15, 80, List.of(), 3, List.of("20000", "20"), List.of("1000", "10000"));

    /** With a heap whose memory the system has handed out before: asking for it takes longer on a busy machine. */
    static final Size GUARD = new Size(
            1,
            2000,
            60,
            40,
            List.of("-XX:+UseSerialGC", "-XX:NewSize=256m", "-XX:MaxNewSize=256m", "-XX:+AlwaysPreTouch"),
            0,
            List.of(),
            List.of());

    static Size of(String name) {
        return switch (name) {
            case "full" -> FULL;
            case "short" -> SHORT;
            default -> throw new IllegalArgumentException("The size is full or short, and not " + name);
        };
    }
}
