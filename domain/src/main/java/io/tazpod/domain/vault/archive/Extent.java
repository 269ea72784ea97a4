package io.tazpod.domain.vault.archive;

/// How much a vault holds, without what is never compared.
///
/// @param files files and links
/// @param entries files, links and folders
/// @param bytes of all files
public record Extent(int files, int entries, long bytes) {}
