/** A program of a user of the SDK, in a module of its own if it has one. */
@NullMarked
package com.example.consumer;

import org.jspecify.annotations.NullMarked;
