@NullMarked
package io.tazpod.architecture.planted.domain;

import org.jspecify.annotations.NullMarked;
