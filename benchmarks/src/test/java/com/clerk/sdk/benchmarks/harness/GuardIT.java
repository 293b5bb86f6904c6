package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.benchmarks.shared.BareSignature;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the guard fires. It measures time, so it is not one of the tests that every build runs. */
class GuardIT {
    @Test
    void aVerifierThatVerifiesTwiceIsTooSlow(@TempDir Path folder) throws Exception {
        var slowed = Row.of(
                "verify", "verify", Rows.name(BareSignature.class, "verify"), Rows.name(SlowedVerifier.class, "twice"));
        var classPaths = new ClassPaths(Path.of("").toAbsolutePath(), System.getProperty("java.class.path"));
        var launcher = new Launcher(classPaths, MakeInputs.in(folder, Main.CONTRACT));
        var bounds = Bounds.read(Path.of("bounds.properties"));

        var guard = new Guard(bounds, row -> launcher.measure(row, Plan.GUARD), System.out);

        assertThat(guard.check(List.of(slowed)))
                .containsExactly("verify takes more than 1.10 x the CPU time of its baseline");
    }
}
