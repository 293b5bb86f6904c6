package com.clerk.sdk.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionsTest {
    @Test
    void aSoakSaysHowManyTokensThereWere() {
        assertThat(Soak.section(1_000_000, Collections.nCopies(7, new Soak.Window(60_000, 18))))
                .contains(
                        "## Soak: two threads, 1,000,000 distinct tokens over and over, heap of 256 MB",
                        "| minute 1 | 60,000 | 60,000 to 60,000 | 18.0 to 18.0 MB |",
                        "| minute 2 | 60,000 | 60,000 to 60,000 | 18.0 to 18.0 MB |");
    }

    @Test
    void pagingSaysWhatAUserTakes() {
        assertThat(PageThrough.section(List.of(new PageThrough.Walk(1000, 0.06, 10_100_000))))
                .contains("| 1,000 | 0.06 | 60.0 µs | 10.1 MB |");
    }
}
