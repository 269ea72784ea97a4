/// Where adapters are chosen: the only package that names them.
@NullMarked
package io.tazpod.cli.wiring;

import org.jspecify.annotations.NullMarked;
