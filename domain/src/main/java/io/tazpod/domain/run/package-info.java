/// The run contract: what the operator's container is made of, from what the project has decided.
@NullMarked
package io.tazpod.domain.run;

import org.jspecify.annotations.NullMarked;
