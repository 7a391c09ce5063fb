package org.broadsheet.editorial;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where in the world a link may lead this node. What a colleague writes must not open doors of the newsroom's own network. */
interface Reach {
    /** What a name stands for now. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    boolean isOpen(InetAddress address);

    boolean isOpen(int port);
}
