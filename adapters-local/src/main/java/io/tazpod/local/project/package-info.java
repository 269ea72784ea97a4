/// A project's folder and its configuration file.
@NullMarked
package io.tazpod.local.project;

import org.jspecify.annotations.NullMarked;
