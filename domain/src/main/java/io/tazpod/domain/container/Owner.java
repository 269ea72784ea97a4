package io.tazpod.domain.container;

/// A numeric user and group: names differ between host and image, numbers do not.
public record Owner(int uid, int gid) {

    public static final Owner ROOT = new Owner(0, 0);

    public Owner {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("a uid and gid are not negative: " + uid + ":" + gid);
        }
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
