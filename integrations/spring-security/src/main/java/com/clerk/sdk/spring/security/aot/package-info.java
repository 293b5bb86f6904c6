/** What a native image of an application has to know about this module. Nothing here is for applications to call. */
@NullMarked
package com.clerk.sdk.spring.security.aot;

import org.jspecify.annotations.NullMarked;
