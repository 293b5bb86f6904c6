package com.clerk.sdk.checks.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** All text that people read is plain English. There are no exceptions. */
class LanguageTest {
    @Test
    void noTextBreaksARule() {
        assertThat(new Repository(Path.of("..")).findings()).isEmpty();
    }
}
