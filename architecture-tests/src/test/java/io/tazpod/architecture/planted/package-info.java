/// Classes that break the rules, one a rule and a way to break it, in packages named as ours. Nobody uses them.
@NullMarked
package io.tazpod.architecture.planted;

import org.jspecify.annotations.NullMarked;
