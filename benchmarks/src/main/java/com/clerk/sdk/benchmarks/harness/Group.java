package com.clerk.sdk.benchmarks.harness;

import java.util.List;

/**
 * Rows that stand in one table.
 *
 * @param title of the table
 * @param baseline what the rows are compared with
 * @param rows this SDK's first, then the peers'
 */
record Group(String title, String baseline, List<Row> rows) {}
