/** Small servers that authenticate their requests. */
package com.clerk.sdk.examples.servers;
