/** Small servers that know who is calling. */
package com.clerk.sdk.examples.servers;
