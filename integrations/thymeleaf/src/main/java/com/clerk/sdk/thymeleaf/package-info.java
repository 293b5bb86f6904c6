/** The Thymeleaf dialect: start with {@link com.clerk.sdk.thymeleaf.ClerkDialect}. Methods do not touch the network. */
@NullMarked
package com.clerk.sdk.thymeleaf;

import org.jspecify.annotations.NullMarked;
