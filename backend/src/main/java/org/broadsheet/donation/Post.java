package org.broadsheet.donation;

import jakarta.enterprise.context.ApplicationScoped;

/** Sends the letters that wait. */
@ApplicationScoped
class Post {
    void send() {}
}
