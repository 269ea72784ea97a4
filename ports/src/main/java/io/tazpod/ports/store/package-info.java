/// What TazPod asks of an object store.
@NullMarked
package io.tazpod.ports.store;

import org.jspecify.annotations.NullMarked;
