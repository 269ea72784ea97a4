package io.tazpod.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The folder that `DOCKER_CERT_PATH` names: whom we trust (`ca.pem`), and who we are (`cert.pem`, `key.pem`).
///
/// Read by the JDK alone; docker-java's own reading needs nine megabytes of Bouncy Castle.
final class ClientCertificates {

    private static final String AUTHORITIES = "ca.pem";
    private static final String CERTIFICATE = "cert.pem";
    private static final String KEY = "key.pem";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    // SEQUENCE { OID rsaEncryption, NULL }
    private static final byte[] RSA = bytes("300d06092a864886f70d0101010500");
    // OID ecPublicKey; the curve's follows it
    private static final byte[] EC = bytes("06072a8648ce3d0201");
    // INTEGER 0: the version of a PKCS#8 structure
    private static final byte[] VERSION = bytes("020100");

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    /// the curve's place in a SEC1 key
    private static final int PARAMETERS = 0xa0;

    private final Path folder;

    ClientCertificates(Path folder) {
        this.folder = folder;
    }

    /// TLS that shows our certificate, if there is one, and trusts `ca.pem` only.
    SSLContext context() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(identity(), new X509TrustManager[] {trust()}, null);
        return context;
    }

    X509TrustManager trust() throws IOException, GeneralSecurityException {
        var anchors = empty();
        for (var authority : certificates(AUTHORITIES)) {
            anchors.setCertificateEntry("ca-" + anchors.size(), authority);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        for (var manager : trust.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this runtime has no trust manager for X.509");
    }

    private KeyManager[] identity() throws IOException, GeneralSecurityException {
        if (!Files.exists(folder.resolve(CERTIFICATE)) && !Files.exists(folder.resolve(KEY))) {
            return new KeyManager[0];
        }
        // the store lives in memory and goes with this context; its password protects nothing
        var password = new char[0];
        var store = empty();
        var chain = certificates(CERTIFICATE).toArray(Certificate[]::new);
        store.setKeyEntry("docker", key(text(KEY)), password, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /// A file may hold a chain, the nearest first.
    private List<Certificate> certificates(String name) throws IOException, GeneralSecurityException {
        var pem = new ByteArrayInputStream(text(name).getBytes(StandardCharsets.US_ASCII));
        var chain =
                List.<Certificate>copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
        if (chain.isEmpty()) {
            throw new GeneralSecurityException(name + " holds no certificate");
        }
        return chain;
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
    }

    /// A key in any of the forms that openssl writes without a passphrase: PKCS#8, PKCS#1 of RSA, SEC1 of EC.
    static PrivateKey key(String pem) throws GeneralSecurityException {
        var match = PEM.matcher(pem);
        if (!match.find()) {
            throw new GeneralSecurityException(
                    pem.contains("ENCRYPTED")
                            ? "key.pem has a passphrase, which docker's own client does not take either"
                            : "key.pem holds no private key");
        }
        var der = Base64.getMimeDecoder().decode(match.group(2));
        try {
            return switch (match.group(1)) {
                case "RSA PRIVATE KEY" -> generate("RSA", wrapped(RSA, der));
                case "EC PRIVATE KEY" -> generate("EC", wrapped(sequence(EC, curve(der)), der));
                default -> anyAlgorithm(der);
            };
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static PrivateKey anyAlgorithm(byte[] pkcs8) throws GeneralSecurityException {
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return generate(algorithm, pkcs8);
            } catch (InvalidKeySpecException another) {
                // the algorithm is named inside, but the JDK wants to be told it
            }
        }
        throw new GeneralSecurityException("key.pem is neither an RSA, nor an EC, nor an Ed25519 key");
    }

    private static PrivateKey generate(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /// PKCS#8 is the key of the algorithm's own form with the algorithm's name before it.
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return sequence(VERSION, algorithm, field(OCTETS, key));
    }

    /// SEC1 is `SEQUENCE { INTEGER 1, OCTET STRING key, [0] curve, [1] public key }`.
    private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
        try {
            var der = new Der(sec1).enter(SEQUENCE);
            der.take(INTEGER);
            der.take(OCTETS);
            return der.take(PARAMETERS);
        } catch (IndexOutOfBoundsException cut) {
            throw new GeneralSecurityException("key.pem is cut short", cut);
        }
    }

    private static byte[] sequence(byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        return field(SEQUENCE, content.toByteArray());
    }

    private static byte[] field(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /// Reads fields of DER one after another; none of a key is longer than 64 KiB.
    private static final class Der {

        private final byte[] bytes;
        private int at;

        Der(byte[] bytes) {
            this.bytes = bytes;
        }

        Der enter(int tag) throws GeneralSecurityException {
            return new Der(take(tag));
        }

        /// The content of the next field, which has to be of this kind.
        byte[] take(int tag) throws GeneralSecurityException {
            if (next() != tag) {
                throw new GeneralSecurityException("key.pem has no form that is known here");
            }
            int length = next();
            if (length > 0x80) {
                int digits = length - 0x80;
                length = 0;
                for (int i = 0; i < digits; i++) {
                    length = (length << 8) | next();
                }
            }
            var content = Arrays.copyOfRange(bytes, Objects.checkFromIndexSize(at, length, bytes.length), at + length);
            at += length;
            return content;
        }

        private int next() {
            return bytes[at++] & 0xff;
        }
    }
}
