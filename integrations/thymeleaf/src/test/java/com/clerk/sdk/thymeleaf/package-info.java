/** Templates that are processed for real requests, and read back as a browser reads them. */
@NullMarked
package com.clerk.sdk.thymeleaf;

import org.jspecify.annotations.NullMarked;
