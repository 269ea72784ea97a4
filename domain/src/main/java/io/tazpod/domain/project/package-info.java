/// Where things are: in a project on the host, and inside the container.
@NullMarked
package io.tazpod.domain.project;

import org.jspecify.annotations.NullMarked;
