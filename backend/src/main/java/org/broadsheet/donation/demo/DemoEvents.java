package org.broadsheet.donation.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.broadsheet.donation.EventSink;
import org.broadsheet.donation.PaymentProvider.Event;
import org.broadsheet.donation.demo.DemoOrders.Order;

/** Tells that something happened, as a provider's webhook does. */
@ApplicationScoped
class DemoEvents {
    private final EventSink sink;

    DemoEvents(EventSink sink) {
        this.sink = sink;
    }

    void tell(Order order) {
        sink.keep(
                "demo",
                new Event("DEMO-" + UUID.randomUUID(), "DEMO.APPROVED", order.donation(), List.of(order.reference())),
                null);
    }
}
