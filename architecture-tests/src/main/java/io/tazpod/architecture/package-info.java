/// Rules about who may see whom.
@NullMarked
package io.tazpod.architecture;

import org.jspecify.annotations.NullMarked;
