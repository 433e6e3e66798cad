package io.shoutu.sensor.line;

import io.shoutu.api.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** From where one may call (准入网段): networks in CIDR notation, e.g. {@code 10.8.0.0/16}. */
final class Networks {
    private record Network(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /** @param text networks or single addresses, separated by commas; no names are looked up */
    static Networks of(String text) {
        List<Network> all = new ArrayList<>();
        for (String part : (text == null ? "" : text).split(",")) {
            String one = part.strip();
            if (!one.isEmpty()) {
                all.add(network(one));
            }
        }
        return new Networks(all);
    }

    private static Network network(String one) {
        int slash = one.indexOf('/');
        String host = slash < 0 ? one : one.substring(0, slash);
        try {
            byte[] address = literal(host);
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(one.substring(slash + 1));
            if (bits >= 0 && bits <= address.length * 8) {
                return new Network(address, bits);
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw wrong(one);
        }
        throw wrong(one);
    }

    private static byte[] literal(String host) throws UnknownHostException {
        if (!host.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getByName(host).getAddress();
    }

    private static Problem.Invalid wrong(String one) {
        return new Problem.Invalid("networks", "networks", "网段应写作 10.8.0.0/16 或单个地址：" + one);
    }

    boolean empty() {
        return networks.isEmpty();
    }

    /** Whether that address may call; with no networks named, this machine only. */
    boolean hold(String host) {
        try {
            InetAddress address = InetAddress.getByAddress(literal(host.contains("%") ? host.substring(0, host.indexOf('%')) : host));
            return networks.isEmpty() ? address.isLoopbackAddress() : networks.stream().anyMatch(n -> n.holds(address.getAddress()));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
