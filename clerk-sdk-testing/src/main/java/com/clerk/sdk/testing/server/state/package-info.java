/** The state of one instance, and the rules that keep it consistent. */
@NullMarked
package com.clerk.sdk.testing.server.state;

import org.jspecify.annotations.NullMarked;
