/// Rules of the travelling vault: keys, revisions, decisions.
@NullMarked
package io.tazpod.domain.sync;

import org.jspecify.annotations.NullMarked;
