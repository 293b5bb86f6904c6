/**
 * The code of README.md and docs/, compiled. A test holds the two equal: change a block in the documents and here
 * alike.
 */
@NullMarked
package com.clerk.sdk.examples.snippets;

import org.jspecify.annotations.NullMarked;
