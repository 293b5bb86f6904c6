/** Tests over real HTTP. The same class files are run with each supported line of Spring. */
@org.jspecify.annotations.NullMarked
package com.clerk.sdk.spring.security;
