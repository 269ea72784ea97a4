/// Smart entry: what stands next between the operator and a shell.
@NullMarked
package io.tazpod.domain.entry;

import org.jspecify.annotations.NullMarked;
