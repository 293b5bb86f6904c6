package com.clerk.sdk.benchmarks.run;

import java.util.List;

/**
 * Rows that stand in one table.
 *
 * @param title of the table
 * @param limit what the rows are compared with
 * @param rows ours first, then the peers'
 */
record Group(String title, String limit, List<Row> rows) {}
