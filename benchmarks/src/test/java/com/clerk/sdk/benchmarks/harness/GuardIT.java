package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the guard fires. It measures time, so it is not one of the tests that every build runs. */
class GuardIT {
    @Test
    void aVerifierThatVerifiesTwiceIsTooSlow(@TempDir Path folder) throws Exception {
        var verify = Rows.read(Path.of("rows.yaml")).find("verify").orElseThrow();
        var classPaths = new ClassPaths(Path.of("").toAbsolutePath(), System.getProperty("java.class.path"));
        var launcher = new Launcher(classPaths, MakeInputs.in(folder, Main.CONTRACT));

        var guard = new Guard(row -> launcher.measure(row, Size.GUARD, folder), System.out);

        assertThat(guard.check(List.of(SlowedVerifier.inPlaceOf(verify))))
                .containsExactly("verify takes more than 1.10 x the CPU time of its baseline");
    }
}
