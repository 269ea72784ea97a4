package io.tazpod.domain.sync;

/// Which vault in which store: what was agreed with one store says nothing of another.
///
/// @param value the store's place and the vault's key
public record StoreId(String value) {

    public static StoreId of(String place, ObjectKey vault) {
        return new StoreId(place + " " + vault);
    }

    @Override
    public String toString() {
        return value;
    }
}
