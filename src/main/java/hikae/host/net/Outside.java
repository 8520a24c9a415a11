package hikae.host.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from all others: this machine, its networks, what is reserved. By the
 * registries of special-purpose addresses (RFC 6890 and IANA's lists of 2025).
 */
final class Outside {
    /** First byte, second byte, and how many bits of them count; 0.0.0.0/8 to 255.255.255.255. */
    private static final int[][] INSIDE = {
        {0, 0, 8},
        {10, 0, 8},
        {100, 64, 10}, // carriers' NAT
        {127, 0, 8},
        {169, 254, 16}, // link-local, and what clouds tell their machines
        {172, 16, 12},
        {192, 168, 16},
        {198, 18, 15}, // benchmarks
        {224, 0, 4}, // multicast
        {240, 0, 4} // reserved, and broadcast
    };

    private static final int IPV4 = 4;
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private Outside() {}

    /** Whether it is a public one; an IPv6 address that stands for an IPv4 one is what that is. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV4 ? isPublic(bytes) : address instanceof Inet6Address && isPublic6(bytes);
    }

    private static boolean isPublic(byte[] bytes) {
        int both = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        boolean inside = Arrays.stream(INSIDE).anyMatch(range -> {
            int shift = 16 - range[2];
            return both >> shift == (range[0] << 8 | range[1]) >> shift;
        });
        boolean protocol = both == (192 << 8) && bytes[2] == 0; // 192.0.0.0/24
        return !inside && !protocol;
    }

    /** Of IPv6 only what is given out (2000::/3), and what gateways make of IPv4. */
    private static boolean isPublic6(byte[] bytes) {
        if (Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length)) {
            return isPublic(Arrays.copyOfRange(bytes, NAT64.length, bytes.length));
        }
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        if (first == 0x2002) { // 6to4
            return isPublic(Arrays.copyOfRange(bytes, 2, 2 + IPV4));
        }
        boolean special = first == 0x2001 && (bytes[2] & 0xfe) == 0; // 2001::/23, with Teredo
        return (first & 0xe000) == 0x2000 && !special;
    }

    /** Whether it is an address and no name, also one that only others would read as an address: {@code 0x7f.1}. */
    static boolean isNumber(String host) {
        return host.contains(":") || host.matches("(?i)(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");
    }

    /** Whether such a name never is of the internet. */
    static boolean isNamedInside(String host) {
        return host.matches("(?i)(?:.*\\.)?(?:localhost|local|internal|lan|home\\.arpa)\\.?");
    }

    /** The addresses of a name; an address in any spelling is its own. */
    static InetAddress[] addresses(String host) throws UnknownHostException {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return InetAddress.getAllByName(bare);
    }
}
