package org.broadsheet.donation;

import org.jspecify.annotations.Nullable;

/** Where a provider puts what it has to tell. */
public interface EventSink {
    /** Keeps an event, once; it is looked into afterwards. @param body as it came; null when there was none */
    void keep(String provider, PaymentProvider.Event event, byte @Nullable [] body);
}
