package com.clerk.sdk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** Each operation of the local Clerk has a row: one writes, and others read that back, change and delete it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalClerkOperationsTest {
    /**
     * A row of the table.
     *
     * @param operation the name of the operation
     * @param check calls it, and reads its effect back
     */
    record Row(String operation, Executable check) {}

    /** These work on what the Frontend API alone makes. */
    private static final Set<String> OF_THE_FRONTEND = Set.of(
            "clients.get",
            "clients.verify",
            "sessions.refresh",
            "signUps.get",
            "signUps.update",
            "users.revokeTrustedDevice");

    private final LocalClerk local = new LocalClerk();

    @AfterAll
    void close() {
        local.close();
    }

    static List<Row> rows(LocalClerk local) {
        var rows = new ArrayList<Row>();
        rows.addAll(new UserRows(local).rows());
        rows.addAll(new IdentificationRows(local).rows());
        rows.addAll(new OrganizationRows(local).rows());
        rows.addAll(new RoleRows(local).rows());
        rows.addAll(new MachineRows(local).rows());
        rows.addAll(new AccessRows(local).rows());
        rows.addAll(new SettingRows(local).rows());
        rows.addAll(new BillingRows(local).rows());
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> eachOperationKeepsItsState() {
        return rows(local).stream()
                .map(row -> dynamicTest(row.operation(), () -> {
                    local.succeeded.clear();
                    row.check().execute();
                    assertThat(local.succeeded).contains(row.operation());
                }));
    }

    @Test
    void everySupportedOperationHasARow() {
        assertThat(rows(local)).extracting(Row::operation).doesNotHaveDuplicates();
        var covered = rows(local).stream().map(Row::operation).toList();
        assertThat(local.server.supported().stream().filter(name -> !covered.contains(name)))
                .containsExactlyInAnyOrderElementsOf(OF_THE_FRONTEND);
    }
}
