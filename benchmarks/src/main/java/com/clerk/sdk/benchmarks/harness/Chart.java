package com.clerk.sdk.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** Draws bars as SVG, in greys and a blue that are readable on light and on dark ground alike. */
final class Chart {
    private static final int BAR = 18;
    private static final int LINE = 28;
    private static final int LABELS = 210;
    private static final int BARS = 380;
    private static final int WIDTH = 660;
    private static final String TEXT = "#7d8590";
    private static final String SDK = "#2f81f7";
    private static final String OTHER = "#8b949e";

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String label, double value, boolean sdk) {}

    Chart(String title) {
        this.title = title;
    }

    Chart bar(String label, double value, boolean sdk) {
        bars.add(new Bar(label, value, sdk));
        return this;
    }

    List<String> lines() {
        int height = 40 + LINE * bars.size();
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        var out = new ArrayList<String>();
        out.add(Text.of(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " font-family=\"sans-serif\" font-size=\"13\" fill=\"%s\">",
                WIDTH, height, WIDTH, height, TEXT));
        out.add(Text.of("<title>%s</title>", title));
        out.add(Text.of("<text x=\"0\" y=\"18\" font-weight=\"bold\">%s</text>", title));
        for (int i = 0; i < bars.size(); i++) {
            out.add(line(bars.get(i), 36 + LINE * i, most));
        }
        out.add("</svg>");
        return out;
    }

    private static String line(Bar bar, int top, double most) {
        long width = Math.round(BARS * bar.value / most);
        int base = top + 14;
        return Text.of(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\">%.2f</text>",
                LABELS - 8,
                base,
                bar.label,
                LABELS,
                top,
                width,
                BAR,
                bar.sdk ? SDK : OTHER,
                LABELS + width + 6,
                base,
                bar.value);
    }
}
