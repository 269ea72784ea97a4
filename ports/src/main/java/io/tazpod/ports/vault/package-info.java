/// What TazPod asks of the vault's two places: the sealed file, and the folder where it lies open.
@NullMarked
package io.tazpod.ports.vault;

import org.jspecify.annotations.NullMarked;
