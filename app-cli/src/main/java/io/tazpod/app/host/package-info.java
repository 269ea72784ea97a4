/// What happens on the host: project, container, shell.
@NullMarked
package io.tazpod.app.host;

import org.jspecify.annotations.NullMarked;
