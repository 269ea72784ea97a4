/// Who the operator is to a cloud.
@NullMarked
package io.tazpod.domain.identity;

import org.jspecify.annotations.NullMarked;
