/** What the clients and the authentication share. Not exported, so no API. */
@NullMarked
package com.clerk.sdk.internal;

import org.jspecify.annotations.NullMarked;
