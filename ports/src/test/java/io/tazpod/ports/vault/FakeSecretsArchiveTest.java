package io.tazpod.ports.vault;

import io.tazpod.domain.vault.archive.EntryName;

class FakeSecretsArchiveTest extends SecretsArchiveContract {

    @Override
    protected SecretsArchive newArchive() {
        return new FakeSecretsArchive();
    }

    @Override
    protected void put(SecretsArchive archive, EntryName path, byte[] content) {
        ((FakeSecretsArchive) archive).put(path, content);
    }

    @Override
    protected void remove(SecretsArchive archive, EntryName path) {
        ((FakeSecretsArchive) archive).remove(path);
    }
}
