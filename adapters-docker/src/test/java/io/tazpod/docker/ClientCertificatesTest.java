package io.tazpod.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificatesTest {

    @TempDir
    private Path folder;

    private static String pem(String name) throws IOException {
        try (InputStream in = ClientCertificatesTest.class.getResourceAsStream("/pem/" + name + ".pem")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private ClientCertificates folder(String authority, String certificate, String key) throws IOException {
        Files.writeString(folder.resolve("ca.pem"), authority);
        Files.writeString(folder.resolve("cert.pem"), certificate);
        Files.writeString(folder.resolve("key.pem"), key);
        return new ClientCertificates(folder);
    }

    /// The number that makes a key; what else is written beside it differs.
    private static BigInteger secret(String pem) throws GeneralSecurityException {
        return switch (ClientCertificates.key(pem)) {
            case ECPrivateKey ec -> ec.getS();
            case RSAPrivateKey rsa -> rsa.getPrivateExponent();
            case PrivateKey other -> throw new AssertionError(other.getAlgorithm());
        };
    }

    @ParameterizedTest
    @CsvSource({"rsa-pkcs1, rsa-pkcs8", "ec-sec1, ec-pkcs8", "ec384-sec1, ec384-pkcs8"})
    void a_key_is_the_same_in_every_form(String old, String pkcs8) throws Exception {
        assertThat(secret(pem(old))).isEqualTo(secret(pem(pkcs8)));
    }

    @ParameterizedTest
    @CsvSource({"rsa-pkcs1, rsa, SHA256withRSA", "ec-sec1, ec, SHA256withECDSA"})
    void a_key_signs_for_its_certificate(String key, String certificate, String algorithm) throws Exception {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(ClientCertificates.key(pem(key)));
        signature.update((byte) 7);
        var signed = signature.sign();

        try (var in = ClientCertificatesTest.class.getResourceAsStream("/pem/" + certificate + ".cert.pem")) {
            signature.initVerify(CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        signature.update((byte) 7);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void an_ed25519_key_is_read() throws Exception {
        assertThat(ClientCertificates.key(pem("ed25519-pkcs8")).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void windows_line_ends_and_words_around_a_key_do_not_matter() throws Exception {
        var noisy = "Bag Attributes\r\n" + pem("ec-sec1").replace("\n", "\r\n") + "the end\r\n";

        assertThat(secret(noisy)).isEqualTo(secret(pem("ec-pkcs8")));
    }

    @Test
    void a_folder_of_files_gives_tls() throws Exception {
        var certificates = folder(pem("rsa.cert") + pem("ec.cert"), pem("ec.cert"), pem("ec-sec1"));

        assertThat(certificates.context().getProtocol()).isEqualTo("TLS");
        assertThat(certificates.trust().getAcceptedIssuers()).hasSize(2);
    }

    @Test
    void somebody_without_a_certificate_shows_none() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), pem("rsa.cert"));

        assertThat(new ClientCertificates(folder).context()).isNotNull();
    }

    @Test
    void a_key_with_a_passphrase_is_said() throws IOException {
        var locked = pem("rsa-locked");

        assertThatThrownBy(() -> ClientCertificates.key(locked))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("passphrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
    void what_is_no_key_is_said(String text) {
        assertThatThrownBy(() -> ClientCertificates.key(text))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("key.pem");
    }

    @Test
    void a_key_that_is_cut_short_is_said() throws IOException {
        var lines = pem("ec384-sec1").lines().toList();
        var cut = lines.get(0) + "\n" + lines.get(1).substring(0, 40) + "\n" + lines.getLast();

        assertThatThrownBy(() -> ClientCertificates.key(cut)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_folder_without_certificates_is_said() throws IOException {
        var certificates = folder("", "", pem("ec-sec1"));

        assertThatThrownBy(certificates::trust)
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("ca.pem");
    }
}
