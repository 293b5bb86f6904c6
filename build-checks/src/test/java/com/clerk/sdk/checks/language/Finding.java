package com.clerk.sdk.checks.language;

import java.nio.file.Path;

/**
 * A sentence or statement that breaks a rule.
 *
 * @param file the file, from the root of the repository
 * @param line the line, from 1
 * @param rule the name of the rule
 * @param text the beginning of the text
 * @param advice the way to put it right
 */
record Finding(Path file, int line, String rule, String text, String advice) {
    /** Returns the first folder of the file's path; {@code .} for a file in the root. */
    String module() {
        return file.getNameCount() == 1 ? "." : file.getName(0).toString();
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + rule + ": " + text + " (" + advice + ")";
    }
}
