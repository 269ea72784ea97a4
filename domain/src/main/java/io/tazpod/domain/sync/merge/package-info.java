/// How two vaults that went apart become one again.
@NullMarked
package io.tazpod.domain.sync.merge;

import org.jspecify.annotations.NullMarked;
