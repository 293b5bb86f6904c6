/**
 * The parts that the adapters of web servers share: {@link com.clerk.sdk.web.RequestGuard} decides about a request by
 * its path, {@link com.clerk.sdk.web.WebResponse} is what to send instead of passing it on,
 * {@link com.clerk.sdk.web.ClerkScripts} puts Clerk's components into a page, and
 * {@link com.clerk.sdk.web.FrontendApiProxy} serves Clerk's Frontend API from your own domain. No class knows a web
 * framework. Methods do not touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk.web;

import org.jspecify.annotations.NullMarked;
