package io.tazpod.cli.wiring;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// The project's absolute path on this side.
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface ProjectRoot {}
