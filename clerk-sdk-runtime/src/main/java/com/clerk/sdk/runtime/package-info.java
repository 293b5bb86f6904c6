/** What callers of every Clerk client meet: calls, pages, errors, JSON values and the bases of generated types. */
@NullMarked
package com.clerk.sdk.runtime;

import org.jspecify.annotations.NullMarked;
