/** The plugin in a running Javalin. */
@NullMarked
package com.clerk.sdk.javalin;

import org.jspecify.annotations.NullMarked;
