/// What happens inside the container: the vault is opened, saved and locked.
@NullMarked
package io.tazpod.app.vault;

import org.jspecify.annotations.NullMarked;
