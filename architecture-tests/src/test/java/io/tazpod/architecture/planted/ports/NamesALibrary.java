package io.tazpod.architecture.planted.ports;

import picocli.CommandLine;

interface NamesALibrary {
    CommandLine line();
}
