/// The object store that is a directory: a NAS, a stick, a synchronised folder.
@NullMarked
package io.tazpod.local.store;

import org.jspecify.annotations.NullMarked;
