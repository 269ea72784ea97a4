/// The run contract: what the operator's container is made of.
@NullMarked
package io.tazpod.domain.container;

import org.jspecify.annotations.NullMarked;
