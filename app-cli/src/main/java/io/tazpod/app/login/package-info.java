/// Logging in to where the vault travels.
@NullMarked
package io.tazpod.app.login;

import org.jspecify.annotations.NullMarked;
