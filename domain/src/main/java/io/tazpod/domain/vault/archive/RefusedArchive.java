package io.tazpod.domain.vault.archive;

import java.io.IOException;

/// Carries a [Refusal] out of a stream that is being read. An IOException, because the streams it
/// passes
/// through know no other; whoever drives the reading turns it into a result.
public final class RefusedArchive extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedArchive(Refusal.Kind kind, String sentence) {
        super(sentence);
        this.refusal = new Refusal(kind, sentence);
    }

    public Refusal refusal() {
        return refusal;
    }

    static RefusedArchive gzip(String sentence) {
        return new RefusedArchive(Refusal.Kind.GZIP, sentence);
    }

    static RefusedArchive tar(String sentence) {
        return new RefusedArchive(Refusal.Kind.TAR, sentence);
    }
}
