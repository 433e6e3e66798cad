package io.shoutu.notices.channel;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a configured address may lead (可达地址): not to this machine, not to neighbours by link-local address, and not to the metadata service of
 * a cloud, unless the operator allows that one by its number.
 *
 * <p>The name is looked up here and once more by the HTTP client; who controls the name server of a configured address could answer the two
 * differently. Addresses come from the configuration only, so that is the operator's own trust.
 */
final class Reachable {
    /** Metadata services outside the link-local range: Alibaba Cloud, and the IPv6 address of Amazon's. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "fd00:ec2:0:0:0:0:0:254");
    private final Set<String> allowed = new HashSet<>();

    Reachable(String allowAddresses) {
        Arrays.stream(allowAddresses.split(",")).map(String::strip).filter(s -> !s.isEmpty()).forEach(text -> {
            try {
                // A number is not looked up anywhere.
                allowed.add(InetAddress.getByName(text).getHostAddress());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("allowAddresses takes IP addresses, not " + text, e);
            }
        });
    }

    /** An address of ours: http or https, a host, no user in it. @throws IllegalArgumentException where it is not one */
    static URI address(String text) {
        URI uri = URI.create(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address begins with https:// or http:// and a host, without a user: " + text);
        }
        return uri;
    }

    /** @throws Forbidden where the host leads where nothing of ours should go; {@link UnknownHostException} where it leads nowhere */
    void check(URI uri) throws UnknownHostException, Forbidden {
        String host = uri.getHost();
        for (InetAddress address : InetAddress.getAllByName(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)) {
            boolean inside = address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()
                    || METADATA.contains(address.getHostAddress());
            if (inside && !allowed.contains(address.getHostAddress())) {
                throw new Forbidden();
            }
        }
    }

    /** The address is not one to send to; nothing was sent. */
    static final class Forbidden extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
