package com.clerk.sdk.benchmarks.harness;

/**
 * A class path to measure on. The peers' are written by their modules when the profile {@code benchmarks} builds them.
 */
enum ClassPathVariant {
    SDK(null),
    CONSCRYPT(null),
    CORRETTO(null),
    INCUMBENT("incumbent"),
    NIMBUS("nimbus"),
    JAVA_JWT("java-jwt"),
    JJWT("jjwt"),
    JOSE4J("jose4j"),
    SPRING("spring"),
    SVIX("svix");

    private final String module;

    ClassPathVariant(String module) {
        this.module = module;
    }

    /** The module under {@code benchmarks/peers}, or null when it is this one. */
    String module() {
        return module;
    }
}
