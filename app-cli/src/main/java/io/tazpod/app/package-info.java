/// The use cases, one a verb, framework-free.
@NullMarked
package io.tazpod.app;

import org.jspecify.annotations.NullMarked;
