package io.shoutu.edge.camel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that are read in large pieces (带缓冲的连接): Paho asks its socket for every header byte alone, a call of the system each. A TLS socket buffers
 * by itself. Paho takes the unconnected kind; the others are there because a factory has them.
 */
final class BufferedSockets extends SocketFactory {
    private static final int BYTES = 1 << 16;

    /** The stream is one and the same however often it is asked for, so nothing read ahead is lost. */
    private static final class Buffered extends Socket {
        private InputStream in;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (in == null) {
                in = new BufferedInputStream(super.getInputStream(), BYTES);
            }
            return in;
        }
    }

    @Override
    public Socket createSocket() {
        return new Buffered();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private static Socket connected(SocketAddress to, SocketAddress from) throws IOException {
        Socket socket = new Buffered();
        try {
            if (from != null) {
                socket.bind(from);
            }
            socket.connect(to);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
