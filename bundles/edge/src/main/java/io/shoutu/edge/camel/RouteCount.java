package io.shoutu.edge.camel;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** What went through one route (路由计数). Camel counts only through JMX, which is off here. */
final class RouteCount extends RoutePolicySupport {

    /** The latest exchange that failed. */
    record Failure(String reason, Instant since) {}

    private final Clock clock;
    private final LongAdder total = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicInteger inflight = new AtomicInteger();
    private volatile Failure last;

    RouteCount(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        inflight.incrementAndGet();
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        inflight.decrementAndGet();
        total.increment();
        if (exchange.isFailed()) {
            failed.increment();
            last = new Failure(String.valueOf(exchange.getException()), clock.instant());
        }
    }

    long total() {
        return total.sum();
    }

    long failed() {
        return failed.sum();
    }

    int inflight() {
        return inflight.get();
    }

    Failure last() {
        return last;
    }
}
