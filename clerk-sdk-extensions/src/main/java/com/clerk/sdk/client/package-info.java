/**
 * The client of one device, as {@link com.clerk.sdk.ClerkFrontend} keeps it: where its token is stored, who is signed
 * in, and the options of session tokens. Methods do not touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk.client;

import org.jspecify.annotations.NullMarked;
