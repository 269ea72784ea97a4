package io.tazpod.ports.enclave;

import io.tazpod.domain.vault.archive.EntryName;
import io.tazpod.ports.vault.FakeSecretsArchive;

class FakeEnclaveTest extends EnclaveContract {

    private final FakeSecretsArchive content = new FakeSecretsArchive();
    private final FakeEnclave enclave = new FakeEnclave(content);

    @Override
    protected Enclave enclave() {
        return enclave;
    }

    @Override
    protected void put(String path, byte[] bytes) {
        content.put(EntryName.ofText(path), bytes);
    }
}
