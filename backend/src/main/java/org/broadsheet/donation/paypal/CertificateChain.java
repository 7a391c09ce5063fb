package org.broadsheet.donation.paypal;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whether a certificate is valid, made out to PayPal's signer, and vouched for by an authority that we believe. */
final class CertificateChain {
    private static final int LONGEST = 10;
    private static final int LEAST_BITS = 2048;

    private final Set<TrustAnchor> anchors;
    private final String name;

    /** Why not, in words without foreign text. */
    static final class NotTrusted extends Exception {
        private final String why;

        NotTrusted(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** @param name the common name that the first certificate must have, exactly */
    CertificateChain(Set<TrustAnchor> anchors, String name) {
        this.anchors = Set.copyOf(anchors);
        this.name = name;
    }

    /** The authorities that this JVM believes. */
    static Set<TrustAnchor> ofTheJvm() {
        Set<TrustAnchor> anchors = new HashSet<>();
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate authority : x509.getAcceptedIssuers()) {
                        anchors.add(new TrustAnchor(authority, null));
                    }
                }
            }
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The JVM's authorities cannot be read", broken);
        }
        return anchors;
    }

    /** @param pem the signer's certificate first, then those between it and the authority */
    X509Certificate leaf(byte[] pem, Instant now) throws NotTrusted {
        List<X509Certificate> chain = certificates(pem);
        X509Certificate leaf = chain.getFirst();
        if (!hasName(leaf)) {
            throw new NotTrusted("the certificate is not made out to PayPal's signer");
        }
        if (!(leaf.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < LEAST_BITS) {
            throw new NotTrusted("the certificate's key is too weak");
        }
        try {
            leaf.checkValidity(Date.from(now));
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(leaf);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException invalid) {
            throw new NotTrusted("the certificate is expired, or vouched for by nobody we believe");
        }
        return leaf;
    }

    static List<X509Certificate> certificates(byte[] pem) throws NotTrusted {
        try {
            List<? extends Certificate> read = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
            if (read.isEmpty() || read.size() > LONGEST) {
                throw new NotTrusted("no certificate, or too many");
            }
            return read.stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException garbled) {
            throw new NotTrusted("not a certificate");
        }
    }

    private boolean hasName(X509Certificate certificate) {
        try {
            List<Object> names = new LdapName(
                            certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .toList();
            return names.equals(List.of(name));
        } catch (InvalidNameException garbled) {
            return false;
        }
    }
}
