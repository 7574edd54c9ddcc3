package io.annals.edge;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which names this server is asked for. Whoever gets a browser or a client to ask by another name (a DNS name of theirs that
 * leads here, a header {@code Host} on the way) would have what is made of it, such as the issuer of tokens, say theirs.
 *
 * <p>Always: {@code localhost}, the addresses of this machine, and its own name; beyond those what the operator has set.
 */
final class KnownHosts {
    /** An address, IPv4 or IPv6, is never looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.%]*]?");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));
    private final Set<InetAddress> addresses = new HashSet<>();

    KnownHosts(Collection<String> set) {
        set.stream().map(KnownHosts::plain).forEach(names::add);
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(addresses::add);
            names.add(plain(InetAddress.getLocalHost().getHostName()));
        } catch (SocketException | UnknownHostException nothingToAdd) {
            addresses.add(InetAddress.getLoopbackAddress());
        }
    }

    /** @param host without a port, as a request names it; IPv6 in brackets or without */
    boolean knows(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            return false;
        }
        String name = plain(host);
        return names.contains(name) || ADDRESS.matcher(name).matches() && isOurs(name);
    }

    private boolean isOurs(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", ""));
            return parsed.isLoopbackAddress() || addresses.contains(parsed);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Names do not mind capitals, nor the dot of the root behind them. */
    private static String plain(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
