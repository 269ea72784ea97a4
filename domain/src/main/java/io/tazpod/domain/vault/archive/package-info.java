/// The archive inside the seal: gzip and tar, read strictly, and what may come out of it.
@NullMarked
package io.tazpod.domain.vault.archive;

import org.jspecify.annotations.NullMarked;
