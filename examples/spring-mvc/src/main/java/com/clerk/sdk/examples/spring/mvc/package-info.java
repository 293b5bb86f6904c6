/**
 * An application of Spring MVC whose users are Clerk's: pages from templates with Clerk's components, a form, and a
 * page for admins.
 */
package com.clerk.sdk.examples.spring.mvc;
