package io.tazpod.ports.store;

import java.util.Optional;

final class InMemoryObjectStoreTest extends ObjectStoreContract {

    @Override
    protected ObjectStore open() {
        return new InMemoryObjectStore();
    }

    @Override
    protected Optional<ObjectStore> versioned() {
        return Optional.of(new InMemoryObjectStore());
    }
}
