/** What generated and hand-written clients are built on; not for applications. */
@NullMarked
package com.clerk.sdk.runtime.spi;

import org.jspecify.annotations.NullMarked;
