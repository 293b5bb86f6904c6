package com.clerk.sdk.benchmarks.harness;

import java.util.List;

/** The size of a run: the full one gives the figures to publish, the short one shows that everything works. */
enum Size {
    FULL(Plan.FULL, 11, List.of("1000000", "300"), List.of("1000", "10000", "100000", "1000000")),
    SHORT(Plan.SHORT, 3, List.of("20000", "20"), List.of("1000", "10000"));

    private final Plan plan;
    private final int starts;
    private final List<String> soak;
    private final List<String> paging;

    Size(Plan plan, int starts, List<String> soak, List<String> paging) {
        this.plan = plan;
        this.starts = starts;
        this.soak = soak;
        this.paging = paging;
    }

    Plan plan() {
        return plan;
    }

    /** Of each program. */
    int starts() {
        return starts;
    }

    /** Tokens and seconds. */
    List<String> soak() {
        return soak;
    }

    /** Users. */
    List<String> paging() {
        return paging;
    }
}
