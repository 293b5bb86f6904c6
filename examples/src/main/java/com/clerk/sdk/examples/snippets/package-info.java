/**
 * The code of README.md and docs/, compiled. A test compares the two: when you change a block in a document, change the
 * snippet here too.
 */
@NullMarked
package com.clerk.sdk.examples.snippets;

import org.jspecify.annotations.NullMarked;
