/// Passphrases that do not come from the operator's fingers.
@NullMarked
package io.tazpod.local.passphrase;

import org.jspecify.annotations.NullMarked;
