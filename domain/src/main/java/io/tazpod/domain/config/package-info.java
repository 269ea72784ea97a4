/// The project's configuration: what each key means, and what is wrong with a file.
@NullMarked
package io.tazpod.domain.config;

import org.jspecify.annotations.NullMarked;
