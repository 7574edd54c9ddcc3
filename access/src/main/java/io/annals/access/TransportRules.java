package io.annals.access;

import com.mongodb.ConnectionString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Whom this server can be reached by, and whom it reaches. What leaves the machine is encrypted, or somebody has said that it
 * need not be; else the start is refused, before anything is opened.
 */
@Configuration(proxyBeanMethods = false)
public class TransportRules {
    static final String PROXY_ENDS_TLS = "annals.security.proxy-ends-tls";
    static final String TRUSTED_NETWORK = "annals.mongodb.trusted-network";

    /** First of all that this context makes. */
    @Bean
    static BeanFactoryPostProcessor nothingLeavesTheMachineReadable(Environment environment) {
        return _ -> {
            refuseToListenWithoutTls(environment);
            refuseMongodbWithoutTls(environment);
        };
    }

    private static void refuseToListenWithoutTls(Environment environment) {
        if (!speaksTls(environment)
                && !ofLoopbackAlone(environment)
                && !environment.getProperty(PROXY_ENDS_TLS, boolean.class, false)) {
            throw new IllegalStateException("This server would listen beyond loopback without TLS (server.address is "
                    + environment.getProperty("server.address", "not set: all addresses")
                    + "). Give it a certificate (server.ssl.*), or set " + PROXY_ENDS_TLS
                    + "=true if nobody reaches it but by a proxy that speaks TLS.");
        }
    }

    private static void refuseMongodbWithoutTls(Environment environment) {
        String uri = environment.getProperty("annals.mongodb.uri", "");
        if (uri.isBlank() || environment.getProperty(TRUSTED_NETWORK, boolean.class, false)) {
            return;
        }
        ConnectionString parsed = new ConnectionString(uri);
        boolean elsewhere =
                parsed.isSrvProtocol() || parsed.getHosts().stream().anyMatch(host -> !isLoopback(hostName(host)));
        boolean tls = parsed.isSrvProtocol()
                ? !Boolean.FALSE.equals(parsed.getSslEnabled())
                : Boolean.TRUE.equals(parsed.getSslEnabled());
        if (elsewhere && !(tls && parsed.getCredential() != null)) {
            throw new IllegalStateException("MongoDB is on another machine, and annals.mongodb.uri asks for "
                    + (tls ? "no credentials" : "no TLS") + ". Add " + (tls ? "them" : "tls=true and credentials")
                    + ", or set " + TRUSTED_NETWORK + "=true if nobody else is in that network.");
        }
    }

    /** Whether the server itself speaks TLS, by whichever of Boot's ways to give it a certificate. */
    public static boolean speaksTls(Environment environment) {
        return environment.getProperty("server.ssl.enabled", boolean.class, true)
                && (environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.key-store")
                        || environment.containsProperty("server.ssl.certificate"));
    }

    /** Whether nobody but this machine can reach the server. */
    static boolean ofLoopbackAlone(Environment environment) {
        return isLoopback(environment.getProperty("server.address"));
    }

    private static String hostName(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return colon > hostAndPort.lastIndexOf(']') ? hostAndPort.substring(0, colon) : hostAndPort;
    }

    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null
                    && !address.isBlank()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
