/** An application of Spring MVC whose users are Clerk's: pages, a form, and nothing about authentication. */
package com.clerk.sdk.examples.spring.mvc;
