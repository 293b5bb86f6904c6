@NullMarked
package com.clerk.sdk.servlet;

import org.jspecify.annotations.NullMarked;
