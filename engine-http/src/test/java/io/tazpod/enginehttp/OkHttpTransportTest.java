package io.tazpod.enginehttp;

import java.nio.file.Path;

class OkHttpTransportTest implements EngineTransportContract {

    @Override
    public EngineTransport open(Path socket) {
        return OkHttpTransport.unix(socket, WORDS);
    }
}
