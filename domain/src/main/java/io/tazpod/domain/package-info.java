/// Pure rules: no files, processes, network, environment or clock.
@NullMarked
package io.tazpod.domain;

import org.jspecify.annotations.NullMarked;
