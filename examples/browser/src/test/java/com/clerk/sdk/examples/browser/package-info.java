/** Clerk's browser code in Chromium, against the page server of the examples and a local Clerk. */
package com.clerk.sdk.examples.browser;
