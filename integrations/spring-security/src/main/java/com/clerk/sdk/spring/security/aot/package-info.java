/** The reflection of this module, for native images. Nothing here is for applications to call. */
@NullMarked
package com.clerk.sdk.spring.security.aot;

import org.jspecify.annotations.NullMarked;
