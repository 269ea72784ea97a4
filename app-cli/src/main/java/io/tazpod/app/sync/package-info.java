/// The vault's journeys: push, pull, history, and what a store honours.
@NullMarked
package io.tazpod.app.sync;

import org.jspecify.annotations.NullMarked;
