package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section of the README that shows the chart and the figures that matter most, between two marks. */
final class Readme {
    private static final String BEGIN = "<!-- speed: written by the benchmarks -->";
    private static final String END = "<!-- end of speed -->";
    private static final Pattern BLOCK = Pattern.compile("(?s)" + BEGIN + ".*?" + END);

    private final Store store;

    Readme(Store store) {
        this.store = store;
    }

    /** Replaces what stands between the marks. */
    static String replaced(String readme, List<String> lines) {
        var matcher = BLOCK.matcher(readme);
        if (!matcher.find()) {
            throw new IllegalStateException("README.md has no block from " + BEGIN + " to " + END);
        }
        var block = BEGIN + "\n" + String.join("\n", lines) + "\n" + END;
        return matcher.replaceFirst(Matcher.quoteReplacement(block));
    }

    void write(Path readme) throws IOException {
        if (Rows.headlines().stream().anyMatch(pair -> store.find(pair.sdk()).isPresent())) {
            Files.writeString(readme, replaced(Files.readString(readme), lines()));
        }
    }

    /** The chart of the first group: the baseline, this SDK, and the peers that do the same. */
    Optional<Chart> chart() {
        var sdk = store.find(Rows.guarded().get(0));
        if (sdk.isEmpty()) {
            return Optional.empty();
        }
        var chart = new Chart("Verify a session token: time by that of its bare RSA signature")
                .bar("bare signature", 1, false)
                .bar("this SDK", sdk.get().ratio(), true);
        Rows.groups().get(0).rows().stream()
                .filter(row -> row.variant().module() != null)
                .map(store::find)
                .flatMap(Optional::stream)
                .forEach(peer -> chart.bar(peer.row().title(), peer.ratio(), false));
        return Optional.of(chart);
    }

    List<String> lines() {
        var out = new ArrayList<String>();
        out.add(
                "| | × baseline | time | garbage | [com.clerk:backend-api](https://central.sonatype.com/artifact/com.clerk/backend-api) |");
        out.add("|---|---|---|---|---|");
        for (var pair : Rows.headlines()) {
            var sdk = store.find(pair.sdk());
            var peer = pair.peer().flatMap(store::find);
            sdk.ifPresent(measured -> out.add(line(measured, peer)));
        }
        if (chart().isPresent()) {
            out.addAll(List.of("", "![Verifying a session token beside other libraries](benchmarks/speed.svg)"));
        }
        out.addAll(List.of("", "From [benchmarks/RESULTS.md](benchmarks/RESULTS.md), which has all figures."));
        return out;
    }

    private static String line(Measurement sdk, Optional<Measurement> peer) {
        return Text.of(
                "| %s | %s | %s | %s | %s |",
                sdk.row().title(),
                Text.ratio(sdk.ratio()),
                Text.time(sdk.nanos()),
                Text.bytes(sdk.bytes()),
                peer.map(Readme::figures).orElse(""));
    }

    private static String figures(Measurement peer) {
        return Text.of("%s, %s, %s", Text.ratio(peer.ratio()), Text.time(peer.nanos()), Text.bytes(peer.bytes()));
    }
}
