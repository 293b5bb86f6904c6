package com.clerk.sdk.checks.platform;

/**
 * A part of another class that bytecode names: a method, a field, or the class itself, with an empty name and
 * descriptor.
 *
 * @param owner the class, such as {@code okio/Buffer}
 * @param name the name of the member
 * @param descriptor the types of the member, as the JVM specification writes them (section 4.3)
 */
record Reference(String owner, String name, String descriptor) {}
