/// The open vault's folder as an archive: packed into one, laid out from one.
@NullMarked
package io.tazpod.local.archive;

import org.jspecify.annotations.NullMarked;
