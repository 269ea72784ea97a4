/// This machine: files, RAM mounts, terminal, child processes.
@NullMarked
package io.tazpod.local;

import org.jspecify.annotations.NullMarked;
